"""Words for what an entry is: those of OpenSanctions (followthemoney), of the European Union, and people's own."""

from ...enums import EntryKind

_WORDS = {
    EntryKind.PERSON: "person, individual, people, p, human, natural person, personne, individu, persona, individuo",
    EntryKind.ORGANISATION: (
        "organization, organisation, company, legalentity, legal entity, publicbody, public body, entity, e, firm,"
        " enterprise, business, foundation, association, group, organisme, entreprise, societe, organizacion, empresa,"
        " entidad"
    ),
    EntryKind.VESSEL: "vessel, ship, navire, buque",
    EntryKind.AIRCRAFT: "airplane, aircraft, plane, aeronef, aeronave",
}
KINDS: dict[str, str] = {word: kind for kind, words in _WORDS.items() for word in words.split(", ")}
