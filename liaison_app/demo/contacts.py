"""Seven weeks of contacts for each family of the plan, and their next steps. No site needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from liaison_app.demo.calendar import WEEKS_OF_WORK, Calendar
from liaison_app.demo.plan import Adult, Family
from liaison_app.demo.staff import LIAISON_OF

#: How often each comes up in a hundred.
CHANNELS = {"Phone Call": 48, "Text Message": 22, "In Person": 16, "E-Mail": 9, "Video Call": 3, "Letter": 2}
OUTCOMES = {
	"Phone Call": {"Reached": 56, "No Answer": 22, "Left Message": 18, "Wrong Number": 2, "Declined": 2},
	"Text Message": {"Reached": 66, "No Answer": 33, "Wrong Number": 1},
	"In Person": {"Reached": 88, "No Answer": 10, "Declined": 2},
	"E-Mail": {"Reached": 55, "No Answer": 40, "Returned": 5},
	"Video Call": {"Reached": 85, "No Answer": 15},
	"Letter": {"Left Message": 85, "Returned": 15},
}
MINUTES = {"Phone Call": (5, 20), "Text Message": (2, 6), "In Person": (15, 40), "E-Mail": (4, 10), "Video Call": (15, 30), "Letter": (8, 15)}  # fmt: skip
PURPOSES = {
	"Attendance": 22, "Academic Progress": 14, "Homework Help": 13, "Checking In": 14, "Good News": 8,
	"Behaviour": 6, "Parenting Support": 7, "Referral to a Service": 6, "Family Need or Crisis": 3,
	"Event Invitation or Reminder": 5, "Volunteering": 1, "School Decision or Advocacy": 1,
}  # fmt: skip
SUMMARIES = {
	"Attendance": "Talked about the days missed. The bus is the difficulty; agreed on a neighbour's car until Friday.",
	"Academic Progress": "Went through the reading record together. The family would like to know what to read at home.",
	"Homework Help": "Showed where homework is written down, and agreed on a quiet half hour before supper.",
	"Checking In": "All well at home. The new working hours make mornings easier.",
	"Good News": "Told the family that the child read aloud in class for the first time.",
	"Behaviour": "Talked about Tuesday's quarrel in the yard. The child has already made up with the other.",
	"Parenting Support": "Asked about bedtimes. Sent the leaflet in the family's language.",
	"Referral to a Service": "Gave the number of the clinic, and offered to come along to the first appointment.",
	"Family Need or Crisis": "The heating is off. Called the housing office together.",
	"Event Invitation or Reminder": "Invited to the family reading night; child care and supper are there.",
	"Volunteering": "Would like to help at the book fair on a Friday.",
	"School Decision or Advocacy": "Explained how the school council is chosen, and when it meets.",
}
STEPS = (
	"Send the bus timetable",
	"Ask the teacher for the reading list",
	"Call again about the clinic appointment",
	"Bring the lunch form in the family's language",
	"Find a tutor for Thursdays",
	"Remind of the reading night",
)
LIAISONS_OWN = "Spoken by the Liaison"


@dataclass(frozen=True)
class Step:
	"""A next step that was agreed."""

	what: str
	due_on: date
	done_on: date | None


@dataclass(frozen=True)
class Contact:
	"""A contact to log. adult: place of the adult in the family; values: the rest of the document's fields."""

	adult: int
	values: dict
	step: Step | None = None


def contacts_of(family: Family, calendar: Calendar) -> list[Contact]:
	"""The family's contacts in the order of their days, up to the day before the demo was begun."""
	chance = Random(f"contacts {family.number}")
	manner = _manner(family, chance)
	days = list(_days(family, calendar, chance, manner))
	return [_contact(family, calendar, chance, manner, day) for day in days]


def _manner(family: Family, chance: Random) -> str:
	"""How it goes with this family: most are reached, some slip away, one cannot be reached at all."""
	if family.status in ("Nominated", "In Review", "Waitlisted", "Declined"):
		return "new"
	return chance.choices(("steady", "overdue", "unreached"), (80, 13, 7))[0] if not family.kind else "steady"


def _days(family: Family, calendar: Calendar, chance: Random, manner: str) -> Iterator[date]:
	last = calendar.anchor - timedelta(days=1)
	first = max(calendar.monday(-WEEKS_OF_WORK), family.nominated_on)
	if manner == "overdue":
		last = calendar.monday(-4) - timedelta(days=3)
	if family.status in ("Exited", "Declined"):
		last = last_day(calendar)
	often = 0.35 if manner == "new" else 0.65
	day = first
	while day <= last:
		week = calendar.work_days(day, min(day + timedelta(days=6 - day.weekday()), last))
		for _turn in range(2):
			if week and chance.random() < often / (1 + _turn):
				yield chance.choice(week)
		day += timedelta(days=7 - day.weekday())


def last_day(calendar: Calendar) -> date:
	"""The day on which some families left."""
	return calendar.monday(-2) + timedelta(days=2)


def _contact(family: Family, calendar: Calendar, chance: Random, manner: str, day: date) -> Contact:
	place, adult = _adult(family, chance)
	incoming = manner != "unreached" and chance.random() < 0.17
	channel = _channel(family, chance, adult)
	outcome = "Reached" if incoming else _outcome(family, chance, manner, channel)
	purpose = _draw(chance, PURPOSES)
	reached = outcome in ("Reached", "Declined")
	low, high = MINUTES[channel]
	hour = chance.randint(8, 14 if family.kind == "quiet" else 17)
	values = {
		"direction": "Incoming" if incoming else "Outgoing",
		"channel": channel,
		"outcome": outcome,
		"purpose": purpose,
		"contacted_at": f"{day} {hour:02}:{chance.randrange(0, 60, 5):02}:00",
		"number_used": _number_used(channel, adult),
		"staff_minutes": chance.randint(low, high) if reached else chance.randint(1, 5),
		"travel_minutes": chance.choice((0, 0, 15, 20)) if channel == "In Person" else 0,
		"summary": SUMMARIES[purpose] if reached else "",
		"tone": chance.choice(("Positive", "Neutral", "Neutral", "Concern")) if reached else "",
		**(_language(family, chance, adult) if reached else {}),
	}
	return Contact(place, values, _step(calendar, chance, day) if reached else None)


def _adult(family: Family, chance: Random) -> tuple[int, Adult]:
	"""Mostly the first adult; never the barred father, who is shown in a contact of his own."""
	usable = 1 if family.kind == "barred" else len(family.adults)
	place = 0 if chance.random() < 0.75 else chance.randrange(usable)
	return place, family.adults[place]


def _channel(family: Family, chance: Random, adult: Adult) -> str:
	if family.kind == "shelter":
		return chance.choice(("In Person", "Phone Call"))
	if family.kind == "quiet":
		return chance.choice(("Phone Call", "Text Message", "In Person"))
	return adult.preferred_channel if chance.random() < 0.35 else _draw(chance, CHANNELS)


def _outcome(family: Family, chance: Random, manner: str, channel: str) -> str:
	outcome = _draw(chance, OUTCOMES[channel])
	if manner == "unreached" and outcome in ("Reached", "Declined"):
		outcome = "No Answer"
	if family.kind in ("quiet", "shelter") and outcome == "Left Message":
		outcome = "No Answer"
	return outcome


def _number_used(channel: str, adult: Adult) -> str:
	if channel in ("Phone Call", "Text Message"):
		return adult.phone
	return adult.email if channel == "E-Mail" else ""


def _language(family: Family, chance: Random, adult: Adult) -> dict:
	if not adult.interpreter_needed:
		return {"language": adult.language, "interpreter": "Not Needed"}
	if adult.language in LIAISON_OF[family.school.name].languages:
		return {"language": adult.language, "interpreter": LIAISONS_OWN}
	return {
		"language": adult.language,
		"interpreter": chance.choice(("Telephone Service", "Qualified Staff")),
	}


def _step(calendar: Calendar, chance: Random, day: date) -> Step | None:
	if chance.random() > 0.14:
		return None
	due = day + timedelta(days=chance.choice((3, 7, 14, 21)))
	is_done = due < calendar.anchor and chance.random() < 0.75
	return Step(chance.choice(STEPS), due, min(due, calendar.anchor) if is_done else None)


def _draw(chance: Random, weights: dict[str, int]) -> str:
	return chance.choices(list(weights), list(weights.values()))[0]
