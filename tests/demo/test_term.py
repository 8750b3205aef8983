"""The term that is planned: believable on any day on which the demo is begun, and the same each time."""

import hashlib
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from liaison_app.demo.calendar import WEEKS_OF_WORK, Calendar
from liaison_app.demo.known import Known
from liaison_app.demo.pieces import Piece
from liaison_app.demo.plan import make_plan
from liaison_app.demo.staff import APPROVER_OF, LIAISON_OF, LIAISONS
from liaison_app.demo.star import read_children
from liaison_app.demo.work import pieces_of

#: Each day of a week, the turn of a year, a leap day, the end of a summer.
DAYS = (
	*(date(2026, 3, 9) + timedelta(days=n) for n in range(7)),
	date(2027, 1, 1),
	date(2028, 2, 29),
	date(2026, 8, 31),
)


def families_on(day: date) -> list[Known]:
	calendar = Calendar(day)
	return [
		Known(
			family,
			f"family {family.number}",
			tuple(f"adult {family.number} {place}" for place in range(len(family.adults))),
			tuple(pupil.child.local_id for pupil in family.pupils),
		)
		for family in make_plan(read_children(calendar.starts_on), calendar).families
	]


def term_on(day: date) -> list[Piece]:
	families = families_on(day)
	return [piece for liaison in LIAISONS for piece in pieces_of(liaison, families, Calendar(day))]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def term(request) -> tuple[date, list[Piece]]:
	return request.param, term_on(request.param)


def of(pieces: list[Piece], doctype: str) -> list[Piece]:
	return [piece for piece in pieces if piece.doctype == doctype]


def test_nothing_was_done_on_a_day_to_come(term):
	day, pieces = term
	end = datetime.combine(day, datetime.min.time())
	for piece in pieces:
		assert max(piece.made_on, piece.changed_on) < end
		for field in ("contacted_at", "actual_start", "actual_end"):
			assert not piece.values.get(field) or piece.values[field] < end
		for field in ("activity_date", "called_off_on"):
			assert not piece.values.get(field) or piece.values[field] < day
		assert all(not step.done_on or step.done_on < day for step in piece.steps)


def test_the_term_reaches_up_to_the_present_week(term):
	day, pieces = term
	calendar = Calendar(day)
	weeks = Counter(
		(piece.values["contacted_at"].date() - calendar.monday(0)).days // 7
		for piece in of(pieces, "Liaison Contact")
	)
	assert set(range(-WEEKS_OF_WORK, 0)) <= set(weeks)
	assert all(weeks[week] > 80 for week in range(-WEEKS_OF_WORK, 0))
	if day.weekday() > 0:
		assert weeks[0] > 15


def test_each_liaison_has_visits_and_meetings_ahead_and_one_visit_without_its_outcome(term):
	day, pieces = term
	for liaison in LIAISONS:
		own = [piece for piece in of(pieces, "Home Visit") if piece.liaison == liaison.user]
		open_ones = [piece for piece in own if piece.values["status"] in ("Planned", "Confirmed")]
		ahead = [piece for piece in open_ones if piece.values["planned_start"].date() >= day]
		assert len(ahead) >= 4 and len(open_ones) - len(ahead) == 1
		assert all(piece.values["planned_start"].date() < day + timedelta(days=21) for piece in ahead)
	meetings = [piece for piece in of(pieces, "Liaison Meeting") if piece.values["status"] == "Planned"]
	assert {piece.liaison for piece in meetings} == {liaison.user for liaison in LIAISONS}


def test_a_visit_lies_in_the_familys_own_hours_and_no_two_of_a_liaison_overlap(term):
	day, pieces = term
	hours = {known.name: known.plan.availability for known in families_on(day)}
	taken: dict[str, list] = {}
	for piece in of(pieces, "Home Visit") + of(pieces, "Liaison Meeting"):
		start = piece.values["planned_start"]
		if piece.doctype == "Home Visit":
			assert any(
				row["weekday"] == f"{start:%A}" and row["from_time"] <= f"{start:%T}" < row["to_time"]
				for row in hours[piece.values["family"]]
			)
		taken.setdefault(piece.liaison, []).append((start, piece.values["planned_end"]))
	for slots in taken.values():
		slots.sort()
		assert all(end <= start for (_begin, end), (start, _end) in pairwise(slots))


def test_a_twenty_hour_week_is_full_and_not_overfull(term):
	"""docs/definitions.md: 20 hours for 122 families."""
	_day, pieces = term
	for liaison in LIAISONS:
		minutes = sum(minutes_of(piece, liaison.user) for piece in pieces)
		assert 14 * 60 < minutes / WEEKS_OF_WORK < 22 * 60


def minutes_of(piece: Piece, user: str) -> int:
	rows = piece.values.get("visitors") or ([piece.values] if piece.liaison == user else [])
	return sum(
		row.get("staff_minutes", 0) + row.get("travel_minutes", 0)
		for row in rows
		if row.get("liaison", user) == user
	)


def test_contacts_are_spread_as_in_a_real_programme(term):
	_day, pieces = term
	contacts = [piece.values for piece in of(pieces, "Liaison Contact") if piece.values.get("family")]
	outgoing = [row for row in contacts if row["direction"] == "Outgoing"]
	assert 0.5 < sum(row["reached"] for row in outgoing) / len(outgoing) < 0.72
	assert 0.1 < 1 - len(outgoing) / len(contacts) < 0.25
	assert {row["channel"] for row in contacts} == {
		"Phone Call", "Text Message", "In Person", "E-Mail", "Video Call", "Letter",
	}  # fmt: skip
	assert {row["outcome"] for row in contacts} == {
		"Reached", "Left Message", "No Answer", "Wrong Number", "Declined", "Returned",
	}  # fmt: skip
	assert 0.3 < len(contacts) / 386 / WEEKS_OF_WORK < 0.6


def test_visits_and_meetings_come_to_every_end(term):
	_day, pieces = term
	visits = Counter(piece.values["status"] for piece in of(pieces, "Home Visit"))
	assert set(visits) == {"Planned", "Confirmed", "Completed", "Attempted", "Called Off"}
	held = of(pieces, "Home Visit")
	pairs = sum(1 for piece in held if len(piece.values["visitors"]) > 1)
	assert len(held) * 0.6 < pairs < len(held)
	assert any(sum(1 for row in piece.values["visitors"] if row.get("liaison")) == 2 for piece in held)
	meetings = of(pieces, "Liaison Meeting")
	assert {piece.values["status"] for piece in meetings} == {"Planned", "Held", "Called Off"}
	assert {piece.values["kind"] for piece in meetings} == {
		"Support Meeting", "Mediation", "Advocacy", "Team Meeting",
	}  # fmt: skip


def test_next_steps_are_done_open_and_overdue(term):
	day, pieces = term
	steps = [step for piece in pieces for step in piece.steps]
	overdue = [step for step in steps if not step.done_on and step.due_on < day]
	still_open = [step for step in steps if not step.done_on and step.due_on >= day]
	assert len(steps) > 300 and len(still_open) > 15
	assert 6 <= len(overdue) < len(steps) / 8


def test_each_principal_and_the_coordinator_have_something_to_do(term):
	_day, pieces = term
	waiting = {step.assignee for piece in pieces for step in piece.steps if not step.done_on}
	leaders = {person.user for person in APPROVER_OF.values()}
	assert leaders <= waiting


def test_every_completed_visit_has_a_next_step(term):
	_day, pieces = term
	assert all(piece.steps for piece in of(pieces, "Home Visit") if piece.values["status"] == "Completed")


def test_122_families_each_and_several_home_languages():
	families = [known.plan for known in families_on(DAYS[0])]
	led = Counter(LIAISON_OF[family.school.name] for family in families if family.status == "Enrolled")
	assert led == dict.fromkeys(LIAISONS, 122)
	languages = Counter(family.language for family in families)
	assert len(languages) >= 8 and languages["en"] < len(families) / 2
	phones = [adult.phone for family in families for adult in family.adults]
	assert len(phones) == len(set(phones)) and all("-555-01" in phone for phone in phones)
	assert any(barrier.resolved_on for family in families for barrier in family.barriers)
	assert any(not barrier.resolved_on for family in families for barrier in family.barriers)


def digest() -> str:
	return hashlib.sha256(repr((families_on(DAYS[2]), term_on(DAYS[2]))).encode()).hexdigest()


def test_the_same_day_gives_the_same_term_in_every_process():
	code = "from tests.demo.test_term import digest; print(digest())"
	found = {
		subprocess.run(
			[sys.executable, "-c", code],
			env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(path for path in sys.path if path)},
			capture_output=True,
			text=True,
			check=True,
		).stdout.strip()
		for seed in ("1", "2")
	}
	assert found == {digest()}
