"""The pages that stand even when something is wrong, and the door of the style guide."""

import pytest
from django.template.loader import render_to_string

pytestmark = pytest.mark.django_db


def test_an_unknown_address_says_what_to_do_next(client):
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "Search for it by name" in answer.content.decode()


def test_the_page_of_a_crash_needs_no_request():
    assert "was not saved" in render_to_string("500.html")


def test_the_frame_greets_who_is_signed_in(client, focal_point):
    client.force_login(focal_point)
    page = client.get("/no-such-page").content.decode()
    assert focal_point.name in page
    assert 'id="main"' in page
    assert "Sign out" in page


def test_the_style_guide_is_for_administrators(client, administrator, focal_point):
    assert client.get("/styleguide/").status_code == 404
    client.force_login(focal_point)
    assert client.get("/styleguide/").status_code == 404
    client.force_login(administrator)
    assert client.get("/styleguide/").status_code == 200
    assert client.get("/styleguide/suggestions/", {"q": "keny"}).json() == {
        "results": [{"id": "KE", "name": "Kenya", "hint": "KE"}]
    }
