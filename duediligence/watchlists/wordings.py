"""The sentences of the watch lists' notices, made in the reader's language when they are read."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crm.notifications.registries import Wording, wordings

from ..notices import says


def _hits_found(values: dict[str, Any]) -> str:
    sentence = ngettext(
        "%(list)s: the new list brings up %(count)s hit to look at",
        "%(list)s: the new list brings up %(count)s hits to look at",
        values["count"],
    )
    return sentence % values


wordings.add("hits_found", Wording(sentence=_hits_found, button=_("Look at the hits"), icon="scan-search"))
for _key, _text, _button, _icon in (
    (
        "watchlist_loaded",
        _("%(list)s is loaded: %(added)s added, %(changed)s changed, %(removed)s left the list"),
        _("See the list"),
        "list-checks",
    ),
    (
        "watchlist_loaded_old",
        _("%(list)s is loaded, but its file is of %(dated_on)s: load a newer one, or confirm that there is none"),
        _("See the list"),
        "calendar-clock",
    ),
    (
        "watchlist_failed",
        _("%(list)s was not loaded, and nothing was changed. %(reason)s"),
        _("See the list"),
        "octagon-alert",
    ),
    (
        "hit_on_decided",
        _("%(company)s: %(party)s may be on %(list)s since its new version. The partnerships team looks at it."),
        _("See the hit"),
        "shield-alert",
    ),
    (
        "hit_confirmed",
        _("%(company)s: it is confirmed that %(party)s is on %(list)s"),
        _("See the hit"),
        "shield-x",
    ),
):
    wordings.add(_key, Wording(sentence=says(_text), button=_button, icon=_icon))
