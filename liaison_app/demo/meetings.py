"""A term of meetings, with those planned for the weeks ahead. No site needed."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from liaison_app.demo import words
from liaison_app.demo.calendar import WEEKS_AHEAD, WEEKS_OF_WORK, Calendar
from liaison_app.demo.chance import draw
from liaison_app.demo.known import Known
from liaison_app.demo.pieces import Diary, Piece, draw_step, manner_of, spoken_with
from liaison_app.demo.staff import APPROVER_OF, LIAISON_OF, School
from liaison_app.permissions.matrix import LEADER

KINDS = {"Support Meeting": 58, "Team Meeting": 22, "Mediation": 7, "Advocacy": 13}
PURPOSES = {
	"Support Meeting": {"Academic Progress": 45, "Attendance": 40, "Behaviour": 15},
	"Team Meeting": {"School Decision or Advocacy": 60, "Event Invitation or Reminder": 40},
	"Mediation": {"Behaviour": 100},
	"Advocacy": {"School Decision or Advocacy": 60, "Referral to a Service": 40},
}
HOURS = {
	"Team Meeting": (time(7, 45), time(15, 45)),
	"": (time(15, 15), time(14, 0), time(8, 15), time(16, 30)),
}
HELD = {"Held": 84, "Called Off": 16}
MINUTES = {"Team Meeting": (40, 60), "": (25, 55)}


def meetings_of(school: School, families: list[Known], calendar: Calendar, diary: Diary) -> Iterator[Piece]:
	"""The meetings at one school: one or two a week. families: those that the liaison leads there."""
	chance = Random(f"meetings {school.name}")
	asked = [known for known in families if known.plan.status == "Enrolled" and manner_of(known) == "steady"]
	asked = iter(chance.sample(asked, len(asked)))
	for week in range(-WEEKS_OF_WORK, WEEKS_AHEAD):
		days = calendar.work_days_of(week)
		for day in sorted(chance.sample(days, min(len(days), chance.choice((1, 1, 2))))):
			kind = draw(chance, KINDS)
			start = diary.book(day, HOURS.get(kind, HOURS[""]))
			known = None if kind == "Team Meeting" else _asked_before(asked, day)
			if start and (known or kind == "Team Meeting"):
				yield _piece(school, known, kind, calendar, chance, start)


def _asked_before(families: Iterator[Known], day: date) -> Known | None:
	"""The next family that was in the programme a week before."""
	return next((known for known in families if known.plan.nominated_on <= day - timedelta(days=7)), None)


def _piece(
	school: School, known: Known | None, kind: str, calendar: Calendar, chance: Random, start: datetime
) -> Piece:
	status = draw(chance, HELD) if start.date() < calendar.anchor else "Planned"
	low, high = MINUTES.get(kind, MINUTES[""])
	minutes, liaison = chance.randrange(low, high, 5), LIAISON_OF[school.name]
	values = {
		"kind": kind,
		"title": f"{kind}: {known.plan.name}" if known else kind,
		"purpose": draw(chance, PURPOSES[kind]),
		"status": status,
		"planned_start": start,
		"planned_end": start + timedelta(minutes=high // 5 * 5),
		"place_kind": "School",
		"place_words": "Family room" if known else "Staff room",
		"place_protected": int(bool(known) and known.plan.kind.homeless_status == "Shelter"),
		"invited": _invited(school, known, kind, chance, status),
		**_family_values(known, status),
	}
	if values["place_protected"]:
		values["place_words"] = None
	if known and known.plan.adults:
		values |= spoken_with(known.plan.adults[0], liaison, chance)
	values |= _outcome(values, chance, start, minutes)
	made_on = datetime.combine(_made_on(known, calendar, start.date()), time(12, 0))
	steps = ()
	if status == "Held" and chance.random() < 0.7:
		steps = (draw_step(known, school, calendar, chance, start.date()),)
	return Piece(
		"Liaison Meeting",
		liaison.user,
		school.name,
		values,
		made_on,
		values.get("actual_end") or made_on,
		steps,
	)


def _family_values(known: Known | None, status: str) -> dict:
	if not known:
		return {}
	reached = int(status == "Held" and bool(known.plan.adults))
	return {
		"family": known.name,
		"families": [{"family": known.name, "reached": reached}],
		"students": [{"student": known.pupils[0]}],
	}


def _invited(school: School, known: Known | None, kind: str, chance: Random, status: str) -> list[dict]:
	"""The family's adult, teachers, and the principal where the school has one with a login."""
	here = int(status == "Held")
	rows = [{"role": "Teacher", "person_name": "Class teacher", "present": here}]
	if known:
		rows = [*_of_family(known, here), *rows]
	if kind == "Team Meeting":
		rows.append(
			{
				"role": "Teacher",
				"person_name": "Reading teacher",
				"present": int(here and chance.random() < 0.8),
			}
		)
	if kind == "Advocacy":
		rows.append({"role": "Agency", "person_name": "Housing office", "present": here})
	leader = APPROVER_OF[school.name]
	if leader.role == LEADER and (kind == "Team Meeting" or chance.random() < 0.6):
		present = int(here and chance.random() < 0.75)
		rows.append({"role": "Principal or Counsellor", "user": leader.user, "present": present})
	return rows


def _of_family(known: Known, here: int) -> list[dict]:
	if not known.plan.adults:
		return [{"role": "Student", "person_name": "The student", "present": here}]
	return [{"role": "Parent or Guardian", "family_member": known.adults[0], "present": here}]


def _outcome(values: dict, chance: Random, start: datetime, minutes: int) -> dict:
	if values["status"] == "Held":
		return {
			"actual_start": start,
			"actual_end": start + timedelta(minutes=minutes),
			"head_count": sum(row["present"] for row in values["invited"]),
			"summary": chance.choice(words.MEETINGS[values["kind"]]),
			"staff_minutes": minutes,
		}
	if values["status"] == "Called Off":
		by = "Family" if values.get("family") and chance.random() < 0.7 else "School"
		reason = chance.choice(words.CALLED_OFF[by])
		return {"called_off_by": by, "called_off_on": start.date(), "called_off_reason": reason}
	return {}


def _made_on(known: Known | None, calendar: Calendar, day: date) -> date:
	latest = min(day - timedelta(days=4), calendar.anchor - timedelta(days=1))
	return max(known.plan.nominated_on, latest) if known else latest
