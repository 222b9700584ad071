"""Lessons found again by theme and sector; how content partners are, over time."""

from crm.listing.views.table import TableView


class LessonList(TableView):
    table_key = "lessons"
    template_name = "partnerships/lesson_list.html"


class SurveyList(TableView):
    table_key = "surveys"
    template_name = "partnerships/survey_list.html"
