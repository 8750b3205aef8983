"""Makes a row of any DocType from its fields alone, so that one that is added later is proven too.

Texts are filled with words that stand nowhere else. What a document's own rules ask for beyond that is in SPECIAL.
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import frappe
from frappe.utils import add_to_date, now_datetime, nowdate

from tests import factories as make

TEXTS = ("Data", "Small Text", "Text", "Long Text", "Text Editor")
TABLES = ("Table", "Table MultiSelect")
#: Filled by the app, the host or a workflow, or with a meaning of its own.
LEFT_ALONE = (
	"status",
	"amended_from",
	"local_id",
	"message_id",
	"message_key",
	"correction_reason",
	"phone_number",
	"made_for",
)

_numbers = count(1)
#: A run that was killed leaves its world behind: its words are others.
_run = secrets.token_hex(2)


@dataclass
class Place:
	"""Where a row is made: a school, a family (or none) and the liaison whose work it is."""

	standing: str
	school: str
	lead: str
	week: int = 0
	links: dict[str, str | None] = field(default_factory=dict)
	families: tuple[str, ...] = ()
	invited: tuple[str, ...] = ()

	def link_to(self, doctype: str) -> str | None:
		"""What a link to this DocType names here; for masters the first there is."""
		own = {"Liaison School": self.school, "Family Liaison": self.lead, "User": self.lead, **self.links}
		if doctype in own:
			return own[doctype]
		return next(iter(frappe.get_all(doctype, pluck="name", order_by="creation asc", limit=1)), None)


def word() -> str:
	"""A word that stands nowhere else."""
	return f"Zq{_run}{next(_numbers):05d}x"


def make_row(doctype: str, place: Place, **values: Any):
	"""Insert a row of this DocType."""
	return make.insert(
		doctype, {**fill(doctype, place), **SPECIAL.get(doctype, lambda _: {})(place), **values}
	)


def fill(doctype: str, place: Place) -> dict[str, Any]:
	"""Values for the fields that a user fills."""
	return {"doctype": doctype, **dict(_values(doctype, place))}


def _values(doctype: str, place: Place) -> Iterator[tuple[str, Any]]:
	for df in frappe.get_meta(doctype).fields:
		if not (df.read_only or df.fetch_from or df.fieldname in LEFT_ALONE):
			value = _value(df, place)
			if value is not None:
				yield df.fieldname, value


def _value(df, place: Place) -> Any:
	if df.fieldtype in TEXTS and not df.options:
		return word()
	if df.fieldtype in TABLES:
		return [fill(df.options, place)]
	if df.fieldtype == "Link" and (df.reqd or df.options in place.links):
		return place.link_to(df.options)
	return _needed(df) if df.reqd and not df.default else None


def _needed(df) -> Any:
	now = add_to_date(now_datetime().replace(microsecond=0), hours=-1)
	return {
		"Date": nowdate(), "Datetime": now, "Int": 1, "Float": 1,
		"Select": next((option for option in (df.options or "").split("\n") if option), None),
	}.get(df.fieldtype)  # fmt: skip


def _work(place: Place) -> dict[str, Any]:
	"""Work is done by one liaison, with a family where the place has one."""
	return {
		"school": place.school,
		"liaison": place.lead,
		"family": place.links.get("Focus Family"),
		"participants": [],
		"secondary_types": [{"involvement_type": place.link_to("Involvement Type")}],
	}


def _with_families(place: Place) -> dict[str, Any]:
	return {**_work(place), "families": [{"family": family} for family in place.families]}


def _children(place: Place) -> list[dict]:
	return [{"student": child} for child in (place.links.get("Focus Student"),) if child]


def _invited(place: Place) -> list[dict]:
	return [*({"user": user} for user in place.invited), {"person_name": word()}]


def _progress(place: Place) -> dict[str, Any]:
	"""Far from the dates of any other test, in a school year of its own."""
	as_of = f"2000-01-{place.week + 10}"
	make.make_year_of(as_of)
	return {"as_of": as_of, "days_enrolled": 80, "days_absent": 8}


def _year_of_plan(place: Place) -> str:
	"""A school has one plan a year: each standing has a year of its own, far from those of other tests."""
	return make.make_year_of(f"{2001 + place.week}-03-01")


def _days_of_program(place: Place) -> dict[str, Any]:
	return {"school_year": make.make_year_of(nowdate()), "starts_on": nowdate(), "ends_on": nowdate()}


def _planned(place: Place) -> dict[str, Any]:
	"""An activity of the plan that stands at the same place."""
	plan = frappe.get_doc("Partnership Plan", {"school": place.school, "school_year": _year_of_plan(place)})
	goal, day = plan.goals[0].goal, f"{2001 + place.week}-03-01"
	return {"plan": plan.name, "goal": goal, "starts_on": day, "ends_on": day, "change_reason": None}


def _event(place: Place) -> dict[str, Any]:
	"""An event of an hour."""
	starts = add_to_date(now_datetime().replace(microsecond=0), hours=-1)
	ends = add_to_date(starts, hours=1)
	return {"planned_start": starts, "planned_end": ends, "liaison": place.lead, "participants": []}


def _attendance(place: Place) -> dict[str, Any]:
	"""Of an event of the same school."""
	filters = {"school": place.school}
	events = frappe.get_all("Engagement Event", filters, pluck="name", order_by="creation asc", limit=1)
	return {"event": events[0]}


def _request(place: Place) -> dict[str, Any]:
	"""Where no adult of the child is known, the child asks in person."""
	adult = place.links.get("Family Member")
	if not adult:
		frappe.db.set_value("Focus Student", place.links["Focus Student"], "stands_for_self", 1)
	return {"requester": adult}


SPECIAL: dict[str, Callable[[Place], dict[str, Any]]] = {
	"Focus Family": lambda place: {"pause_reason": None},
	"Family Member": lambda place: {"phones": [{"phone_number": f"303-555-{next(_numbers) % 10000:04d}"}]},
	"Focus Student": lambda place: {"guardianships": _guardianships(place)},
	"Family Enrolment": lambda place: {"role": "Lead", "liaison": place.lead},
	"Liaison Contact": lambda place: {**_work(place), "students": _children(place)},
	"Home Visit": lambda place: {
		**_work(place),
		"visitors": [{"liaison": place.lead}, {"person_name": word()}],
	},
	"Liaison Meeting": lambda place: {
		**_with_families(place),
		"students": _children(place),
		"invited": _invited(place),
	},
	"Liaison Activity": _with_families,
	"Next Step": lambda place: {"school": place.school, "family": place.links.get("Focus Family")},
	"Weekly Activity Report": lambda place: {"week_start": make.monday(place.week)},
	"Student Assessment": lambda place: {"result": "3", "expected_result": None},
	"Student Progress Record": _progress,
	"Screening Result": lambda place: {
		"student": place.links["Focus Student"],
		"student_name": word(),
		"school": place.school,
		"family": place.links.get("Focus Family"),
		"findings": [{"criterion": word(), "value": word()}],
		"decisions": [{"decision": "Nominated", "reason": word()}],
	},
	"Disclosure Log Entry": lambda place: {"outcome": "Refused", "student": place.links["Focus Student"]},
	"Records Request": _request,
	"Restricted Note": lambda place: {"author": place.lead, "readers": []},
	"Partnership Team": lambda place: {
		"members": [{**fill("Partnership Member", place), "member_name": word()}]
	},
	"Partnership Plan": lambda place: {"school_year": _year_of_plan(place)},
	"Partnership Activity": _planned,
	"Engagement Event": _event,
	"Event Attendance": _attendance,
	"After School Program": lambda place: {**_days_of_program(place), "capacity": 1000},
	"After School Enrolment": lambda place: {
		"program": frappe.db.get_value("After School Program", {"school": place.school}),
		"student": place.links.get("Focus Student"),
	},
	"Title I Population": lambda place: {"school_year": _year_of_plan(place), "took_part": 0},
	"Material Handout": lambda place: {
		"liaison": place.lead,
		"school": place.school,
		"family": place.links.get("Focus Family"),
	},
	"Screening Run": lambda place: {"schools": [{"school": place.school}]},
	"Year Rollover": lambda place: {"school_year": make.make_year_of(nowdate())},
}


def _guardianships(place: Place) -> list[dict]:
	adult = place.links.get("Family Member")
	return [{"family_member": adult, "relation": "Mother"}] if adult else []
