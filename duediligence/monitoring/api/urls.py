from .views import ConcernViewSet, ConditionViewSet, ReviewViewSet

routes = [
    ("concerns", ConcernViewSet, "concern"),
    ("reviews", ReviewViewSet, "review"),
    ("conditions", ConditionViewSet, "condition"),
]
