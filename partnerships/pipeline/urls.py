from django.urls import path

from .views import board, calendar, figures, lapses, lists, moves, settings

urlpatterns = [
    path("partnerships/<int:pk>/move/", moves.partnership_move, name="partnership_move"),
    path("partnerships/<int:pk>/take-up/", lapses.partnership_take_up, name="partnership_take_up"),
    path("partnerships/board/", board.board, name="board"),
    path("partnerships/board/<slug:stage>/", board.board_column, name="board_column"),
    path("partnerships/calendar/", calendar.calendar, name="calendar"),
    path("partnerships/stalled/", lists.StalledList.as_view(), name="stalled_list"),
    path("partnerships/ended/", lists.EndedList.as_view(), name="ended_list"),
    path("partnerships/cycle-times/", figures.cycle_times, name="cycle_times"),
    path("partnerships/pipeline/settings/", settings.pipeline_settings, name="pipeline_settings"),
    path("partnerships/lapsed/", lapses.lapse_list, name="lapse_list"),
    path("partnerships/lapsed/<int:pk>/rule/", lapses.lapse_rule, name="lapse_rule"),
    path("partnerships/lapsed/<int:pk>/rely/", lapses.lapse_rely, name="lapse_rely"),
]
