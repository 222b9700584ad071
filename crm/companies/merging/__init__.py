"""How two records become one and two again: which fields stand, which rows move, what is kept for undoing."""
