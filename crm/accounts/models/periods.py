"""Expressions for constraints that say "not twice at the same time".

Ranges have their own GiST operators, so that no extension is needed: a number or a word is a range of one.
"""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db.models import F, Func, Q, Value


def never_together(*, name: str, same: list[str], words: list[str], condition: Q | None = None) -> ExclusionConstraint:
    """No two rows with the same numbers and words, both of which meet `condition`, have a day in common."""
    alike: list[Any] = [_one(F(field)) for field in same] + [_one(_digest(field)) for field in words]
    period = Func("starts_on", "ends_on", Value("[]"), function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[(expression, RangeOperators.OVERLAPS) for expression in [*alike, period]],  # type: ignore[misc]
        condition=condition,
    )


def _one(value: F | Func) -> Func:
    return Func(value, value, Value("[]"), function="int8range", output_field=BigIntegerRangeField())


def _digest(field: str) -> Func:
    return Func(field, Value(0), function="hashtextextended")
