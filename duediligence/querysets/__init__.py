"""Which rows, and what a list needs with them; a file a part."""
