"""A term of home visits, and those planned for the weeks ahead. No site needed."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from liaison_app.demo import words
from liaison_app.demo.calendar import WEEKS_AHEAD, WEEKS_OF_WORK, Calendar
from liaison_app.demo.chance import draw
from liaison_app.demo.households import WEEKDAYS
from liaison_app.demo.known import Known
from liaison_app.demo.pieces import Diary, Piece, draw_step, manner_of, spoken_with
from liaison_app.demo.staff import HELPER_OF, LIAISON_OF, School

#: Two visits a year to each of 122 families are seven a week.
A_WEEK = (6, 7, 7, 8)
USUAL_MINUTES = timedelta(minutes=40)
OUTCOMES = {"Completed": 72, "Attempted": 11, "Called Off": 17}
AHEAD = {"Planned": 55, "Confirmed": 45}
MODELS = {"Relational": 60, "Targeted Support": 40}
PURPOSES = {
	"Checking In": 30,
	"Attendance": 25,
	"Homework Help": 20,
	"Academic Progress": 15,
	"Parenting Support": 10,
}
PLACES = {"Home": 88, "Community Place": 7, "School": 5}
PLACE_WORDS = {"Community Place": "Public library, reading room", "School": "Family room"}
#: Who goes along: a liaison who helps at the school, or somebody who is named. Visits are made in pairs, mostly.
SECONDS = {
	"Class teacher": 45,
	"Reading teacher": 15,
	"School counsellor": 12,
	"District interpreter": 10,
	"": 18,
}
ROLES = {
	"Class teacher": "Teacher",
	"Reading teacher": "Teacher",
	"School counsellor": "Principal or Counsellor",
	"District interpreter": "Interpreter",
}


@dataclass(frozen=True)
class Visit:
	"""A home visit as it was agreed, and what became of it."""

	known: Known
	start: datetime
	agreed_on: date
	status: str


def plan_visits(families: list[Known], calendar: Calendar, diary: Diary, seed: str) -> list[Visit]:
	"""The visits of one liaison, each at an hour of the family's own, none to the same family twice.

	families: those that the liaison leads. diary: takes the hours. seed: the liaison. The last visit that lies back
	has no outcome yet.
	"""
	chance = Random(f"visits {seed}")
	visited = [known for known in families if _is_visited(known)]
	waiting = deque(chance.sample(visited, len(visited)))
	found: list[Visit] = []
	for week in range(-WEEKS_OF_WORK, WEEKS_AHEAD):
		found += _of_week(waiting, calendar, diary, chance, week)
	last = max(
		(visit for visit in found if visit.start.date() < calendar.anchor), key=lambda visit: visit.start
	)
	return [replace(visit, status="Confirmed") if visit is last else visit for visit in found]


def visit_piece(visit: Visit, calendar: Calendar) -> Piece:
	"""The document of a visit."""
	known, chance = visit.known, Random(f"visit {visit.known.plan.number}")
	school, adult = known.plan.school, known.plan.adults[0]
	place = draw(chance, PLACES)
	values = {
		"family": known.name,
		"visit_model": draw(chance, MODELS),
		"purpose": draw(chance, PURPOSES),
		"status": visit.status,
		"planned_start": visit.start,
		"planned_end": visit.start + USUAL_MINUTES,
		"place_kind": place,
		"place_words": PLACE_WORDS.get(place),
		"agreed_with": known.adults[0],
		"agreed_on": visit.agreed_on,
		"students": [{"student": name} for name in known.pupils[:1]],
		**spoken_with(adult, LIAISON_OF[school.name], chance),
		"visitors": _visitors(school, chance),
	}
	made_on = datetime.combine(visit.agreed_on, time(16, 30))
	values |= _outcome(visit, chance, values)
	changed_on = values.get("actual_end") or made_on
	steps = ()
	if visit.status == "Completed":
		day = visit.start.date()
		steps = tuple(
			draw_step(known, school, calendar, chance, day) for _turn in range(chance.choice((1, 1, 2)))
		)
	return Piece("Home Visit", LIAISON_OF[school.name].user, school.name, values, made_on, changed_on, steps)


def _is_visited(known: Known) -> bool:
	"""A family in a shelter is met at school; one that waits or is away is not asked."""
	family = known.plan
	if not family.adults or family.status != "Enrolled" or family.kind.pause or family.kind.homeless_status:
		return False
	return manner_of(known) == "steady"


def _of_week(waiting: deque, calendar: Calendar, diary: Diary, chance: Random, week: int) -> Iterator[Visit]:
	days = {WEEKDAYS[day.weekday()]: day for day in calendar.work_days_of(week)}
	count = chance.choice(A_WEEK) - 2 * max(week, 0)
	for _turn in range(len(waiting)):
		known = waiting.popleft()
		start = _book(known, days, diary)
		if not start:
			waiting.append(known)
			continue
		agreed_on = _agreed_on(known, calendar, chance, start.date())
		yield Visit(known, start, agreed_on, _status(calendar, chance, start.date()))
		count -= 1
		if not count:
			return


def _book(known: Known, days: dict[str, date], diary: Diary) -> datetime | None:
	for row in known.plan.availability:
		day = days.get(row["weekday"])
		if day and day >= known.plan.nominated_on + timedelta(days=7):
			first, last = int(row["from_time"][:2]), int(row["to_time"][:2]) - 1
			minute = int(row["from_time"][3:5])
			start = diary.book(day, [time(hour, minute) for hour in range(first, last + 1)])
			if start:
				return start
	return None


def _agreed_on(known: Known, calendar: Calendar, chance: Random, day: date) -> date:
	"""Some days before, and not in days to come."""
	latest = min(day - timedelta(days=2), calendar.anchor - timedelta(days=1))
	first = max(known.plan.nominated_on, latest - timedelta(days=9))
	days = calendar.work_days(first, latest - timedelta(days=chance.randint(0, 3)))
	return days[-1] if days else first


def _status(calendar: Calendar, chance: Random, day: date) -> str:
	return draw(chance, OUTCOMES if day < calendar.anchor else AHEAD)


def _visitors(school: School, chance: Random) -> list[dict]:
	visitors = [{"liaison": LIAISON_OF[school.name].user, "role": "Visitor", "trained": 1}]
	helper, second = HELPER_OF.get(school.name), draw(chance, SECONDS)
	if helper and chance.random() < 0.6:
		visitors.append({"liaison": helper.user, "role": "Visitor", "trained": 1})
	elif second:
		trained = int(chance.random() < 0.7)
		visitors.append({"person_name": second, "role": ROLES[second], "trained": trained})
	return visitors


def _outcome(visit: Visit, chance: Random, values: dict) -> dict:
	if visit.status == "Called Off":
		return _called_off(visit, chance)
	if visit.status not in ("Completed", "Attempted"):
		return {}
	start = visit.start + timedelta(minutes=chance.choice((0, 0, 5, 10)))
	minutes = chance.randint(5, 10) if visit.status == "Attempted" else chance.randint(24, 52)
	travel = chance.choice((0, 10, 10, 15, 20, 25))
	staff = {"staff_minutes": minutes, "travel_minutes": travel}
	visitors = [{**row, **staff} if row.get("liaison") else row for row in values["visitors"]]
	liaisons = sum(1 for row in visitors if row.get("liaison"))
	return {
		"actual_start": start,
		"actual_end": start + timedelta(minutes=minutes),
		"visitors": visitors,
		"staff_minutes": minutes * liaisons,
		"travel_minutes": travel * liaisons,
		**(_told(visit, chance) if visit.status == "Completed" else {}),
	}


def _told(visit: Visit, chance: Random) -> dict:
	return {
		"met_with": visit.known.adults[0],
		"reached": 1,
		"head_count": chance.choice((1, 1, 2, 3)),
		"hopes_and_dreams": chance.choice(words.HOPES),
		"strengths": chance.choice(words.VISIT_STRENGTHS),
		"barriers": chance.choice(words.VISIT_BARRIERS) or None,
		"recommendations": chance.choice(words.RECOMMENDATIONS),
		"reflection": chance.choice(words.REFLECTIONS),
	}


def _called_off(visit: Visit, chance: Random) -> dict:
	by = draw(chance, {"Family": 65, "School": 35})
	return {
		"called_off_by": by,
		"called_off_on": max(visit.agreed_on, visit.start.date() - timedelta(days=chance.choice((0, 0, 1)))),
		"called_off_reason": chance.choice(words.CALLED_OFF[by]),
	}
