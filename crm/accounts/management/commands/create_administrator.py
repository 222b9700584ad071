from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import EmailValidator

from crm.audit.recorder import acting
from crm.core import clock

from ...mail import password_link
from ...services.installation import create_administrator


class Command(BaseCommand):
    help = "Make a person an administrator: the first one of an installation, or one more when nobody can sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="the person's name; the address when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            EmailValidator()(email)
        except ValidationError as refusal:
            raise CommandError(f"{email} is no e-mail address.") from refusal
        name = options["name"] or email.split("@")[0]
        with acting(by=None, deed="create_administrator"):
            person, is_new = create_administrator(email=email, name=name, on=clock.today())
        self.stderr.write(f"{person.email} is an administrator.")
        if is_new:
            self.stderr.write("The password is chosen here; the link works once, for three days:")
        self.stdout.write(password_link(person))
