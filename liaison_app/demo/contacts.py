"""A term of contacts: for each family of the plan, and with colleagues and agencies. No site needed.

A liaison goes round: calls again after some three weeks, and tries again within days where nobody was reached.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from liaison_app.demo import words
from liaison_app.demo.calendar import WEEKS_OF_WORK, Calendar
from liaison_app.demo.chance import draw
from liaison_app.demo.households import Adult
from liaison_app.demo.known import Known
from liaison_app.demo.pieces import Piece, draw_step, manner_of, spoken_with
from liaison_app.demo.staff import LIAISON_OF, School

#: How often each comes up in a hundred.
CHANNELS = {"Phone Call": 47, "Text Message": 24, "In Person": 15, "E-Mail": 9, "Video Call": 3, "Letter": 2}
OUTCOMES = {
	"Phone Call": {"Reached": 56, "No Answer": 18, "Left Message": 14, "Wrong Number": 12, "Declined": 2},
	"Text Message": {"Reached": 67, "No Answer": 33},
	"In Person": {"Reached": 88, "No Answer": 10, "Declined": 2},
	"E-Mail": {"Reached": 55, "No Answer": 40, "Returned": 5},
	"Video Call": {"Reached": 85, "No Answer": 15},
	"Letter": {"Left Message": 85, "Returned": 15},
}
MINUTES = {"Phone Call": (4, 16), "Text Message": (2, 6), "In Person": (6, 25), "E-Mail": (4, 10), "Video Call": (15, 30), "Letter": (8, 15)}  # fmt: skip
PURPOSES = {
	"Attendance": 24, "Academic Progress": 13, "Homework Help": 12, "Checking In": 14, "Good News": 8,
	"Behaviour": 5, "Parenting Support": 7, "Referral to a Service": 6, "Family Need or Crisis": 3,
	"Event Invitation or Reminder": 4, "Volunteering": 2, "School Decision or Advocacy": 2,
}  # fmt: skip
ARRANGEMENT = "Meeting or Visit Arrangement"
#: Purposes about one child rather than the family.
OF_A_CHILD = ("Attendance", "Academic Progress", "Homework Help", "Good News", "Behaviour")
#: The column of an adult that says whether a channel is safe.
SAFE = {
	"Phone Call": "safe_call",
	"Text Message": "safe_text",
	"E-Mail": "safe_email",
	"Letter": "safe_letter",
}
REACHING = ("Reached", "Declined")


def contacts_of(known: Known, calendar: Calendar, visits: dict[date, date]) -> Iterator[Piece]:
	"""The family's contacts up to the day before the demo was begun.

	visits: days of its home visits, with the days on which they were agreed.
	"""
	chance = Random(f"contacts {known.plan.number}")
	manner = manner_of(known)
	for agreed_on in visits.values():
		yield _contact(known, calendar, chance, agreed_on, "arranging")
	if known.plan.kind.custody and "may_be_contacted" in known.plan.kind.custody.rights:
		yield _call_of_barred(known, chance, calendar)
	first, last = _span(known, calendar, manner)
	day, tries = first + timedelta(days=chance.randint(0, 24)), 0
	while day <= last:
		day = _work_day(calendar, day)
		near = [visit for visit in visits if abs((visit - day).days) < 10]
		if near:
			day = max(near) + timedelta(days=chance.randint(14, 26))
			continue
		if day > last:
			return
		piece = _contact(known, calendar, chance, day, manner)
		yield piece
		reached = piece.values["reached"]
		tries = 0 if reached else tries + 1
		day += timedelta(days=_gap(chance, reached, tries))


def talks_of(school: School, calendar: Calendar) -> Iterator[Piece]:
	"""Talks with teachers, agencies and families without a file: one or two a week."""
	chance, liaison = Random(f"talks {school.name}"), LIAISON_OF[school.name].user
	for week in range(-WEEKS_OF_WORK, 1):
		days = [day for day in calendar.work_days_of(week) if day < calendar.anchor]
		for day in chance.sample(days, min(len(days), chance.choice((1, 1, 2)))):
			counterpart, person, purpose, summary = chance.choice(words.TALKS)
			moment = datetime(day.year, day.month, day.day, 14, chance.randrange(0, 60, 5))
			values = {
				"counterpart": counterpart,
				"person_name": person,
				"direction": "Incoming" if counterpart == "Walk-In Family" else "Outgoing",
				"channel": chance.choice(("In Person", "Phone Call")),
				"outcome": "Reached",
				"purpose": purpose,
				"contacted_at": moment,
				"staff_minutes": chance.randrange(10, 35, 5),
				"summary": summary,
			}
			yield Piece("Liaison Contact", liaison, school.name, values, moment, moment)


def _span(known: Known, calendar: Calendar, manner: str) -> tuple[date, date]:
	last = known.plan.last_day or calendar.anchor - timedelta(days=1)
	if manner == "slipping":
		last = calendar.monday(-5) - timedelta(days=3)
	if known.plan.kind.pause:
		last = calendar.monday(-2)
	return max(calendar.monday(-WEEKS_OF_WORK), known.plan.nominated_on), last


def _work_day(calendar: Calendar, day: date) -> date:
	return calendar.work_days(day, day + timedelta(days=7))[0]


def _gap(chance: Random, reached: int, tries: int) -> int:
	"""Days until the next one."""
	if reached:
		return chance.randint(17, 29)
	return chance.randint(1, 5) if tries < 3 else chance.randint(5, 12)


def _contact(known: Known, calendar: Calendar, chance: Random, day: date, manner: str) -> Piece:
	"""A contact on a day. manner: of the family, or "arranging" for one that agreed on a visit."""
	family = known.plan
	purpose = ARRANGEMENT if manner == "arranging" else draw(chance, PURPOSES)
	if not family.adults:
		return _with_student(known, calendar, chance, day, purpose)
	place = family.usable_adults[0] if chance.random() < 0.75 else chance.choice(family.usable_adults)
	adult = family.adults[place]
	incoming = manner not in ("arranging", "unreached") and chance.random() < 0.16
	channel = _channel(family.kind.homeless_status, chance, adult)
	outcome = "Reached" if incoming else _outcome(chance, channel, adult, manner)
	values = {
		"counterpart": "Adult of the Family",
		"family_member": known.adults[place],
		"relation": adult.relation,
		"direction": "Incoming" if incoming else "Outgoing",
		"channel": channel,
		"outcome": outcome,
		"number_used": _number_used(channel, adult, outcome),
		"reached": int(outcome in REACHING),
		**(spoken_with(adult, LIAISON_OF[family.school.name], chance) if outcome in REACHING else {}),
	}
	return _piece(known, calendar, chance, _moment(chance, day, adult), purpose, values)


def _with_student(known: Known, calendar: Calendar, chance: Random, day: date, purpose: str) -> Piece:
	"""A young person who stands for herself or himself is met at school."""
	outcome = draw(chance, {"Reached": 85, "No Answer": 15})
	values = {
		"counterpart": "Student",
		"direction": "Outgoing",
		"channel": "In Person",
		"outcome": outcome,
		"students": [{"student": known.pupils[0]}],
		"reached": int(outcome == "Reached"),
	}
	moment = datetime(day.year, day.month, day.day, 12, chance.randrange(0, 60, 5))
	return _piece(known, calendar, chance, moment, purpose, values)


def _call_of_barred(known: Known, chance: Random, calendar: Calendar) -> Piece:
	"""A barred father rings: that is written down, and reaches nobody."""
	day = _work_day(calendar, calendar.monday(-chance.randint(3, 8)) + timedelta(days=chance.randint(0, 4)))
	values = {
		"counterpart": "Adult of the Family",
		"family_member": known.adults[1],
		"relation": known.plan.adults[1].relation,
		"direction": "Incoming",
		"channel": "Phone Call",
		"outcome": "Reached",
		"number_used": known.plan.adults[1].phone,
		"reached": 0,
		"staff_minutes": 6,
		"summary": "Asked about the children. Was told that the coordinator will answer in writing.",
	}
	moment = datetime(day.year, day.month, day.day, 11, 20)
	return Piece(
		"Liaison Contact", *_where(known), {**values, "purpose": "Checking In", "contacted_at": moment, "family": known.name}, moment, moment
	)  # fmt: skip


def _piece(
	known: Known, calendar: Calendar, chance: Random, moment: datetime, purpose: str, values: dict
) -> Piece:
	reached, channel = values["reached"], values["channel"]
	low, high = MINUTES[channel]
	child = chance.choice(known.pupils) if purpose in OF_A_CHILD and chance.random() < 0.6 else None
	steps = reached and purpose != "Good News" and chance.random() < 0.11
	filled = {
		"purpose": purpose,
		"contacted_at": moment,
		"students": [{"student": child}] if child else [],
		"staff_minutes": chance.randint(low, high) if reached else chance.randint(1, 4),
		"travel_minutes": chance.choice((0, 0, 0, 15)) if channel == "In Person" else 0,
		"summary": chance.choice(words.SUMMARIES[purpose]) if reached else None,
		"tone": chance.choice(("Positive", "Neutral", "Neutral", "Concern")) if reached else None,
	}
	return Piece(
		"Liaison Contact",
		*_where(known),
		{**filled, **values, "family": known.name},
		made_on=moment,
		changed_on=moment,
		steps=(draw_step(known, known.plan.school, calendar, chance, moment.date()),) if steps else (),
	)


def _where(known: Known) -> tuple[str, str]:
	return LIAISON_OF[known.plan.school.name].user, known.plan.school.name


def _channel(homeless_status: str, chance: Random, adult: Adult) -> str:
	if homeless_status == "Shelter":
		return chance.choice(("In Person", "Phone Call"))
	channel = adult.preferred_channel if chance.random() < 0.35 else draw(chance, CHANNELS)
	return channel if getattr(adult, SAFE.get(channel, ""), 1) else "Phone Call"


def _outcome(chance: Random, channel: str, adult: Adult, manner: str) -> str:
	outcome = "Reached" if manner == "arranging" else draw(chance, OUTCOMES[channel])
	if outcome in REACHING and manner == "unreached":
		return "No Answer"
	if outcome == "Left Message" and channel == "Phone Call" and not adult.safe_voicemail:
		return "No Answer"
	return "No Answer" if outcome == "Wrong Number" and not adult.old_phone else outcome


def _number_used(channel: str, adult: Adult, outcome: str) -> str | None:
	if channel in ("Phone Call", "Text Message"):
		return adult.old_phone if outcome == "Wrong Number" else adult.phone
	return adult.email if channel == "E-Mail" else None


def _moment(chance: Random, day: date, adult: Adult) -> datetime:
	"""An hour of the working day at which this adult may be called."""
	first = int(adult.safe_from[:2]) if adult.safe_from else 8
	last = min(int(adult.safe_to[:2]) if adult.safe_to else 18, 18) - 1
	return datetime(day.year, day.month, day.day, chance.randint(first, last), chance.randrange(0, 60, 5))
