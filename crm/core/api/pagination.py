from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """`?page=&page_size=`, 50 by default and 200 at most (docs/api.md)."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
