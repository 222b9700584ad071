"""The launcher's web server: its workers end with it, even when it is killed."""

import os

from crm.web import main

from .process import die_with_parent

if __name__ == "__main__":
    os.register_at_fork(after_in_child=die_with_parent)
    main()
