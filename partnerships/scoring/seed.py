"""The factors of the score card (domain.md section 4, [002 Table 3]), to begin with all of the same weight."""

from typing import Any

FACTORS = [
    (
        "development",
        "alignment",
        "Alignment to objectives",
        "Alignement sur les objectifs",
        "Alineación con los objetivos",
    ),
    ("development", "scalable", "Scalable regionally", "Extensible à la région", "Ampliable a la región"),
    ("development", "innovative", "Innovative approach", "Approche novatrice", "Enfoque innovador"),
    ("development", "sustainability", "Increased sustainability", "Durabilité accrue", "Mayor sostenibilidad"),
    ("development", "systematic-change", "Systematic change", "Changement systémique", "Cambio sistémico"),
    ("business", "business-goals", "Business goals", "Objectifs commerciaux", "Objetivos comerciales"),
    ("business", "champion", "Partner champion", "Défenseur chez le partenaire", "Impulsor dentro del socio"),
    ("business", "reputation", "CSR or reputation", "RSE ou réputation", "RSE o reputación"),
    (
        "government",
        "local-priorities",
        "Supports local priorities",
        "Appuie les priorités locales",
        "Apoya las prioridades locales",
    ),
    (
        "government",
        "law-enforcement",
        "Improves law enforcement",
        "Améliore l’application des lois",
        "Mejora la aplicación de la ley",
    ),
    ("cost", "difficulty", "Degree of difficulty", "Degré de difficulté", "Grado de dificultad"),
    ("cost", "risk", "Risk", "Risque", "Riesgo"),
    ("cost", "staff-intensity", "Staff intensity", "Besoin en personnel", "Necesidad de personal"),
    ("cost", "additional-resources", "Additional resources", "Ressources supplémentaires", "Recursos adicionales"),
    ("cost", "time-horizon", "Time horizon", "Horizon temporel", "Horizonte temporal"),
]


def sow(apps: Any) -> None:
    """Those that are not there yet; what headquarters changed stays."""
    factor = apps.get_model("partnerships", "ScoreFactor")
    known = set(factor.objects.values_list("code", flat=True))
    factor.objects.bulk_create(
        factor(code=code, group=group, position=place, text_en=en, text_fr=fr, text_es=es)
        for place, (group, code, en, fr, es) in enumerate(FACTORS, start=1)
        if code not in known
    )
