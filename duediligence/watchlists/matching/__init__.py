"""Our parties and the listed ones as crm.core.names compares them."""
