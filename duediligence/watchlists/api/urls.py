from .views import HitViewSet, LoadViewSet, WatchListViewSet

routes = [
    ("watchlists", WatchListViewSet, "watchlist"),
    ("loads", LoadViewSet, "load"),
    ("hits", HitViewSet, "hit"),
]
