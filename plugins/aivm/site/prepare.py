"""A site whose data are read and no text yet: what of it may leave, and whose each address is."""

from __future__ import annotations

from dataclasses import replace

from aivm.agenda.absences import absences_to_note
from aivm.agenda.school_days import read_school_days
from aivm.agenda.slots import offer
from aivm.people.names import seek
from aivm.problems import Report
from aivm.records.association import Association
from aivm.records.build import Records
from aivm.records.event import Event
from aivm.records.public import PublicView
from aivm.records.public_view import public_view
from aivm.records.volunteer import Volunteer
from aivm.site.at_source import told_at_source
from aivm.site.claims import Claims
from aivm.site.data import read_data
from aivm.site.gone import claim_gone, read_gone, without_ended_names, without_removed
from aivm.site.project import Project
from aivm.site.site import Site
from aivm.site.text_files import claim_texts
from aivm.text.typography import french


def prepare(project: Project, report: Report) -> Site:
    """Everything but the texts, which are only found. Of two things that want one address, the first keeps it:

    what was removed, then records, then texts.
    """
    claims = Claims(report)
    removals = read_gone(project, report)
    gone = claim_gone(removals, project, claims)
    data = read_data(project, removals, report)
    tells = seek(data.hidden_names).tells
    gone = tuple(address for address in gone if not tells(address))  # for these, a 404 tells less
    view = without_removed(public_view(data.records, data.places, french), removals)
    view = without_ended_names(view, data.ended_names, data.records.events, report)
    view = claimed(view, data.records, claims)
    report.extend(absences_to_note(data.records, data.places, project.config))
    report.problems = [*told_at_source(report.problems, data, project)]
    school = read_school_days(project.territory.here.school_zone)
    dates = offer(data.records, data.closures, school, data.places, project.config)
    texts = claim_texts(project, removals, claims, report)
    return Site(project, data, view, dates, gone, texts, claims, report)


def claimed(view: PublicView, records: Records, claims: Claims) -> PublicView:
    """The view with an address for each event, person and association."""
    kinds = (records.events, records.volunteers, records.associations)
    typed = {(type(record), record.id): record.where for kind in kinds for record in kind}
    return replace(
        view,
        events=tuple(one for one in view.events if claims.take(one.address, typed[Event, one.id])),
        volunteers=tuple(one for one in view.volunteers if claims.take(one.address, typed[Volunteer, one.id])),
        associations=tuple(one for one in view.associations if claims.take(one.address, typed[Association, one.id])),
    )
