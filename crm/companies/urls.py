from django.urls import path

from .views import around, company, company_form, company_list, panels, suggest

app_name = "companies"
urlpatterns = [
    path("companies/", company_list.CompanyList.as_view(), name="list"),
    path("companies/new/", company_form.company_create, name="create"),
    path("companies/suggest/", suggest.company_suggest, name="suggest"),
    path("companies/<int:pk>/", company.company_detail, name="detail"),
    path("companies/<int:pk>/edit/", company_form.company_edit, name="edit"),
    path("companies/<int:pk>/bin/", company.company_bin, name="bin"),
    path("companies/<int:pk>/timeline/", company.company_timeline, name="timeline"),
    path("companies/<int:pk>/status/", panels.StatusPanel.as_view(), name="status"),
    path("companies/<int:pk>/tags/", panels.TagsPanel.as_view(), name="tags"),
    path("companies/<int:pk>/interests/", panels.InterestsPanel.as_view(), name="interests"),
    path("companies/<int:pk>/maturity/", panels.MaturityPanel.as_view(), name="maturity"),
    path("companies/<int:pk>/documents/", panels.DocumentsPanel.as_view(), name="documents"),
    path("interests/<int:pk>/drop/", around.interest_drop, name="interest_drop"),
    path("documents/<int:pk>/", around.document_download, name="document"),
    path("documents/<int:pk>/edit/", around.document_edit, name="document_edit"),
    path("documents/<int:pk>/bin/", around.document_bin, name="document_bin"),
]
