"""The books of donations: double entry in USD, rows only added. Deeds post here, inside their own transaction."""
