"""The questions that a new installation asks its partners; headquarters edits them afterwards."""

from typing import Any

QUESTIONS = [
    (
        "trust",
        "We trust each other and speak openly.",
        "Nous nous faisons confiance et parlons ouvertement.",
        "Confiamos mutuamente y hablamos con franqueza.",
    ),
    (
        "answers",
        "We get answers when we need them.",
        "Nous obtenons des réponses quand nous en avons besoin.",
        "Recibimos respuestas cuando las necesitamos.",
    ),
    (
        "roles",
        "It is clear who does what.",
        "Il est clair qui fait quoi.",
        "Está claro quién hace qué.",
    ),
    (
        "results",
        "The partnership reaches what we agreed on.",
        "Le partenariat atteint ce dont nous avons convenu.",
        "La alianza logra lo que acordamos.",
    ),
    (
        "value",
        "It is worth our time and our means.",
        "Il vaut notre temps et nos moyens.",
        "Merece nuestro tiempo y nuestros recursos.",
    ),
    (
        "again",
        "We would do it again.",
        "Nous le referions.",
        "Lo volveríamos a hacer.",
    ),
]


def sow(apps: Any) -> None:
    questions = apps.get_model("partnerships", "SurveyQuestion")
    for position, (code, en, fr, es) in enumerate(QUESTIONS):
        questions.objects.get_or_create(
            code=code, defaults={"text_en": en, "text_fr": fr, "text_es": es, "position": position}
        )
