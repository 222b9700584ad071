from .criteria import CriterionViewSet

__all__ = ["CriterionViewSet"]
