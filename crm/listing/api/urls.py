from .views import ExportViewSet

routes = [("exports", ExportViewSet, "export")]
