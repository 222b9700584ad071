"""Plain arithmetic with days."""

from datetime import date


def a_year_before(day: date) -> date:
    return years_before(day, 1)


def years_before(day: date, years: int) -> date:
    """The same day so many years ago; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
