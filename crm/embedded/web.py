"""The application for the launcher's web server: its workers end with it, even when it is killed."""

from .process import die_with_parent

die_with_parent()

from crm.wsgi import application  # noqa: E402

__all__ = ["application"]
