"""Participated spaces and their working groups. Mounted at the root of each language."""

from django.urls import include, path

from cohorts.views import desk_spaces, group_tasks, groups, motor_board, spaces

desk = [
    path("", desk_spaces.spaces, name="desk_spaces"),
    path("new/", desk_spaces.new, name="desk_space_new"),
    path("<slug:space>/", desk_spaces.space, name="desk_space"),
    path("<slug:space>/words/", desk_spaces.words, name="desk_space_words"),
    path("<slug:space>/opening/", desk_spaces.opening, name="desk_space_opening"),
    path("<slug:space>/seats/new/", desk_spaces.seat_new, name="desk_seat_new"),
    path("<slug:space>/seats/<int:pk>/", desk_spaces.seat, name="desk_seat"),
    path("<slug:space>/seats/<int:pk>/holder/", desk_spaces.holder, name="desk_seat_holder"),
    path("<slug:space>/seats/<int:pk>/holding-end/", desk_spaces.holding_end, name="desk_seat_holding_end"),
    path("<slug:space>/seats/<int:pk>/end/", desk_spaces.seat_end, name="desk_seat_end"),
]
space = [
    path("", spaces.space, name="space"),
    path("board/", motor_board.board, name="motor_board"),
    path("groups/new/", motor_board.group_new, name="group_new"),
    path("delegations/", spaces.delegations, name="space_delegations"),
    path("delegations/<int:pk>/withdrawal/", spaces.withdrawal, name="seat_delegation_withdrawal"),
    path("seats/<int:pk>/delegation/", spaces.delegation, name="seat_delegation"),
]
group = [
    path("", groups.group, name="group"),
    path("membership/", groups.join, name="group_join"),
    path("leaving/", groups.leaving, name="group_leaving"),
    path("words/", groups.words, name="group_words"),
    path("closing/", groups.closing, name="group_closing"),
    path("requests/<int:pk>/", groups.request_answer, name="group_request"),
    path("members/", groups.member_new, name="group_member_new"),
    path("members/<int:pk>/organiser/", groups.organiser, name="group_organiser"),
    path("tasks/new/", group_tasks.new, name="group_task_new"),
    path("tasks/<int:pk>/", group_tasks.task, name="group_task"),
]
urlpatterns = [
    path("spaces/", spaces.index, name="spaces"),
    path("spaces/<slug:slug>/", include(space)),
    path("groups/<slug:slug>/", include(group)),
    path("city/<slug:city>/spaces/", include(desk)),
]
