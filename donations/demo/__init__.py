"""The donations of the demo organisation: the totals of 2016 and 2017 as the source has them, and this year's work."""
