"""What this app adds to the pages of the layers below and to the hosts of core."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.core import locale
from crm.core.extension_points import InboxItem, InboxSource, NavigationEntry, inbox_sources, navigation

from .models import OutgoingMessage
from .policies import may_see_messages, settles_messages
from .registries import Wording, wordings


def _filled(sentence: Any) -> Any:
    """The sentence with role and dates in the reader's words; values hold codes and ISO dates."""

    def word(values: dict[str, Any]) -> str:
        days = {key: _day(values.get(key)) for key in ("starts_on", "ends_on")}
        role = Role(values["role"]).label if values.get("role") in Role.values else ""
        return str(sentence) % {**values, **days, "role": role}

    return word


def _day(value: Any) -> str:
    if not value:
        return ""
    return locale.day(value if isinstance(value, date) else date.fromisoformat(value), locale.current())


wordings.add(
    "role_granted",
    Wording(
        _filled(gettext_lazy("%(by)s gave you the role “%(role)s” for %(office)s from %(starts_on)s.")),
        gettext_lazy("See your roles"),
        icon="user-check",
    ),
)
wordings.add(
    "role_ended",
    Wording(
        _filled(gettext_lazy("Your role “%(role)s” for %(office)s ends on %(ends_on)s.")),
        gettext_lazy("See your roles"),
        icon="user-x",
    ),
)
wordings.add(
    "delegation_made",
    Wording(
        _filled(
            gettext_lazy("%(holder)s names you as deputy (%(role)s, %(office)s) from %(starts_on)s to %(ends_on)s.")
        ),
        gettext_lazy("See whom you stand in for"),
        icon="user-check",
    ),
)
wordings.add(
    "delegation_revoked",
    Wording(
        _filled(gettext_lazy("You no longer stand in for %(holder)s (%(role)s, %(office)s).")),
        gettext_lazy("See whom you stand in for"),
        icon="user-x",
    ),
)


def _messages_to_settle(user: User, _today: date) -> Iterator[InboxItem]:
    if not settles_messages(user):
        return
    count = OutgoingMessage.objects.for_a_person()[:1000].count()
    if count:
        title = ngettext("%(n)s e-mail was perhaps not sent", "%(n)s e-mails were perhaps not sent", count) % {
            "n": count
        }
        yield InboxItem(title, reverse("notifications:messages"), _("E-mail"), "mail", tone="warn")


inbox_sources.add("messages", InboxSource(gettext_lazy("E-mail"), _messages_to_settle), order=900)
navigation.add(
    "messages",
    NavigationEntry(
        gettext_lazy("E-mails that were not sent"),
        "notifications:messages",
        "mail",
        shown_to=lambda user: bool(may_see_messages(user)),
        in_account_menu=True,
    ),
    order=940,
)
