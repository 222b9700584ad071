"""Invented givers, causes and destinations."""

GIVEN = (
    "Ada Amir Beatriz Caleb Dalia Elias Farah Gavin Hana Ivan Joelle Karim Leona Milan Nadia Omar Petra Quentin Rosa "
    "Samir Tessa Umberto Vera Walid Ximena Yusuf Zora"
).split()
FAMILY = (
    "Abbott Brandt Castellan Delacroix Eklund Farouk Grantham Haddad Ibarra Jansen Keller Lindqvist Moreau Nakata "
    "Okafor Petrov Quiroga Rahman Salazar Tanaka Ueda Vasquez Whitlow Xu Yilmaz Zeller"
).split()

# (code, English, French, Spanish): the three of the hub stand first [001 section 4.2.4].
CAUSES = [
    (
        "disasters",
        "Climate change and natural disasters",
        "Changement climatique et catastrophes naturelles",
        "Cambio climático y desastres naturales",
    ),
    ("emergencies", "Complex emergencies", "Situations d’urgence complexes", "Emergencias complejas"),
    ("trafficking", "Human trafficking", "Traite des êtres humains", "Trata de personas"),
    ("lanterns", "Solar lanterns", "Lanternes solaires", "Linternas solares"),
    ("health", "Health of migrants", "Santé des migrants", "Salud de los migrantes"),
    ("children", "Children on the move", "Enfants en déplacement", "Niñez en movimiento"),
    ("return", "Return and reintegration", "Retour et réintégration", "Retorno y reintegración"),
]
# (name, kind, causes it serves)
DESTINATIONS = [
    ("Global Assistance Fund", "pooled_fund", ("trafficking", "return")),
    ("Migration Emergency Funding Mechanism", "pooled_fund", ("emergencies", "disasters")),
    ("Lanterns for camps", "project", ("lanterns", "emergencies")),
    ("Shelter for trafficked women", "project", ("trafficking",)),
]
