from django.urls import path
from django.views.generic import RedirectView

from .views import delegations, directory, office_admin, people_admin, profile

app_name = "accounts"
# Administrators manage addresses, and the first page of the settings is ours.
_to_profile = RedirectView.as_view(pattern_name="accounts:profile")

urlpatterns = [
    path("directory/", directory.office_tree, name="directory"),
    path("directory/people/", directory.people, name="people"),
    path("directory/people/suggest/", directory.person_suggest, name="person_suggest"),
    path("directory/people/<int:pk>/", directory.person, name="person"),
    path("directory/offices/<int:pk>/", directory.office, name="office"),
    path("directory/offices/<int:pk>/staffing/", directory.staffing, name="staffing"),
    path("profile/", profile.profile, name="profile"),
    path("profile/theme/", profile.theme, name="theme"),
    path("profile/sessions/<int:pk>/end/", profile.session_end, name="session_end"),
    path("profile/deputies/", delegations.delegations, name="delegations"),
    path("profile/deputies/<int:pk>/end/", delegations.delegation_revoke, name="delegation_revoke"),
    path("profile/keys/", profile.api_keys, name="api_keys"),
    path("profile/keys/<int:pk>/revoke/", profile.api_key_revoke, name="api_key_revoke"),
    path("administration/", people_admin.person_list, name="administration"),
    path("administration/people/new/", people_admin.person_create, name="person_create"),
    path("administration/people/<int:pk>/", people_admin.person_edit, name="person_edit"),
    path("administration/people/<int:pk>/invite/", people_admin.person_invite, name="person_invite"),
    path("administration/people/<int:pk>/disable/", people_admin.person_disable, name="person_disable"),
    path("administration/people/<int:pk>/enable/", people_admin.person_enable, name="person_enable"),
    path("administration/people/<int:pk>/roles/new/", people_admin.role_grant, name="role_grant"),
    path("administration/roles/", office_admin.role_list, name="role_list"),
    path("administration/roles/<int:pk>/end/", people_admin.role_end, name="role_end"),
    path("administration/offices/", office_admin.office_list, name="office_list"),
    path("administration/offices/new/", office_admin.office_create, name="office_create"),
    path("administration/offices/<int:pk>/", office_admin.office_edit, name="office_edit"),
    path("administration/offices/<int:pk>/move/", office_admin.office_move, name="office_move"),
    path("administration/offices/<int:pk>/countries/", office_admin.office_countries, name="office_countries"),
    path("administration/offices/<int:pk>/close/", office_admin.office_close, name="office_close"),
    path("administration/offices/<int:pk>/reopen/", office_admin.office_reopen, name="office_reopen"),
    path("accounts/email/", _to_profile),
    path("accounts/3rdparty/", _to_profile),
]
