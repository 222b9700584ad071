"""The doors of a screening: the lists, the request, the desk, the decision."""

from django.urls import path

from .views import decision, desk, detail, evidence, lists, request, rows, simulator, waiting

_REQUEST = [
    path("screenings/new/", request.request_new, name="request_new"),
    path("screenings/new/check/", request.request_check, name="request_check"),
    path("screenings/<int:pk>/request/", request.request_aim, name="request_aim"),
    path("screenings/<int:pk>/request/plan/", request.request_plan, name="request_plan"),
    path("screenings/<int:pk>/request/send/", request.request_send, name="request_send"),
    path("screenings/<int:pk>/request/discard/", request.request_discard, name="request_discard"),
    path("screenings/<int:pk>/parties/", request.party_add, name="party_add"),
    path("parties/<int:pk>/drop/", request.party_drop, name="party_drop"),
]
_DESK = [
    path("screenings/<int:pk>/desk/", desk.desk, name="desk"),
    path("screenings/<int:pk>/desk/rating/", desk.rating, name="desk_rating"),
    path("screenings/<int:pk>/desk/answers/<slug:code>/", desk.answer, name="desk_answer"),
    path("screenings/<int:pk>/desk/researcher/", desk.assign, name="desk_assign"),
    path("screenings/<int:pk>/desk/look-up/", desk.look_up_again, name="desk_look_up"),
    path("screenings/<int:pk>/desk/summary/", desk.summary, name="desk_summary"),
    path("screenings/<int:pk>/desk/submit/", desk.submit, name="desk_submit"),
    path("screenings/<int:pk>/desk/conditions/", desk.conditions, name="desk_conditions"),
    path("screenings/<int:pk>/desk/sales/", rows.ActivityRows.as_view(), name="activities"),
    path("screenings/<int:pk>/desk/sales/<int:row>/", rows.ActivityRows.as_view(), name="activity"),
    path("screenings/<int:pk>/desk/controversies/", rows.ControversyRows.as_view(), name="controversies"),
    path("screenings/<int:pk>/desk/controversies/<int:row>/", rows.ControversyRows.as_view(), name="controversy"),
    path("screenings/<int:pk>/desk/risks/", rows.RiskRows.as_view(), name="risks"),
    path("screenings/<int:pk>/desk/risks/<int:row>/", rows.RiskRows.as_view(), name="risk"),
    path("screenings/<int:pk>/desk/evidence/<slug:kind>/", evidence.evidence_add, name="evidence_add"),
    path("evidence/<int:pk>/", evidence.evidence_read, name="evidence"),
    path("evidence/<int:pk>/file/", evidence.evidence_file, name="evidence_file"),
    path("evidence/<int:pk>/strike/", evidence.evidence_strike, name="evidence_strike"),
]
_DECISION = [
    path("simulator/", simulator.simulator, name="simulator"),
    path("decisions/", waiting.decision_list, name="decision_list"),
    path("committee/", waiting.committee, name="committee"),
    path("screenings/<int:pk>/decision/", decision.decision, name="decision"),
    path("screenings/<int:pk>/vote/", decision.vote, name="vote"),
    path("screenings/<int:pk>/rerate/", decision.rerate, name="rerate"),
    path("screenings/<int:pk>/withdraw/", decision.withdraw, name="withdraw"),
    path("screenings/<int:pk>/memo.pdf", decision.memo, {"kind": "pdf"}, name="memo_pdf"),
    path("screenings/<int:pk>/memo.json", decision.memo, {"kind": "json"}, name="memo_json"),
]
urlpatterns = [
    path("screenings/", lists.AllScreenings.as_view(), name="screening_list"),
    path("screenings/mine/", lists.MyRequests.as_view(), name="my_requests"),
    path("screenings/queue/", lists.ResearchQueue.as_view(), name="queue"),
    *_REQUEST,
    path("screenings/<int:pk>/", detail.screening, name="screening"),
    *_DESK,
    *_DECISION,
]
