"""Background jobs of this app."""
