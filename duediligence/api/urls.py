"""The REST doors of due diligence, part by part."""

from ..clearances.api.urls import routes as clearances
from ..criteria.api import CriterionViewSet
from ..monitoring.api.urls import routes as monitoring
from ..screening.api.urls import routes as screening
from ..watchlists.api.urls import routes as watchlists

routes = [
    ("criteria", CriterionViewSet, "criterion"),
    *screening,
    *clearances,
    *watchlists,
    *monitoring,
]
