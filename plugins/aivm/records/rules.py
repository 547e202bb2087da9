"""Rules across the fields of one record, each a small function in a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import PurePath

from aivm.people.localities import asked, hint
from aivm.people.postal import at_home
from aivm.problems import Problem, Severity, Where, suggest
from aivm.records.association import Association
from aivm.records.event import DETAILS, Event, exists_on_the_clock
from aivm.records.places import Places
from aivm.records.volunteer import Volunteer
from aivm.text.fold import fold

RESERVED = re.compile(r"archives|themes|\d{4}-\d{2}")  # addresses of the agenda itself


NAMING = {  # texts of a record where a place may be named -> their columns
    **{"title": "titre", "summary": "resume", "text": "texte", "place": "lieu", "source": "source"},
    **{"presentation": "presentation", "name": "nom"},
    **DETAILS,
}
Found = Iterator[Problem]


def _at(record: Event | Volunteer | Association, column: str) -> Where:
    return Where(record.where.file, record.where.line, column)


def start_has_a_day(event: Event, places: Places) -> Found:
    if event.start.day is None:
        hint = "Écrivez la date, puis l’heure : 14/01/2027 14h30."
        yield Problem(_at(event, "debut"), "il n’y a qu’une heure.", hint)


def hours_agree(event: Event, places: Places) -> Found:
    """An hour at both ends or at none, and « journée entière » only without."""
    if event.start.day is None:
        return
    if event.whole_day and event.start.hour:
        hint = "Retirez l’heure, ou le « oui » de journee_entiere."
        yield Problem(_at(event, "journee_entiere"), "la journée est entière, et « debut » donne une heure.", hint)
    if event.whole_day is False and event.all_day:
        yield Problem(_at(event, "debut"), "l’heure manque.", "Écrivez-la après la date, par exemple 14/01/2027 14h30.")
    if event.all_day and event.end and event.end.hour:
        yield Problem(_at(event, "debut"), "la fin a une heure et le début n’en a pas.", "Écrivez l’heure du début.")
    if not event.all_day and event.end and not event.end.hour:
        yield Problem(_at(event, "fin"), "le début a une heure et la fin n’en a pas.", "Écrivez l’heure de la fin.")


def end_follows_start(event: Event, places: Places) -> Found:
    if event.start.day is None:
        return
    if event.last_day < event.first_day or (event.ends is not None and event.ends <= event.begins):
        message = "la fin n’est pas après le début."
        yield Problem(_at(event, "fin"), message, "Vérifiez les deux dates et les deux heures.")


def hour_exists(event: Event, places: Places) -> Found:
    if event.start.day is None:
        return
    for column, moment in (("debut", event.begins), ("fin", event.ends)):
        if moment and not exists_on_the_clock(moment):
            message = f"cette heure n’existe pas : l’horloge change cette nuit-là ({event.zone})."
            yield Problem(_at(event, column), message, "Choisissez une heure avant ou après le changement.")


def midnight_is_meant(event: Event, places: Places) -> Found:
    """A spreadsheet that takes a day for a moment writes « 00:00 » after it."""
    if event.whole_day is None and event.start.hour == time():
        hint = "Si c’est toute la journée, retirez l’heure ; sinon, écrivez « non » dans journee_entiere."
        yield Problem(_at(event, "debut"), "le début est à minuit.", hint, Severity.ADVICE)


def id_is_free(event: Event, places: Places) -> Found:
    if RESERVED.fullmatch(event.id):
        message = f"l’identifiant « {event.id} » est réservé à une page de l’agenda."
        yield Problem(_at(event, "id"), message, "Ajoutez-lui un mot.")


def place_is_known(event: Event, places: Places) -> Found:
    if not places.sectors and not places.over_there(event):  # without the list of communes, none can be judged
        return
    decided = event.place_public and event.zone == places.territory.there.zone
    if event.commune and places.name(event.commune) is None and not decided:
        hint = suggest(event.commune, places.folded.values()) or "Écrivez le nom officiel, comme dans secteurs.csv."
        yield Problem(_at(event, "commune"), f"la commune « {event.commune} » n’est pas connue.", hint)


def place_has_a_commune(event: Event, places: Places) -> Found:
    """A place alone may be anywhere, over there too: without its commune nobody can tell, so it is not told."""
    if event.place and not event.commune and not event.place_public and fold(event.place) != "en_ligne":
        hint = "Écrivez la commune, ou « en ligne » comme lieu."
        yield Problem(_at(event, "commune"), f"« {event.place} » n’a pas de commune.", hint)


def commune_of_a_group_is_known(group: Association, places: Places) -> Found:
    """A commune of ours, or what may be told of over there: nothing more precise leaves."""
    if group.commune and places.sectors and places.name(group.commune) is None:
        hint = suggest(group.commune, places.folded.values()) or "Écrivez le nom officiel, comme dans secteurs.csv."
        yield Problem(_at(group, "commune"), f"la commune « {group.commune} » n’est pas connue.", hint)


def over_there_stays_vague(event: Event, places: Places) -> Found:
    """People first: over there a region or a cercle, unless someone decided otherwise in writing."""
    if not places.over_there(event) or event.place_public:
        return
    here, there = places.territory.here, places.territory.there
    keep = f"Gardez {there.levels_said} dans « commune », ou décidez « lieu_public : oui »."
    if event.place and not event.remote:
        message = f"« {event.place} » est un lieu précis {there.within}."
        yield Problem(_at(event, "lieu"), message, f"Videz cette case. {keep}")
    if event.commune and places.name(event.commune) in places.sectors:
        message = f"« {event.commune} » est {here.within_land}, et le fuseau est celui {there.of}."
        yield Problem(_at(event, "fuseau"), message, "Corrigez la commune ou le fuseau.")


def place_is_no_home(event: Event, places: Places) -> Found:
    """Where somebody lives is told to nobody without asking her."""
    if event.audience == "tout public" and at_home(event.place):
        message = f"« {event.place} » : est-ce chez quelqu’un ?"
        hint = "Si oui, écrivez la commune seule, et donnez l’adresse aux personnes inscrites."
        yield Problem(_at(event, "lieu"), message, hint, Severity.ADVICE)


def words_stay_vague(record: Event | Volunteer | Association, places: Places) -> Found:
    """A school, a quarter or a village of Mali named in any text that may leave, in the place and the commune too."""
    there = isinstance(record, Event) and places.over_there(record)
    if isinstance(record, Event) and (record.place_public or record.audience == "adhérents"):
        return
    for column in NAMING:
        for _, message in asked(str(getattr(record, column, "") or ""), places.told, places.territory, there):
            yield Problem(_at(record, NAMING[column]), message, hint(places.territory), Severity.ADVICE)


def option_is_dated(event: Event, places: Places) -> Found:
    if event.status_key != "option":
        return
    if event.option_until is None:
        message = "une option n’a pas de date de fin."
        yield Problem(_at(event, "option_jusqu_au"), message, "Écrivez jusqu’à quand elle tient.", Severity.ADVICE)
    elif event.option_until < places.today <= event.last_day:
        message = f"l’option a pris fin le {event.option_until:%d/%m/%Y} : la date est libérée."
        hint = "Confirmez l’événement (statut prévu) ou retirez-le."
        yield Problem(_at(event, "option_jusqu_au"), message, hint, Severity.ADVICE)


def school_visit_is_filled(event: Event, places: Places) -> Found:
    """What a pasted request leaves blank: it takes its half-day all the same."""
    if event.audience != "scolaire" or event.slot_on(places.today) == "libre":
        return
    if not event.commune and not event.remote:
        message = "la commune manque : une fois passée, la visite ne comptera pour aucune commune."
        yield Problem(_at(event, "commune"), message, "Écrivez celle de l’école.", Severity.ADVICE)
    if event.last_day >= places.today and not (event.volunteers or event.associations):
        message = "personne n’est nommé : la date est retirée à l’un des volontaires, sans savoir lequel."
        yield Problem(_at(event, "volontaires"), message, "Écrivez qui ira.", Severity.ADVICE)


def mission_runs_forward(person: Volunteer, places: Places) -> Found:
    if person.mission.end < person.mission.start:
        where = _at(person, "mission.fin")
        yield Problem(where, "la mission finit avant de commencer.", "Vérifiez les deux dates.")


def photo_has_words(person: Volunteer, places: Places) -> Found:
    if person.photo and not person.photo_alt:
        hint = "Décrivez le portrait en une phrase dans « photo_alt »."
        yield Problem(_at(person, "photo_alt"), f"la photo « {person.photo} » n’a pas de description.", hint)


def photo_is_beside(person: Volunteer, places: Places) -> Found:
    if person.photo and PurePath(person.photo).name != person.photo:  # « ../ », a folder or a whole path
        hint = "Copiez-la à côté du fichier, et n’écrivez que son nom."
        yield Problem(_at(person, "photo"), f"la photo « {person.photo} » n’est pas à côté de sa fiche.", hint)


def leave_runs_forward(person: Volunteer, places: Places) -> Found:
    """An absence typed backwards would be none, and a date be offered that cannot be kept."""
    for leave in person.availability.exceptions if person.availability else ():
        if leave.end < leave.start:
            message = f"l’absence du {leave.start:%d/%m/%Y} finit avant de commencer."
            yield Problem(_at(person, "disponibilites.exceptions"), message, "Vérifiez les deux dates.")


def sectors_are_known(person: Volunteer, places: Places) -> Found:
    week = person.availability
    if week and any(week.week.values()) and not week.sectors:
        message = "aucun secteur n’est donné : aucune date n’est proposée aux écoles."
        hint = "Écrivez-les comme dans secteurs.csv."
        yield Problem(_at(person, "disponibilites.secteurs"), message, hint, Severity.ADVICE)
    for typed in week.sectors if week and places.sectors else ():
        if places.sector(typed) is None:
            names = sorted(set(places.sectors.values()))
            hint = suggest(typed, names) or f"Les secteurs sont : {', '.join(names)}."
            message = f"le secteur « {typed} » n’est pas connu."
            yield Problem(_at(person, "disponibilites.secteurs"), message, hint)


EVENT_RULES: tuple[Callable[[Event, Places], Found], ...] = (
    start_has_a_day,
    hours_agree,
    end_follows_start,
    hour_exists,
    midnight_is_meant,
    id_is_free,
    place_is_known,
    place_has_a_commune,
    over_there_stays_vague,
    place_is_no_home,
    words_stay_vague,
    option_is_dated,
    school_visit_is_filled,
)
ASSOCIATION_RULES: tuple[Callable[[Association, Places], Found], ...] = (
    commune_of_a_group_is_known,
    words_stay_vague,
)
VOLUNTEER_RULES: tuple[Callable[[Volunteer, Places], Found], ...] = (
    mission_runs_forward,
    leave_runs_forward,
    sectors_are_known,
    photo_has_words,
    photo_is_beside,
    words_stay_vague,
)
