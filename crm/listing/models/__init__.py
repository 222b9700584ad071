from .bulk_change import BulkChange
from .export import Export
from .saved_view import SavedView

__all__ = ["BulkChange", "Export", "SavedView"]
