from django.urls import path

from .views import calls, decisions, proposals

urlpatterns = [
    path("grants/", calls.GrantCallList.as_view(), name="grant_call_list"),
    path("grants/new/", calls.call_add, name="grant_call_add"),
    path("grants/<int:pk>/", calls.call_detail, name="grant_call"),
    path("grants/<int:pk>/edit/", calls.call_edit, name="grant_call_edit"),
    path("grants/<int:pk>/open/", calls.call_open, name="grant_call_open"),
    path("grants/<int:pk>/close/", calls.call_close, name="grant_call_close"),
    path("grants/<int:pk>/finish/", calls.call_finish, name="grant_call_finish"),
    path("grants/<int:pk>/proposals/new/", proposals.proposal_add, name="grant_call_propose"),
    path("proposals/<int:pk>/", proposals.proposal_detail, name="proposal"),
    path("proposals/<int:pk>/edit/", proposals.proposal_edit, name="proposal_edit"),
    path("proposals/<int:pk>/send/", proposals.proposal_send, name="proposal_send"),
    path("proposals/<int:pk>/withdraw/", proposals.proposal_withdraw, name="proposal_withdraw"),
    path("proposals/<int:pk>/score/", decisions.proposal_score, name="proposal_score"),
    path("proposals/<int:pk>/award/", decisions.proposal_award, name="proposal_award"),
    path("proposals/<int:pk>/decline/", decisions.proposal_decline, name="proposal_decline"),
    path("proposals/<int:pk>/reconsider/", decisions.proposal_reconsider, name="proposal_reconsider"),
    path("proposals/<int:pk>/report/", decisions.proposal_report, name="proposal_report"),
]
