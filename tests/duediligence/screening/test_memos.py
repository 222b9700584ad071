"""What was frozen is what is read, and a changed byte is noticed."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import InternalError, transaction

from crm.core import clock
from duediligence.models import DecisionMemo, ListCheck
from duediligence.screening.memo.canonical import digest
from duediligence.screening.memo.freezing import broken_memos
from duediligence.screening.memo.pdf import as_pdf
from duediligence.screening.services.decisions import decide
from duediligence.watchlists.services.newest import confirm_newest
from tests.duediligence.watchlists.world import load_into, party


@pytest.fixture
def memo(cast, submitted):
    decide(by=cast.chief_of_mission, screening_id=submitted("low").pk, outcome="approved", reason="Good.")
    return DecisionMemo.objects.get()


def verify():
    out = StringIO()
    call_command("verify_memos", stdout=out)
    return json.loads(out.getvalue())


def test_a_sound_memo_passes(memo):
    assert verify() == {"memos": 1, "broken": []}


def test_no_memo_is_changed_through_the_front_door(memo):
    with pytest.raises(InternalError), transaction.atomic():
        DecisionMemo.objects.update(sha256="0" * 64)
    with pytest.raises(InternalError), transaction.atomic():
        memo.delete()


@pytest.mark.parametrize(("hashed_anew", "problem"), [(False, "changed"), (True, "replaced")])
def test_a_changed_byte_is_noticed(memo, hashed_anew, problem):
    """Also where somebody with the database in their hands worked out a new hash: the trail has another one."""
    body = memo.body.replace("Good.", "Bad!!")
    sha256 = digest(body) if hashed_anew else memo.sha256
    forged = DecisionMemo.objects.create(
        screening=memo.screening, number=2, body=body, sha256=sha256, frozen_at=memo.frozen_at
    )
    assert [(each.memo, each.problem) for each in broken_memos()] == [(forged, problem)]
    with pytest.raises(CommandError, match="1 memo"):
        verify()


def test_a_list_that_is_old_and_still_the_newest_says_so(cast, submitted):
    """The publisher's last file may be years old: the memo tells up to which day nothing newer was found."""
    screening, load = submitted("low"), load_into("un", cast.partnerships_officer)
    who = party(screening, screening.company.legal_name)
    ListCheck.objects.create(party=who, load=load, looked_up="0" * 64, checked_at=clock.now())
    confirm_newest(code="un", note="On the publisher's page.", by=cast.partnerships_officer)
    decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Good.")
    memo = DecisionMemo.objects.get()
    known = {check["list"]: check["list_known_on"] for check in json.loads(memo.body)["checks"]}
    assert known[load.watchlist.name] == clock.today().isoformat()
    assert as_pdf.__wrapped__(memo.body, memo.sha256).startswith(b"%PDF")


def test_memos_of_the_first_form_are_still_printed(memo):
    first = memo.body.replace('"form":2', '"form":1')
    assert first != memo.body
    assert as_pdf.__wrapped__(first, memo.sha256).startswith(b"%PDF")


def test_the_pdf_comes_from_the_json_alone(memo, cast):
    before = as_pdf.__wrapped__(memo.body, memo.sha256)
    memo.screening.company.legal_name = "Renamed"
    memo.screening.company.save()
    assert as_pdf.__wrapped__(memo.body, memo.sha256) == before
