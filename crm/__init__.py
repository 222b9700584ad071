"""Concord. Nothing is imported here: the launcher and the test plugin need this package before Django is set up."""
