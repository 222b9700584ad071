"""Which column of a list of one's own holds what, guessed from its heading."""

from collections.abc import Sequence

from crm.core.text import fold

NAME, FIRST, LAST, SCHEMA, ALIASES, BIRTH = "name", "first", "last", "schema", "aliases", "birth"
COUNTRY, NUMBER, PASSPORT, LEI, UID = "country", "number", "passport", "lei", "uid"
PROGRAM, LISTED, ADDRESS, WEAK = "program", "listed", "address", "weak"
# A running number says nothing of an entry, and changes when a row is added.
ROW = "row"

_WORDS = {
    ROW: "no, n, nr, num, numero, row, line",
    UID: "uid, id, entity logicalid, entity logical id, entry id, number in the list",
    NAME: (
        "full name, name, firm name, entity name, company name, company, organisation, organization, legal name,"
        " caption, namealias wholename, naal wholename, whole name, nom, nom complet, raison sociale, nombre,"
        " nombre completo, razon social, ineligible firm or individual, listed name, names"
    ),
    FIRST: "first name, given name, given names, forename, prenom, prenoms, nombre de pila, namealias firstname",
    LAST: "last name, family name, surname, nom de famille, apellido, apellidos, namealias lastname",
    SCHEMA: "schema, type, kind, entity type, sdn type, subject type, entity subjecttype, categorie, tipo",
    ALIASES: "aliases, alias, other names, other name, aka, a k a, also known as, autres noms, otros nombres, fka",
    WEAK: "weak aliases, weak aka, low quality aliases, nicknames",
    BIRTH: (
        "date of birth, birth date, birthdate, dob, born, year of birth, date de naissance, fecha de nacimiento,"
        " birthdate birthdate"
    ),
    COUNTRY: (
        "country, countries, nationality, nationalities, citizenship, jurisdiction, pays, nationalite, pais,"
        " nacionalidad, citizenship countryiso2code, address countryiso2code, country of incorporation"
    ),
    NUMBER: (
        "identifier, identifiers, registration number, registration, register number, company number, national id,"
        " id number, identification number, identification number number, numero d immatriculation,"
        " numero de registro, imo, imo number"
    ),
    PASSPORT: "passport, passport number, passports, passeport, pasaporte",
    LEI: "lei, legal entity identifier",
    PROGRAM: (
        "program, programme, regime, sanction, sanctions, grounds, reason, motif, motivo, entity regulation programme"
    ),
    LISTED: "listed on, date listed, date of listing, from date, from, start date, inscrit le, fecha de inclusion",
    ADDRESS: "address, addresses, adresse, direccion",
}
_MEANING = {word: field for field, words in _WORDS.items() for word in words.split(", ")}


def guess(headings: Sequence[str]) -> dict[int, str]:
    """{column: what it holds}; columns that are not among them become details under their own heading."""
    found = {place: _MEANING.get(" ".join(fold(h.replace("_", " ")).split()), "") for place, h in enumerate(headings)}
    return {place: meaning for place, meaning in found.items() if meaning}
