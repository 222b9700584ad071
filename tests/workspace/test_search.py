def test_results_stand_by_kind_with_the_deeds_that_match(client, focal_point, filled):
    client.force_login(focal_point)
    page = client.get("/search/", {"q": "<b>Alpha"}).content.decode()
    assert "&lt;b&gt;Alpha 9" in page
    assert "&lt;b&gt;Alpha 10" not in page
    assert "Show more of these" in page
    assert "Left out" not in page
    longer = client.get("/search/", {"q": "Alpha", "kind": "companies"}).content.decode()
    assert "Alpha 49" in longer


def test_nothing_found_says_what_to_try(client, focal_point, filled, host):
    host("search_providers")
    client.force_login(focal_point)
    assert "Nothing found" in client.get("/search/", {"q": "zzz"}).content.decode()


def test_suggestions_name_deeds_first_and_fold_accents(client, focal_point, filled):
    client.force_login(focal_point)
    before = client.get("/search/suggest/").json()["groups"]
    assert [item["title"] for group in before for item in group["items"]] == ["Log a contact"]
    typed = client.get("/search/suggest/", {"q": "Reunion"}).json()["groups"]
    assert [group["label"] for group in typed] == ["Do", "Companies"]
    assert len(typed[1]["items"]) == 5
