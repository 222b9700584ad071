"""The doors of due diligence, part by part."""

from django.urls import include, path

from .clearances.urls import urlpatterns as clearances
from .monitoring.urls import urlpatterns as monitoring
from .screening.views import decision, simulator, waiting
from .watchlists.urls import urlpatterns as watchlists

app_name = "duediligence"

urlpatterns = [
    path("", include("duediligence.criteria.urls")),
    path("simulator/", simulator.simulator, name="simulator"),
    path("decisions/", waiting.decision_list, name="decision_list"),
    path("committee/", waiting.committee, name="committee"),
    path("screenings/<int:pk>/decision/", decision.decision, name="decision"),
    path("screenings/<int:pk>/vote/", decision.vote, name="vote"),
    path("screenings/<int:pk>/rerate/", decision.rerate, name="rerate"),
    path("screenings/<int:pk>/withdraw/", decision.withdraw, name="withdraw"),
    path("screenings/<int:pk>/memo.pdf", decision.memo, {"kind": "pdf"}, name="memo_pdf"),
    path("screenings/<int:pk>/memo.json", decision.memo, {"kind": "json"}, name="memo_json"),
    *clearances,
    *monitoring,
    *watchlists,
]
