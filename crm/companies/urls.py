from django.urls import path

from .views import around, company, company_form, company_list, contact, contact_form, merges, panels, suggest

app_name = "companies"
urlpatterns = [
    path("companies/", company_list.CompanyList.as_view(), name="list"),
    path("companies/new/", company_form.company_create, name="create"),
    path("companies/suggest/", suggest.company_suggest, name="suggest"),
    path("companies/<int:pk>/", company.company_detail, name="detail"),
    path("companies/<int:pk>/edit/", company_form.company_edit, name="edit"),
    path("companies/<int:pk>/bin/", company.company_bin, name="bin"),
    path("companies/<int:pk>/merge/", merges.CompanyMerge.as_view(), name="merge"),
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
    path("merges/", merges.MergeList.as_view(), name="merge_list"),
    path("merges/<int:pk>/", merges.merge_detail, name="merge_detail"),
    path("merges/<int:pk>/undo/", merges.merge_undo, name="merge_undo"),
    path("people/", contact.ContactList.as_view(), name="contact_list"),
    path("people/new/", contact_form.contact_create, name="contact_create"),
    path("people/suggest/", contact.contact_suggest, name="contact_suggest"),
    path("people/<int:pk>/", contact.contact_detail, name="contact_detail"),
    path("people/<int:pk>/edit/", contact_form.contact_edit, name="contact_edit"),
    path("people/<int:pk>/bin/", contact.contact_bin, name="contact_bin"),
    path("people/<int:pk>/merge/", merges.ContactMerge.as_view(), name="contact_merge"),
    path("people/<int:pk>/consent/", contact_form.consent_record, name="consent_record"),
    path("people/<int:pk>/posts/", contact_form.post_add, name="post_add"),
    path("posts/<int:pk>/", contact_form.post_edit, name="post_edit"),
    path("posts/<int:pk>/end/", contact_form.post_end, name="post_end"),
]
