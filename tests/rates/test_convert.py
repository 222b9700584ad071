"""What an amount is worth: the rate of its month, else the last before it, else a sentence."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from crm.rates.models import ExchangeRate
from crm.rates.selectors import convert

NOVEMBER = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def rates(db):
    for currency, month, units in (
        ("EUR", date(2026, 9, 1), "0.9"),
        ("EUR", NOVEMBER, "0.86"),
        ("JPY", NOVEMBER, "152.3"),
        ("KES", NOVEMBER, "129.1"),
    ):
        ExchangeRate.objects.create(currency=currency, month=month, units_per_usd=Decimal(units))


def worth(amount, currency, on=date(2026, 11, 27)):
    return convert(Decimal(amount), currency, on=on)


@pytest.mark.parametrize(
    ("amount", "currency", "usd"),
    [
        ("100", "EUR", "116.28"),
        ("0.01", "EUR", "0.01"),
        ("1000", "JPY", "6.57"),
        ("2582", "KES", "20.00"),
        ("0.11", "eur ", "0.13"),
        ("12.34", "USD", "12.34"),
        ("0", "EUR", "0.00"),
    ],
)
def test_to_the_cent(amount, currency, usd):
    assert worth(amount, currency).usd == Decimal(usd)


def test_half_a_cent_goes_up():
    ExchangeRate.objects.create(currency="CHF", month=NOVEMBER, units_per_usd=Decimal("0.8"))
    assert [worth(amount, "CHF").usd for amount in ("0.10", "0.02")] == [Decimal("0.13"), Decimal("0.03")]


def test_the_rate_and_its_month_are_kept():
    money = worth("100", "EUR")
    assert (money.rate, money.rate_month) == (Decimal("0.86"), NOVEMBER)
    assert worth("5", "USD").columns("pledged") == {
        "pledged_amount": Decimal(5),
        "pledged_currency": "USD",
        "pledged_usd": Decimal("5.00"),
        "pledged_rate": Decimal(1),
        "pledged_rate_month": None,
    }


def test_where_the_month_is_missing_the_last_one_before_counts():
    assert worth("90", "EUR", on=date(2026, 10, 31)).rate_month == date(2026, 9, 1)
    assert worth("90", "EUR", on=date(2027, 3, 1)).rate_month == NOVEMBER


@pytest.mark.parametrize(
    ("amount", "currency", "on", "code", "words"),
    [
        ("90", "EUR", date(2026, 8, 31), "no_rate", "EUR is known for 2026-08"),
        ("90", "SEK", NOVEMBER, "no_rate", "SEK is known for 2026-11"),
        ("90", "", NOVEMBER, "no_rate", "No exchange rate"),
        ("10.5", "JPY", NOVEMBER, "digits", "JPY has 0 decimals"),
        ("10.005", "EUR", NOVEMBER, "digits", "EUR has 2 decimals"),
        ("10.005", "USD", NOVEMBER, "digits", "USD has 2 decimals"),
        ("100000000000000", "USD", NOVEMBER, "out_of_range", "too large"),
        ("99999999999999", "EUR", NOVEMBER, "out_of_range", "too large"),
    ],
)
def test_what_cannot_be_told_is_said(amount, currency, on, code, words):
    with pytest.raises(ValidationError, match=words) as refused:
        worth(amount, currency, on=on)
    [error] = refused.value.error_dict["amount"]
    assert error.code == code
