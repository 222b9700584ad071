"""What the pages of the desk say beside the rows themselves."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import Truncator

from ...criteria.rating import Proposal
from ...criteria.sentences import say, say_source
from ...enums import Effect
from ..selectors.desk import Desk, Question

UNANSWERED = "unanswered"


def rating_context(desk: Desk) -> dict[str, Any]:
    """The findings in the reader's language, each with its rule's source and the tone of its effect.

    What is not answered yet is counted, not listed: in the beginning that is everything.
    """
    return {
        "findings": [each for each in findings_of(desk.proposal) if each["code"] != UNANSWERED],
        "proposed_tone": desk.proposal.rating.value.replace("_", "-"),
        "unanswered": sum(1 for finding in desk.proposal.findings if finding.code == UNANSWERED),
        "unanswered_effect": Effect.MEDIUM.label,
    }


def findings_of(proposal: Proposal) -> list[dict[str, Any]]:
    """Each in the reader's language, with its rule's source and the tone of its effect."""
    return [
        {
            "code": finding.code,
            "sentence": say(finding),
            "source": say_source(finding.source),
            "label": finding.effect_label,
            "tone": finding.effect_tone,
        }
        for finding in proposal.findings
    ]


def criterion_choices(questions: Iterable[Question]) -> list[tuple[str, str]]:
    return [(each.code, Truncator(each.version.text).chars(90)) for each in questions]
