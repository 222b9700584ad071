#!/usr/bin/env python3
"""Django's commands. Those that change the schema or the roles, or leave statistics, run as the database's owner."""

import os
import sys

OWNER_COMMANDS = {"migrate", "backup", "restore", "sqlflush", "flush", "load_demo", "pgtrigger", "provision_roles"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings.local")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ.setdefault("CONCORD_DB_ROLE", "owner")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
