"""PostgreSQL and Redis for a laptop and for the tests, and the two commands that use them.

Nothing in this package imports Django: it runs before the settings are read.
"""
