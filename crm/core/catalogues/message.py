from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a message one message: gettext looks it up by its words and its context."""

    singular: str
    context: str = ""

    def __str__(self) -> str:
        return f"{self.singular!r} ({self.context})" if self.context else repr(self.singular)


@dataclass(slots=True)
class Message:
    key: Key
    plural: str = ""
    files: set[str] = field(default_factory=set)


Messages = dict[Key, Message]


def gathered(found: Iterable[tuple[Key, str, str]]) -> Messages:
    """One message for each key. The plural of one place serves all of them, as in gettext."""
    messages: Messages = {}
    for key, plural, file in found:
        message = messages.setdefault(key, Message(key))
        message.plural = message.plural or plural
        message.files.add(file)
    return messages
