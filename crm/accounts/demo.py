"""What the demo people share; the loader makes them with it, the command prints it."""

DOMAIN = "concord.example"
PASSWORD = "concord-demo-2026"  # noqa: S105
