"""Files of watch lists, read as a stream into one form; nothing here touches the database."""
