"""Days and hours of the demo: work is done on working days, and nothing lies ahead of now."""

from datetime import UTC, date, datetime, time, timedelta

from crm.core import clock


def workday(day: date) -> date:
    """That day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def working_days_before(day: date, days: int) -> date:
    while days > 0:
        day -= timedelta(days=1)
        days -= day.weekday() < 5
    return day


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return min(datetime.combine(day, time(hour, minute), UTC), clock.now())
