"""Companies and people from files: what a heading means, what a row matches, how it is written."""
