"""The REST doors of due diligence, part by part."""

from ..clearances.api.urls import routes as clearances

routes = [*clearances]
