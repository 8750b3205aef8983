"""Makes the documents that tests start from, as Administrator and past the row rule."""

import secrets
from datetime import date

import frappe
from frappe.utils import add_days, getdate, now_datetime, nowdate

from liaison_app.permissions.matrix import COORDINATOR, LEADER, LIAISON
from tests import people

#: What a made name is spoken with: no digit, for a test may look for a figure, and no letter that a PDF draws as
#: one with its neighbour (ff, fi, fl).
SYLLABLES = [consonant + vowel for consonant in "bdghjkmnprstvwz" for vowel in "aou"]


def unique(word: str) -> str:
	"""A name that no other test has, in letters."""
	# secrets, and not random: hypothesis sets random back to the same start for each test.
	return f"{word} {''.join(secrets.choice(SYLLABLES) for _syllable in range(6)).capitalize()}"


def make_user(*roles: str) -> str:
	"""A desk user with these roles and the tests' password; from the session's people while there are any."""
	return people.borrow(*roles) or people.make_user(*roles)


def make_school(**values) -> str:
	"""A school without staff."""
	return insert("Liaison School", {"school_name": unique("School"), **values}).name


def assign(
	school: str, user: str, capacity: str, starts_on: str = "2020-01-01", last_day: str | None = None
) -> None:
	"""Put a user on a school's staff."""
	doc = frappe.get_doc("Liaison School", school)
	doc.append("staff", {"user": user, "capacity": capacity, "starts_on": starts_on, "last_day": last_day})
	doc.save()


def make_liaison(*schools: str) -> str:
	"""A liaison with a profile, assigned to these schools."""
	user = make_user(LIAISON)
	insert("Family Liaison", {"user": user})
	for school in schools:
		assign(school, user, LIAISON)
	return user


def make_leader(*schools: str) -> str:
	"""A principal of these schools."""
	user = make_user(LEADER)
	for school in schools:
		assign(school, user, LEADER)
	return user


def make_coordinator() -> str:
	"""A coordinator, who needs no assignment."""
	return make_user(COORDINATOR)


def make_family(school: str, liaison: str | None = None, status: str = "Enrolled", **values) -> str:
	"""A family with an adult and a child, and its Lead enrolment at a school."""
	family = insert("Focus Family", {"family_name": unique("Family"), **values}).name
	member = make_member(family)
	make_student(family, school, member)
	enrol(family, school, liaison, status)
	return family


def make_member(family: str, **values) -> str:
	"""An adult of the family."""
	first_name = values.pop("first_name", "Rosa")
	return insert(
		"Family Member", {"family": family, "first_name": first_name, "last_name": unique("M"), **values}
	).name


def make_student(family: str | None, school: str, *members: str, **values) -> str:
	"""A child of the family, with these guardians."""
	rows = [{"family_member": member, "relation": "Mother"} for member in members]
	names = {"first_name": "Sam", "last_name": unique("S")}
	return insert(
		"Focus Student", {**names, "family": family, "school": school, "guardianships": rows, **values}
	).name


def make_year_of(day: str) -> str:
	"""The school year of a day; one from August to July where there is none."""
	from liaison_app.school_calendar.weeks import school_year_of

	day = getdate(day)
	if not school_year_of(day) or day < frappe.db.get_value("School Year", school_year_of(day), "starts_on"):
		autumn = day.year if day.month >= 8 else day.year - 1
		insert(
			"School Year",
			{
				"year_name": unique(f"{autumn}/{autumn + 1}"),
				"starts_on": date(autumn, 8, 1),
				"ends_on": date(autumn + 1, 7, 31),
			},
		)
	return school_year_of(day)


def make_only_year(starts_on: str, ends_on: str, **values):
	"""A school year in place of any other, until the test's end."""
	frappe.db.delete("School Year")
	days = {"starts_on": starts_on, "ends_on": ends_on}
	return insert("School Year", {"year_name": unique("Year"), **days, **values})


def make_progress(student: str, school: str, as_of: str, enrolled: int, absent: int = 0, **values):
	"""A progress record, with the school year that it needs."""
	make_year_of(as_of)
	return insert(
		"Student Progress Record",
		{"student": student, "school": school, "as_of": as_of, "days_enrolled": enrolled, "days_absent": absent, **values},
	)  # fmt: skip


def make_assessment(student: str, subject: str, assessed_on: str, result: str, **values):
	"""A result in a subject."""
	return insert(
		"Student Assessment",
		{"student": student, "subject": subject, "assessed_on": assessed_on, "result": result, **values},
	)


def enrol(
	family: str, school: str, liaison: str | None, status: str = "Enrolled", role: str = "Lead", **values
) -> str:
	"""An enrolment, brought to a status through its workflow's states."""
	doc = insert(
		"Family Enrolment",
		{
			"family": family,
			"school": school,
			"liaison": liaison,
			"role": role,
			"reason": "A test needs it.",
			"nominated_on": add_days(nowdate(), -120),
			**values,
		},
	)
	if status != "Nominated":
		set_status(doc, status)
	return doc.name


def set_status(doc, status: str) -> None:
	"""Write a state that stands for a status, as if its transitions had been walked."""
	from liaison_app.workflow.status import state_rows

	starts_on = doc.starts_on or add_days(nowdate(), -100)
	state = next((row.state for row in state_rows(doc.doctype) if row.update_value == status), None)
	values = {"status": status, "workflow_state": state, "starts_on": starts_on}
	frappe.db.set_value(doc.doctype, doc.name, values)
	doc.reload()
	from liaison_app.permissions.scope import forget_scopes

	forget_scopes()


def hand_in(report: str, liaison: str):
	"""The liaison hands a report in, by the button."""
	return act(report, liaison, "Hand In")


def act(report: str, user: str, action: str):
	"""A user presses a workflow button of a weekly report."""
	from frappe.model.workflow import apply_workflow

	from tests.connection import as_user

	as_user(user)
	doc = apply_workflow(frappe.get_doc("Weekly Activity Report", report).as_dict(), action)
	as_user("Administrator")
	return doc


def adult_of(family: str) -> str:
	"""The family's first adult."""
	return frappe.get_all("Family Member", filters={"family": family}, pluck="name", order_by="creation asc")[
		0
	]


def child_of(family: str) -> str:
	"""The family's first child."""
	return frappe.get_all("Focus Student", filters={"family": family}, pluck="name", order_by="creation asc")[
		0
	]


def contact_values(family: str | None, school: str, liaison: str, **values) -> dict:
	"""A usual contact with the family's first adult, an hour ago."""
	return {
		"doctype": "Liaison Contact",
		"family": family,
		"family_member": adult_of(family) if family else None,
		"school": school,
		"liaison": liaison,
		"channel": "Phone Call",
		"outcome": "Reached",
		"purpose": "Attendance",
		"contacted_at": now_datetime(),
		**values,
	}


def make_contact(family: str | None, school: str, liaison: str, **values):
	"""A contact that was logged."""
	return frappe.get_doc(contact_values(family, school, liaison, **values)).insert()


def days_ago(days: int) -> str:
	"""A moment at noon, that many days ago."""
	return f"{add_days(nowdate(), -days)} 12:00:00"


def monday(weeks_ago: int = 0) -> date:
	"""The Monday of this or an earlier week."""
	today = getdate()
	return getdate(add_days(today, -today.weekday() - 7 * weeks_ago))


def insert(doctype: str, values: dict):
	"""Insert as Administrator, whoever the session's user is."""
	user = frappe.session.user
	frappe.set_user("Administrator")
	doc = frappe.get_doc({"doctype": doctype, **values}).insert()
	frappe.set_user(user)
	return doc
