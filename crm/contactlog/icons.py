"""The drawing of each way of contact, and the colour of each state."""

from .enums import CoordinationState, InteractionKind

_ICONS = {
    InteractionKind.MEETING: "users",
    InteractionKind.CALL: "phone",
    InteractionKind.EMAIL: "mail",
    InteractionKind.EVENT: "calendar-days",
    InteractionKind.LETTER: "file-text",
    InteractionKind.MESSAGE: "message-circle",
}
_TONES = {
    CoordinationState.OPEN: "warn",
    CoordinationState.AGREED: "ok",
    CoordinationState.JOINED: "info",
    CoordinationState.DECLINED: "bad",
    CoordinationState.WITHDRAWN: "neutral",
}


def tone_of(state: str) -> str:
    return _TONES[CoordinationState(state)]


def icon_of(kind: str) -> str:
    return _ICONS.get(InteractionKind(kind), "message-square")
