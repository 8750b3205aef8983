"""What is handed out in the district, and how many copies were."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random

import frappe

from liaison_app.demo.acting import acting_as
from liaison_app.demo.calendar import WEEKS_OF_WORK, Calendar
from liaison_app.demo.events import Event
from liaison_app.demo.rows import Rows
from liaison_app.demo.staff import DANA, LIAISON_OF, School

#: Type, title, the languages in which there is one, what it is for; its text, where it has a file.
LIBRARY = (
	("Newsletter", "News from the family room, autumn", ("en", "es", "vi", "ar"), "Dates, people, and one thing to do at home. For every family.", ""),
	("Checklist", "How does my child learn best?", ("en", "es"), "Learning by eye, ear or hand: filled in by the family before a conference.", "How does my child learn best?\n\nTick what you see at home.\n[ ] remembers pictures and colours\n[ ] remembers what was said or sung\n[ ] wants to touch and take apart\n[ ] likes to work alone\n[ ] likes to work with others\n[ ] is most awake in the morning\n\nBring the sheet to the conference.\n"),
	("Handout", "Twenty minutes of reading, any language", ("en", "es", "vi", "uk"), "For reading nights and kitchen walls.", "Twenty minutes of reading\n\nRead in the language you love.\nLet your child hold the book.\nAsk: what comes next? why?\nStop before it gets too long.\n"),
	("Handout", "Sleep, mornings, and the bus", ("en", "es", "ar"), "For the talk with the nurse.", ""),
	("Handout", "Seeing homework on the phone", ("en", "es"), "Four steps with pictures.", ""),
	("Communication Guideline", "The first call home", ("en",), "For teachers: good news first, one question, no forms.", "The first call home\n\n1. Say who you are, and that nothing is wrong.\n2. Say one good thing that you saw.\n3. Ask what you should know about the child.\n4. Ask when and how the family likes to be reached.\n5. Write it down on the same day.\n"),
)  # fmt: skip
#: Which title goes with which event: a copy for each household that came.
AT_EVENTS = {
	"Family reading night": "Twenty minutes of reading, any language",
	"Talk on sleep and mornings": "Sleep, mornings, and the bus",
	"Talk on night shifts and mornings": "Sleep, mornings, and the bus",
	"Portal lesson": "Seeing homework on the phone",
	"Evening on courses and credits": "News from the family room, autumn",
}  # fmt: skip
#: Where copies go otherwise: title, week, how many, occasion.
AT_SCHOOL = (
	("News from the family room, autumn", -9, (60, 120), "With the children, all classes"),
	("How does my child learn best?", -8, (20, 45), "Before the conferences"),
	("The first call home", -10, (8, 20), "Staff meeting"),
)  # fmt: skip
#: Talks with families at which something was given, at each school.
TALKS = 6
WITH_FAMILIES = ("How does my child learn best?", "Twenty minutes of reading, any language")

Library = dict[tuple[str, str], str]


def make_library() -> Library:
	"""The materials, as the coordinator adds them. Returns their names by title and language."""
	with acting_as(DANA.user):
		return {
			(title, language): _insert(kind, title, language, purpose, text if language == "en" else "")
			for kind, title, languages, purpose, text in LIBRARY
			for language in languages
		}


def read_library(names: list[str]) -> Library:
	"""The materials that were made, by title and language."""
	rows = frappe.get_all(
		"Outreach Material",
		filters={"name": ["in", names]},
		fields=["title", "language", "name"],
		order_by="name asc",
	)
	return {(row.title, row.language): row.name for row in rows}


def hand_out(
	school: School, library: Library, events: list[Event], names: dict[str, str], calendar: Calendar
) -> None:
	"""What was handed out at a school: to all, at its events, and at talks with families. names: of the events."""
	rows, chance = Rows(), Random(f"handouts {school.name}")
	for title, week, (low, high), occasion in AT_SCHOOL:
		day = calendar.monday(week) + timedelta(days=1)
		for language in _languages(library, title)[:2]:
			copies = chance.randint(low, high) if language == "en" else chance.randint(low, high) // 2
			_add(rows, school, library[title, language], copies, day, {"occasion": occasion})
	for event in events:
		title = AT_EVENTS.get(event.gathering.name)
		if title and event.guests:
			_at_event(rows, school, library, title, event, names[event.gathering.name])
	for talk in _talks(school, calendar):
		_at_talk(rows, school, library, chance.choice(WITH_FAMILIES), talk)
	rows.write()


def _insert(kind: str, title: str, language: str, purpose: str, text: str) -> str:
	material = frappe.get_doc(
		{
			"doctype": "Outreach Material",
			"title": title,
			"material_type": kind,
			"language": language,
			"description": purpose,
		}
	).insert()
	if text:
		_attach(material.name, title, text)
	return material.name


def _attach(material: str, title: str, text: str) -> None:
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{frappe.scrub(title).strip('?')}.txt",
			"is_private": 1,
			"content": text,
			"attached_to_doctype": "Outreach Material",
			"attached_to_name": material,
			"attached_to_field": "file",
		}
	).insert()
	frappe.db.set_value("Outreach Material", material, "file", file.file_url, update_modified=False)


def _languages(library: Library, title: str) -> list[str]:
	return [language for one, language in library if one == title]


def _at_event(rows: Rows, school: School, library: Library, title: str, event: Event, name: str) -> None:
	"""A copy for each household, in its language where there is one."""
	offered = _languages(library, title)
	taken = Counter(guest.language if guest.language in offered else "en" for guest in event.guests)
	for language, copies in sorted(taken.items()):
		_add(rows, school, library[title, language], copies, event.start.date(), {"event": name})


def _talks(school: School, calendar: Calendar) -> list[dict]:
	"""The last talks face to face with families of the school."""
	return frappe.get_all(
		"Liaison Contact",
		filters={
			"school": school.name,
			"liaison": LIAISON_OF[school.name].user,
			"channel": "In Person",
			"outcome": "Reached",
			"family": ["is", "set"],
			"contacted_at": [">=", calendar.monday(-WEEKS_OF_WORK)],
		},
		fields=["name", "family", "contacted_at", "language"],
		order_by="contacted_at desc, name asc",
		limit=TALKS,
	)


def _at_talk(rows: Rows, school: School, library: Library, title: str, talk: dict) -> None:
	language = talk.language if (title, talk.language) in library else "en"
	values = {"family": talk.family, "contact": talk.name}
	_add(rows, school, library[title, language], 1, talk.contacted_at.date(), values)


def _add(rows: Rows, school: School, material: str, copies: int, day: date, values: dict) -> None:
	user = LIAISON_OF[school.name].user
	handout = {
		"material": material,
		"copies": copies,
		"handed_on": day,
		"school": school.name,
		"liaison": user,
	}
	rows.add("Material Handout", {**handout, **values}, user, datetime.combine(day, time(16, 0)))
