from django.urls import path

from .views import ranking, scores

urlpatterns = [
    path("partnerships/ranking/", ranking.ranking, name="ranking"),
    path("settings/score-card/", ranking.weights, name="weights"),
    path("partnerships/<int:pk>/score/", scores.score, name="partnership_score"),
    path("partnerships/<int:pk>/deal-breakers/new/", scores.deal_breaker_add, name="partnership_deal_breaker"),
    path("deal-breakers/<int:pk>/", scores.deal_breaker_resolve, name="deal_breaker"),
    path("deal-breakers/<int:pk>/reopen/", scores.deal_breaker_reopen, name="deal_breaker_reopen"),
]
