"""Partnerships and collaborations from files: what headings mean, what a row is, what the gate says, how it goes in."""
