from django.urls import path

from .views import deeds, forms, lists, survey

urlpatterns = [
    path("partnerships/<int:pk>/indicators/new/", forms.IndicatorAdd.as_view(), name="indicator_add"),
    path("indicators/<int:pk>/edit/", forms.IndicatorEdit.as_view(), name="indicator_edit"),
    path("indicators/<int:pk>/measure/", forms.IndicatorMeasure.as_view(), name="indicator_measure"),
    path("indicators/<int:pk>/drop/", deeds.indicator_drop, name="indicator_drop"),
    path("partnerships/<int:pk>/milestones/new/", forms.MilestoneAdd.as_view(), name="milestone_add"),
    path("milestones/<int:pk>/edit/", forms.MilestoneEdit.as_view(), name="milestone_edit"),
    path("milestones/<int:pk>/reach/", deeds.milestone_reach, name="milestone_reach"),
    path("milestones/<int:pk>/reopen/", deeds.milestone_reopen, name="milestone_reopen"),
    path("milestones/<int:pk>/drop/", deeds.milestone_drop, name="milestone_drop"),
    path("engagements/<int:pk>/lessons/new/", forms.LessonAdd.as_view(), name="lesson_add"),
    path("lessons/<int:pk>/edit/", forms.LessonEdit.as_view(), name="lesson_edit"),
    path("lessons/<int:pk>/drop/", deeds.lesson_drop, name="lesson_drop"),
    path("lessons/", lists.LessonList.as_view(), name="lesson_list"),
    path("partnerships/<int:pk>/survey/", forms.SurveyInvite.as_view(), name="survey_invite"),
    path("surveys/<int:pk>/again/", deeds.survey_again, name="survey_again"),
    path("surveys/", lists.SurveyList.as_view(), name="survey_list"),
    path("survey/<str:token>/", survey.SurveyPage.as_view(), name="survey"),
]
