"""Field by field: what both records say, and which of it will stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

TARGET, SOURCE, BOTH = "target", "source", "both"
# What a field says that nobody has filled in.
EMPTY: tuple[Any, ...] = (None, "", [], "unknown")


@dataclass(frozen=True)
class Choice:
    """A field in which the two may differ. `options` has one entry where there is nothing to choose; `why` says why.

    Values are as the journal keeps them (JSON); `values` are those of each option, of this field and of those that go
    with it ("status" with its reason).
    """

    name: str
    stands: str
    options: tuple[str, ...]
    values: Mapping[str, Mapping[str, Any]]
    why: Any = ""

    @property
    def differs(self) -> bool:
        return self.values[TARGET] != self.values[SOURCE]

    @property
    def is_open(self) -> bool:
        return len(self.options) > 1

    @property
    def result(self) -> Mapping[str, Any]:
        return self.values[self.stands]


def stored(record: Model, name: str) -> Any:
    """The value of a field in its column, as JSON has it."""
    field = record._meta.get_field(name)
    value = getattr(record, field.attname)  # type: ignore[union-attr]
    if hasattr(value, "code"):
        return value.code or ""
    if value is None or isinstance(value, str | int | bool | list):
        return value
    return str(value)


def put(record: Model, values: Mapping[str, Any]) -> None:
    """Back from the journal into the columns."""
    for name, value in values.items():
        field: Any = record._meta.get_field(name)
        column = field.target_field if field.is_relation else field
        setattr(record, field.attname, value if isinstance(value, list) else column.to_python(value))


def both_of(source: Model, target: Model, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {
        TARGET: {name: stored(target, name) for name in names},
        SOURCE: {name: stored(source, name) for name in names},
    }


def choose(
    name: str,
    values: dict[str, dict[str, Any]],
    wanted: str | None,
    *,
    usable: bool = True,
    text: bool = False,
    both: bool = False,
) -> Choice:
    """A field that is free to choose: the survivor's value, or the other's where the survivor has none.

    `usable` is False where the other's value cannot stand; a `text` can also hold both, which is `both`'s default.
    """
    ours, theirs = values[TARGET][name], values[SOURCE][name]
    if ours == theirs or theirs in EMPTY or not usable:
        return _checked(Choice(name, TARGET, (TARGET,), values), wanted)
    if text and ours not in EMPTY:
        values[BOTH] = {name: f"{ours}\n\n{theirs}"}
    options = tuple(option for option in (TARGET, SOURCE, BOTH) if option in values)
    usual = SOURCE if ours in EMPTY else BOTH if both and BOTH in values else TARGET
    stands = wanted if wanted in options else usual
    return _checked(Choice(name, stands, options, values), wanted)


def fixed(name: str, values: dict[str, dict[str, Any]], stands: str, wanted: str | None, why: Any) -> Choice:
    """A field in which a rule decides."""
    return _checked(Choice(name, stands, (stands,), values, why if values[TARGET] != values[SOURCE] else ""), wanted)


def _checked(choice: Choice, wanted: str | None) -> Choice:
    """A choice that is not there to be made is a mistake of whoever asks; the rule's sentence answers it."""
    if wanted is None or wanted in choice.options or not choice.differs:
        return choice
    text = choice.why or _("There is nothing to choose here.")
    raise ValidationError({f"choices.{choice.name}": ValidationError(text, code="not_open")})


def joined(ours: str, theirs: str, longest: int) -> str:
    """Two reasons as one, each of which somebody gave."""
    parts = list(dict.fromkeys(part for part in (ours, theirs) if part))
    return " / ".join(parts)[:longest]
