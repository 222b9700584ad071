"""The demo organisation: invented people and companies in real places, the same at every load for one date."""
