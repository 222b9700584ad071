"""Below `lists/`; the words come before the codes of the lists."""

from django.urls import path

from .views import entries, hits, lists

urlpatterns = [
    path("lists/", lists.list_list, name="watchlists"),
    path("lists/add/", lists.list_add, name="watchlist_add"),
    path("lists/entries/", entries.EntryList.as_view(), name="entries"),
    path("lists/entries/<int:pk>/", entries.entry_detail, name="entry"),
    path("lists/hits/", hits.HitList.as_view(), name="hits"),
    path("lists/hits/<int:pk>/", hits.hit_detail, name="hit"),
    path("lists/loads/<int:pk>/insist/", lists.load_insist, name="load_insist"),
    path("lists/<slug:code>/", lists.list_detail, name="watchlist"),
    path("lists/<slug:code>/newest/", lists.list_newest, name="watchlist_newest"),
    path("lists/<slug:code>/edit/", lists.list_edit, name="watchlist_edit"),
]
