"""Who may log, read, change and coordinate, and when. Pure: facts come in, verdicts come out."""

from .approach import COORDINATE, Approach, may_approach, may_speak_to
from .coordination import may_answer, may_ask, may_coordinate, may_speak, may_withdraw, voice
from .entries import (
    may_bin,
    may_change,
    may_log_for,
    may_read_notes,
    may_restore,
    may_restore_file,
    may_work,
)
from .tasks import may_add_task, may_change_task, may_finish, may_reopen, may_restore_task

__all__ = [
    "COORDINATE",
    "Approach",
    "may_add_task",
    "may_answer",
    "may_approach",
    "may_ask",
    "may_bin",
    "may_change",
    "may_change_task",
    "may_coordinate",
    "may_finish",
    "may_log_for",
    "may_read_notes",
    "may_reopen",
    "may_restore",
    "may_restore_file",
    "may_restore_task",
    "may_speak",
    "may_speak_to",
    "may_withdraw",
    "may_work",
    "voice",
]
