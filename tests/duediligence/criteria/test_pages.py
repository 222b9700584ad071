"""The settings pages: open to all to read; whoever sets something sees first what it would touch."""

from datetime import date

import pytest
from django.urls import reverse

from duediligence.criteria.forms.criterion import initial_of
from duediligence.criteria.forms.matrix import initial_of as matrix_initial
from duediligence.criteria.selectors import authority
from duediligence.models import AuthorityVersion, ControversyTheme, Criterion, CriterionVersion, HighRiskSector

TODAY = date(2026, 11, 20)
ALCOHOL = reverse("duediligence:criterion_edit", args=["alcohol"])


def typed(**changes):
    first = initial_of(Criterion.objects.get(code="alcohol").versions.get())
    kept = {name: value for name, value in first.items() if value not in (None, "", [], False)}
    return kept | {"effective_from": "2026-11-20", "reason": "A stricter norm", "step": "look"} | changes


def test_saving_takes_a_look_first_and_a_look_at_what_is_saved(client, cast, screened):
    client.force_login(cast.partnerships_officer)
    screening = screened(alcohol="9", approved="very_high")
    shown = client.post(ALCOHOL, typed(excluded_above="6", step="set", looked="made up"))
    assert CriterionVersion.objects.filter(criterion__code="alcohol").count() == 1
    seal, page = shown.context["seal"], shown.content.decode()
    assert screening.company.legal_name in page
    assert "1</strong> clearance in force would be treated otherwise" in page
    other = client.post(ALCOHOL, typed(excluded_above="7", step="set", looked=seal))
    assert "You changed something after you looked" in other.content.decode()
    done = client.post(ALCOHOL, typed(excluded_above="6", step="set", looked=seal))
    assert done["Location"] == reverse("duediligence:criterion", args=["alcohol"])
    history = client.get(done["Location"]).content.decode()
    assert "A stricter norm" in history
    assert "Lena Fischer" in history


def test_the_page_says_what_is_wrong_and_shows_both_versions_to_the_second(client, cast):
    client.force_login(cast.partnerships_officer)
    refused = client.post(ALCOHOL, typed(excluded_above="4"))
    assert "must rise with the risk" in refused.content.decode()
    stale = client.post(ALCOHOL, typed(excluded_above="6", version="0"))
    assert "Somebody set a new version" in stale.content.decode()
    assert stale.context["form"].differences


def test_a_choice_keeps_its_answers_and_takes_another(client, cast):
    client.force_login(cast.partnerships_officer)
    url = reverse("duediligence:criterion_edit", args=["global-compact"])
    form = client.get(url).context
    first = {
        name: value for name, value in form["form"].initial.items() if name != "options" and value not in (None, "")
    }
    lines = {"option-TOTAL_FORMS": 6, "option-INITIAL_FORMS": 4}
    for number, option in enumerate(form["options"].initial):
        lines |= {f"option-{number}-{name}": value for name, value in option.items()}
    lines |= {f"option-4-label_{language}": "Applied lately" for language in ("en", "fr", "es")}
    lines |= {"option-4-effect": "none", "option-5-effect": "none", "reason": "They ask for it"}
    seal = client.post(url, first | lines | {"step": "look"}).context["seal"]
    client.post(url, first | lines | {"step": "set", "looked": seal})
    version = Criterion.objects.get(code="global-compact").versions.latest("number")
    assert [option["value"] for option in version.options][-2:] == ["delisted", "applied_lately"]


def test_a_new_criterion_a_sector_a_theme_and_a_matrix_are_set_on_pages(client, cast):
    client.force_login(cast.administrator)
    new = reverse("duediligence:criterion_new") + "?kind=yes_no"
    said = typed(code="deep-sea-mining", group="exclusion", yes_effect="excluded", no_effect="none", version="")
    said |= {"excluded_above": "", "very_high_from": ""}
    seal = client.post(new, said).context["seal"]
    assert client.post(new, said | {"step": "set", "looked": seal}).status_code == 302
    names = {"name_en": "Shipping", "name_fr": "Navigation", "name_es": "Navegación", "source": "FAO"}
    sector = names | {"isic": ["H50"], "effective_from": "2026-11-20", "reason": "Crew abandonment"}
    seal = client.post(reverse("duediligence:sector_new"), sector).context["seal"]
    client.post(reverse("duediligence:sector_new"), sector | {"step": "set", "looked": seal})
    assert HighRiskSector.objects.get(code="shipping").set_by == cast.administrator
    client.post(reverse("duediligence:theme_new"), names)
    assert ControversyTheme.objects.filter(code="shipping").exists()
    matrix = {k: v for k, v in matrix_initial(authority(TODAY)).items() if v is not None}
    matrix |= {"low-working_days": 3, "effective_from": "2027-01-01", "reason": "Faster"}
    seal = client.post(reverse("duediligence:authority_edit"), matrix).context["seal"]
    client.post(reverse("duediligence:authority_edit"), matrix | {"step": "set", "looked": seal})
    assert AuthorityVersion.objects.latest("number").rules.get(rating="low").working_days == 3


@pytest.mark.parametrize(
    "url",
    [
        reverse("duediligence:criterion_list"),
        reverse("duediligence:criterion", args=["arms"]),
        reverse("duediligence:sector_list"),
        reverse("duediligence:sector", args=["finance"]),
        reverse("duediligence:theme_list"),
        reverse("duediligence:authority"),
    ],
)
def test_everybody_reads_and_nobody_else_edits(client, cast, url):
    client.force_login(cast.outsider)
    assert client.get(url).status_code == 200
    for name, args in (("criterion_edit", ["arms"]), ("sector_new", []), ("theme_new", []), ("authority_edit", [])):
        assert client.post(reverse(f"duediligence:{name}", args=args)).status_code == 403
