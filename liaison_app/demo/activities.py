"""A term of work that no other document holds. No site needed."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random

from liaison_app.demo import words
from liaison_app.demo.calendar import WEEKS_OF_WORK, Calendar
from liaison_app.demo.chance import draw
from liaison_app.demo.known import Known
from liaison_app.demo.pieces import Piece
from liaison_app.demo.staff import School

KINDS = {
	"Planning": 22, "Staff or Board Meeting": 14, "Advice to a Teacher": 14, "Tutoring": 13, "Interpreting": 10,
	"Transport": 6, "Materials": 11, "Training Others": 4, "Other": 6,
}  # fmt: skip
#: The type of involvement that each kind serves, and its minutes.
TYPES = {
	"Planning": "Communicating", "Staff or Board Meeting": "Decision Making", "Advice to a Teacher": "Communicating",
	"Tutoring": "Learning at Home", "Interpreting": "Communicating",
	"Transport": "Collaborating with the Community", "Materials": "Learning at Home", "Training Others": "Volunteering",
	"Other": "Collaborating with the Community",
}  # fmt: skip
MINUTES = {
	"Planning": (30, 60),
	"Staff or Board Meeting": (45, 90),
	"Tutoring": (45, 60),
	"Transport": (20, 40),
}
#: Kinds that are done with families, and how many people are there.
WITH_FAMILIES = ("Interpreting", "Transport")
HEADS = {
	"Tutoring": (3, 6),
	"Training Others": (2, 8),
	"Staff or Board Meeting": (6, 20),
	"Advice to a Teacher": (1, 1),
}
#: What a helper does at a school where another leads.
HELPING = {"Interpreting": 60, "Materials": 20, "Tutoring": 20}


def activities_of(
	school: School, user: str, families: list[Known], calendar: Calendar, helping: bool = False
) -> Iterator[Piece]:
	"""The other work of a liaison at a school: some three pieces a week, one where the liaison helps out."""
	chance = Random(f"activities {school.name} {user}")
	shown = [known for known in families if known.plan.status == "Enrolled" and not known.plan.kind.name]
	for week in range(-WEEKS_OF_WORK, 1):
		days = [day for day in calendar.work_days_of(week) if day < calendar.anchor]
		for _turn in range(chance.choice((0, 1, 1)) if helping else chance.choice((2, 3, 3, 4))):
			if days:
				day = datetime.combine(chance.choice(days), time(16, 45))
				yield _piece(school, user, draw(chance, HELPING if helping else KINDS), shown, chance, day)


def _piece(
	school: School, user: str, kind: str, families: list[Known], chance: Random, moment: datetime
) -> Piece:
	low, high = MINUTES.get(kind, (15, 45))
	values = {
		"kind": kind,
		"activity_date": moment.date(),
		"staff_minutes": chance.randrange(low, high + 5, 5),
		"travel_minutes": chance.choice((15, 25)) if kind == "Transport" else 0,
		"involvement_type": TYPES[kind],
		"head_count": chance.randint(*HEADS[kind]) if kind in HEADS else 0,
		"summary": chance.choice(words.ACTIVITIES[kind]),
	}
	if kind in WITH_FAMILIES:
		here = [known for known in families if known.plan.nominated_on <= moment.date() - timedelta(days=7)]
		chosen = chance.sample(here, min(len(here), 1 if kind == "Transport" else chance.choice((1, 1, 2))))
		values["families"] = [{"family": known.name} for known in chosen]
		values |= {"family": chosen[0].name} if chosen else {}
	return Piece("Liaison Activity", user, school.name, values, moment, moment)
