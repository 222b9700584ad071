"""Three doors: the log, the tasks, coordination."""

from django.urls import path

from .views import attachments, coordination, interactions, log_form, suggestions, tasks

app_name = "contactlog"
urlpatterns = [
    path("contact-log/", interactions.InteractionList.as_view(), name="list"),
    path("contact-log/new/", log_form.interaction_create, name="create"),
    path("contact-log/new/company/", log_form.company_part, name="company_part"),
    path("contact-log/new/people/", log_form.new_people_similar, name="new_people_similar"),
    path("contact-log/colleagues/", suggestions.colleague_suggest, name="colleague_suggest"),
    path("contact-log/people/", suggestions.people_suggest, name="people_suggest"),
    path("contact-log/<int:pk>/", interactions.interaction_detail, name="detail"),
    path("contact-log/<int:pk>/edit/", log_form.interaction_edit, name="edit"),
    path("contact-log/<int:pk>/bin/", interactions.interaction_bin, name="bin"),
    path("contact-log/<int:pk>/files/", attachments.attachment_add, name="attachment_add"),
    path("contact-log/files/<int:pk>/", attachments.attachment_download, name="attachment"),
    path("contact-log/files/<int:pk>/bin/", attachments.attachment_bin, name="attachment_bin"),
    path("contact-log/<int:pk>/tasks/", tasks.task_add, name="task_add"),
    path("tasks/", tasks.task_list, name="task_list"),
    path("tasks/<int:pk>/edit/", tasks.task_edit, name="task_edit"),
    path("tasks/<int:pk>/done/", tasks.task_done, name="task_done"),
    path("tasks/<int:pk>/reopen/", tasks.task_reopen, name="task_reopen"),
    path("tasks/<int:pk>/bin/", tasks.task_bin, name="task_bin"),
    path("coordination/", coordination.request_list, name="coordination_list"),
    path("coordination/new/", coordination.request_create, name="coordination_create"),
    path("coordination/<int:pk>/", coordination.request_detail, name="coordination_detail"),
    path("coordination/<int:pk>/withdraw/", coordination.request_withdraw, name="coordination_withdraw"),
]
