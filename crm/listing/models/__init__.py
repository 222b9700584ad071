from .bulk_change import BulkChange
from .export import Export
from .saved_view import SavedView, UsualView

__all__ = ["BulkChange", "Export", "SavedView", "UsualView"]
