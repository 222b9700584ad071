"""Forms of the request and of the desk. They translate; the rules stand in policies and services."""
