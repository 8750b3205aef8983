"""The world of the proof: two schools, everybody who might ask, and a row of each DocType in each standing."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import frappe
from frappe.utils import add_days, nowdate

from liaison_app.permissions.matrix import CAPACITIES, COORDINATOR, LEADER, LIAISON, MATRIX, SYSTEM_MANAGER
from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS
from tests import factories as make
from tests import people
from tests.permissions.proof.facts import Actor, Facts, Row
from tests.permissions.proof.hanging import Hung, hang
from tests.permissions.proof.makers import TEXTS, Place, make_row, word

#: Whether everybody asks every channel for everything: an hour, and not minutes.
WHOLE = os.environ.get("LIAISON_PROOF") == "whole"
#: The days of an assignment, from today. They come into force when all rows are made.
DAYS = {"": (-200, None), " until yesterday": (-200, -1), " from tomorrow": (1, None)}
#: Whose family it is, at which school, on whose caseload.
STANDINGS = {
	"own": ("here", "lead"),
	"colleague's": ("here", "colleague"),
	"other school's": ("there", "outsider"),
	"excluded": ("here", "lead"),
	"former liaison's": ("here", "former"),
	"coming liaison's": ("here", "coming"),
	"left": ("here", "lead"),
}
#: Rows of the time of those who are on no staff today: to others they are a colleague's.
OTHERS_TIMES = ("former liaison's", "coming liaison's")
FAMILY_FIRST = ("Focus Family", "Family Member", "Focus Student", "Family Enrolment")
#: Rooms whose rows come into being by other means than a form that somebody fills.
MADE_ELSEWHERE = ("Family Liaison", "Access Exclusion", "Liaison Ledger Entry")


@dataclass(repr=False)
class World:
	"""Who asks, what they ask about, and what is true."""

	actors: list[Actor]
	rows: list[Row] = field(default_factory=list)
	places: dict[str, Place] = field(default_factory=dict)
	made: list[tuple[str, str, str]] = field(default_factory=list)
	hung: list[Hung] = field(default_factory=list)
	facts: Facts = None

	def rows_of(self, doctype: str) -> list[Row]:
		"""The rows of a DocType or child table."""
		return [row for row in self.rows if row.doctype == doctype]

	def to_ask(
		self, actor: Actor, channel: int, thorough: bool = False, of_tables: bool = False
	) -> Iterator[Row]:
		"""The documents for which an actor asks through a channel.

		A role that the matrix names for a DocType asks for one in each standing; through most channels for the best
		case and one other, a different one through each. Who must see none at all asks for the best case; through
		most channels for that of every fourth DocType. With LIAISON_PROOF=whole everybody asks for all of it.
		"""
		doctypes = [*ROOMS, *(table for table in CHILD_ROOMS if of_tables and self.rows_of(table))]
		for number, doctype in enumerate(doctypes):
			best, others = self._cases(actor, doctype)
			if self.is_hopeful(actor, doctype):
				yield best
				yield from (
					others if thorough or WHOLE else others[(channel + number) % max(len(others), 1) :][:1]
				)
			elif self._is_worth_a_try(actor, doctype) and (thorough or WHOLE or (channel + number) % 4 == 0):
				yield best

	def to_list(self, channel: int, doctypes: list[str]) -> Iterator[tuple[Actor, str]]:
		"""Who asks a channel for all documents of which DocType; without hope, for every fourth."""
		for actor in self.actors:
			for number, doctype in enumerate(doctypes):
				rooms = CHILD_ROOMS.get(doctype, (doctype,))
				if (
					any(self.is_hopeful(actor, room) for room in rooms)
					or WHOLE
					or (channel + number) % 4 == 0
				):
					yield actor, doctype

	def is_hopeful(self, actor: Actor, doctype: str) -> bool:
		"""Whether the matrix names the actor's role for a DocType, and the role counts somewhere today."""
		on_staff = actor.school or actor.role not in CAPACITIES
		return bool(on_staff and self._is_named(actor, doctype))

	def _is_worth_a_try(self, actor: Actor, doctype: str) -> bool:
		"""Where the matrix does not name a role, those ask who have it today: days make no difference."""
		return bool(actor.school or actor.role not in CAPACITIES or self._is_named(actor, doctype))

	def _is_named(self, actor: Actor, doctype: str) -> bool:
		return any(MATRIX[room].get(actor.role) for room in CHILD_ROOMS.get(doctype, (doctype,)))

	def _cases(self, actor: Actor, doctype: str) -> tuple[Row, list[Row]]:
		"""The row that comes closest to being open to the actor, and one in each other standing."""
		usual = next((key for key, place in self.places.items() if place.lead == actor.user), "own")
		rows = self.rows_of(doctype)
		best = min(rows, key=lambda row: ((row.parent or row).own != actor.user, row.standing != usual))
		one_each = {row.standing: row for row in reversed(rows) if row.standing not in OTHERS_TIMES}
		return best, [row for row in one_each.values() if row != best]

	def actor(self, title: str) -> Actor:
		"""The actor with this title."""
		return next(actor for actor in self.actors if actor.title == title)

	def add(self, doctype: str, place: Place, **values) -> str:
		"""Make a row at a place and remember it."""
		name = make_row(doctype, place, **values).name
		self.made.append((doctype, name, place.standing))
		return name


def make_world() -> World:
	"""Make all of it, as Administrator."""
	schools = {"here": make.make_school(), "there": make.make_school()}
	world = World(actors=[*_staff(schools["here"]), *_others()])
	liaisons = {
		"lead": world.actor(LIAISON).user,
		"former": world.actor(f"{LIAISON} until yesterday").user,
		"coming": world.actor(f"{LIAISON} from tomorrow").user,
		"colleague": make.make_liaison(schools["here"]),
		"outsider": make.make_liaison(schools["there"]),
	}
	_make_places(world, schools, liaisons)
	masters = [
		Row(doctype, _master(doctype, world.places["own"]), "any")
		for doctype in MATRIX
		if doctype not in ROOMS
	]
	_make_more(world, schools, liaisons)
	# Who does not want to be told is let follow nothing by the host itself.
	frappe.db.set_value(
		"User", {"name": ["in", [actor.user for actor in world.actors]]}, "document_follow_notify", 1
	)
	_exclude(world)
	_date_assignments(world)
	world.facts = _facts(world, schools, liaisons)
	world.rows = [*masters, *_rows(world, liaisons)]
	world.hung = hang(world.rows, liaisons["outsider"])
	return world


def _staff(school: str) -> list[Actor]:
	actors = []
	for role in CAPACITIES:
		for title in DAYS:
			user = make.make_liaison() if role == LIAISON else people.make_user(role)
			make.assign(school, user, role)
			actors.append(Actor(role + title, user, role, None if title else school))
	return actors


def _others() -> list[Actor]:
	return [
		Actor(COORDINATOR, people.make_user(COORDINATOR), COORDINATOR),
		Actor(f"{COORDINATOR}, excluded", people.make_user(COORDINATOR), COORDINATOR),
		Actor(SYSTEM_MANAGER, people.make_user(SYSTEM_MANAGER), SYSTEM_MANAGER),
		Actor("desk user without a role of the app", people.make_user("Website Manager"), None),
		Actor("Guest", "Guest", None),
	]


def _make_places(world: World, schools: dict[str, str], liaisons: dict[str, str]) -> None:
	leaders = tuple(actor.user for actor in world.actors if actor.role == LEADER)
	for week, (standing, (school, lead)) in enumerate(STANDINGS.items()):
		invited = () if standing == "colleague's" else leaders
		place = Place(standing, schools[school], liaisons[lead], week, invited=invited)
		world.places[standing] = place
		for doctype in FAMILY_FIRST:
			place.links[doctype] = world.add(doctype, place)
		place.families = (place.links["Focus Family"],)
		_set_enrolment(place, "Enrolled")
		for doctype in ROOMS:
			if doctype not in (*MADE_ELSEWHERE, *FAMILY_FIRST):
				world.add(doctype, place)
	_set_enrolment(world.places["left"], "Exited")


def _set_enrolment(place: Place, status: str) -> None:
	make.set_status(frappe.get_doc("Family Enrolment", place.links["Family Enrolment"]), status)


def _make_more(world: World, schools: dict[str, str], liaisons: dict[str, str]) -> None:
	"""Rows without a family, with families of two schools, a sibling's, and steps that were handed to each."""
	own, other = world.places["own"], world.places["other school's"]
	for standing, school, lead in (
		("no family's", "here", "lead"),
		("no family's, elsewhere", "there", "outsider"),
	):
		place = Place(standing, schools[school], liaisons[lead], len(STANDINGS))
		for doctype in ("Focus Student", "Liaison Activity", "Next Step", "Material Handout"):
			world.add(doctype, place)
		world.add("Liaison Contact", place, counterpart="Walk-In Family", person_name=word())
	shared = Place("two schools'", own.school, own.lead, families=own.families + other.families)
	for liaison in liaisons.values():
		frappe.db.set_value("Family Liaison", liaison, "qualifications", word())
	for doctype, room in ROOMS.items():
		if room.families:
			world.add(doctype, shared)
	coordinators = [actor.user for actor in world.actors if actor.role == COORDINATOR]
	for readers in ([], coordinators[:1]):
		secret = Place("child protection", own.school, own.lead, links=own.links)
		named = [{"user": user} for user in readers]
		world.add("Restricted Note", secret, kind="Child Protection", readers=named)
	sibling = Place("sibling's", own.school, own.lead, links={"Focus Family": other.families[0]})
	sibling.links["Focus Student"] = world.add("Focus Student", sibling, guardianships=[])
	for doctype, room in ROOMS.items():
		if room.follows_pupil:
			world.add(doctype, sibling)
	for actor in world.actors:
		if actor.role in CAPACITIES:
			world.add("Next Step", Place("handed", own.school, actor.user), assignee=actor.user, liaison=None)
			in_charge = Place("handed", own.school, actor.user, own.week)
			world.add("Partnership Activity", in_charge, in_charge=actor.user)
			world.add("Engagement Event", in_charge, in_charge=actor.user, liaison=None)
			world.add("After School Program", in_charge, in_charge=actor.user)


def _exclude(world: World) -> None:
	excluded, own = world.places["excluded"], world.places["own"]
	for actor in world.actors:
		if actor.title in (*CAPACITIES, f"{COORDINATOR}, excluded"):
			world.add("Access Exclusion", excluded, user=actor.user)
	world.add("Access Exclusion", own, user=world.places["other school's"].lead)


def _date_assignments(world: World) -> None:
	for actor in world.actors:
		for title, (first, last) in DAYS.items():
			if actor.role in CAPACITIES and actor.title == actor.role + title:
				days = {
					"starts_on": add_days(nowdate(), first),
					"last_day": last and add_days(nowdate(), last),
				}
				frappe.db.set_value("School Assignment", {"user": actor.user}, days)


def _facts(world: World, schools: dict[str, str], liaisons: dict[str, str]) -> Facts:
	seen = {school: set() for school in schools.values()}
	caseload = {lead: set() for lead in liaisons.values()}
	for standing, place in world.places.items():
		if standing != "left":
			seen[place.school].update(place.families)
			caseload[place.lead].update(place.families)
	exclusions = frappe.get_all("Access Exclusion", fields=["user", "family"], order_by="name asc")
	return Facts(
		seen={school: frozenset(families) for school, families in seen.items()},
		caseload={lead: frozenset(families) for lead, families in caseload.items()},
		liaisons={
			schools["here"]: frozenset((liaisons["lead"], liaisons["colleague"])),
			schools["there"]: frozenset((liaisons["outsider"],)),
		},
		kept_away=frozenset((row.user, row.family) for row in exclusions),
	)


def _rows(world: World, liaisons: dict[str, str]) -> Iterator[Row]:
	"""Every room's rows as they stand in the database, with those of their tables."""
	places = {place.lead: standing for standing, place in reversed(world.places.items())}
	made = [*world.made, *(("Family Liaison", user, places[user]) for user in liaisons.values())]
	made += [
		("Liaison Ledger Entry", entry.name, entry.standing)
		for entry in _ledger_entries({name: standing for _doctype, name, standing in world.made})
	]
	for doctype, name, standing in made:
		doc = frappe.get_doc(doctype, name)
		row = _row(doc, standing)
		yield row
		for child in doc.get_all_children():
			yield _child(child, row)


def _ledger_entries(standings: dict[str, str]) -> list[dict]:
	entries = frappe.get_all(
		"Liaison Ledger Entry",
		filters={"voucher": ["in", list(standings)]},
		fields=["name", "voucher"],
		order_by="name asc",
	)
	return [frappe._dict(name=entry.name, standing=standings[entry.voucher]) for entry in entries]


def _row(doc, standing: str) -> Row:
	room = ROOMS[doc.doctype]
	named = {doc.get(room.family)} if room.family else set()
	named |= {child.family for child in doc.get(room.families) or ()} if room.families else set()
	invited = {child.user for child in doc.get(room.invited) or ()} if room.invited else set()
	readers = {child.user for child in doc.get(room.named) or ()} if room.named else set()
	field, text = _text(doc)
	pupil = frappe.get_doc("Focus Student", doc.get(room.pupil)) if room.pupil else None
	return Row(
		doctype=doc.doctype,
		name=doc.name,
		standing=standing,
		families=frozenset(named - {None, ""}),
		school=doc.get(room.school) if room.school else None,
		own=doc.get(room.own) if room.own else None,
		invited=frozenset(invited - {None, ""}),
		named=frozenset(readers - {None, ""}),
		kept=bool(room.kept and doc.get(room.kept)),
		hidden_from=doc.get(room.hidden_from) if room.hidden_from else None,
		field=field,
		word=text,
		pupil=pupil and _row(pupil, standing),
		follows=room.follows_pupil,
	)


def _child(child, parent: Row) -> Row:
	field, text = _text(child)
	return Row(child.doctype, child.name, parent.standing, field=field, word=text, parent=parent)


def _text(doc) -> tuple[str | None, str | None]:
	for df in doc.meta.fields:
		if df.fieldtype in TEXTS and str(doc.get(df.fieldname) or "").startswith("Zq") and not df.read_only:
			return df.fieldname, doc.get(df.fieldname)
	return None, None


def _master(doctype: str, place: Place) -> str:
	"""A row of a master, or the one record of settings."""
	if frappe.get_meta(doctype).issingle:
		return doctype
	found = frappe.get_all(doctype, pluck="name", order_by="creation asc", limit=1)
	return found[0] if found else make_row(doctype, place).name
