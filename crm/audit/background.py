"""Jobs leave a trail too: what a task changes bears Concord's name until the task says for whom it works."""

from typing import Any

from celery import Task

from .recorder import acting, context_id


class TrailedTask(Task):
    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        # Run in place, within somebody's request, it goes on under that person's name.
        if context_id() is not None:
            return super().__call__(*args, **kwargs)
        with acting(by=None, deed=self.name):
            return super().__call__(*args, **kwargs)
