"""Activity by Involvement Type: its figures are those of the documents, for whom the matrix grants them."""

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from liaison_app.activity.documents import get_documents
from liaison_app.liaison_app.report.activity_by_involvement_type.activity_by_involvement_type import execute
from liaison_app.school_brief.brief import brief_of
from tests import factories as make
from tests.appointments import complete, hold, make_activity, make_meeting, make_visit
from tests.connection import working_as
from tests.partnership.events import come, event_values
from tests.partnership.events import hold as hold_event
from tests.reports.statements import count_statements

TYPES = [
	"Parenting", "Communicating", "Volunteering", "Learning at Home", "Decision Making",
	"Collaborating with the Community",
]  # fmt: skip


@pytest.fixture
def school():
	return make.make_school()


@pytest.fixture
def liaison(school):
	return make.make_liaison(school)


@pytest.fixture
def family(school, liaison):
	return make.make_family(school, liaison)


def run(user: str, **filters) -> tuple:
	"""The report as a user sees it."""
	with working_as(user):
		return execute({"period": "Year", **filters})


def rows(user: str, **filters) -> dict[str, dict]:
	"""The rows of the one period in which there was work, by type."""
	data = run(user, **filters)[1]
	assert len({row["period"] for row in data}) <= 1
	return {row["involvement_type"]: row for row in data}


def summary(user: str, **filters) -> dict[str, float | str]:
	return {card["label"]: card["value"] for card in run(user, **filters)[4]}


def a_week_of_work(school: str, liaison: str) -> None:
	"""Contacts, a message, a pair visit, a meeting of two families, and tutoring."""
	second = make.make_liaison(school)
	one, two = make.make_family(school, liaison), make.make_family(school, liaison)
	make.make_contact(one, school, liaison, staff_minutes=10, students=[{"student": make.child_of(one)}])
	make.make_contact(one, school, liaison, outcome="No Answer", staff_minutes=3)
	make.make_contact(two, school, liaison, direction="Incoming", purpose="Homework Help", staff_minutes=12)
	make.make_contact(two, school, liaison, is_message=1, staff_minutes=7, channel="E-Mail")
	complete(
		make_visit(one, school, liaison, visitors=[{"liaison": liaison, "travel_minutes": 15}, {"liaison": second}])
	)  # fmt: skip
	hold(make_meeting([one, two], school, liaison, participants=[{"liaison": second, "staff_minutes": 25}]))
	make_activity(school, liaison, one, two, staff_minutes=61, travel_minutes=9)


def documents(doctype: str, school: str) -> list:
	names = frappe.get_all(doctype, filters={"school": school}, pluck="name", order_by="name asc")
	return [frappe.get_doc(doctype, name) for name in names]


def from_documents(school: str) -> dict[str, dict]:
	"""Units, minutes and families of each type, added up from the documents themselves."""
	found = {name: {"units": 0, "staff_minutes": 0, "travel_minutes": 0, "family": set()} for name in TYPES}

	def add(doc, units: int, people: list, families: list) -> None:
		line = found[doc.involvement_type]
		line["units"] += units
		line["staff_minutes"] += sum(person.staff_minutes or 0 for person in people)
		line["travel_minutes"] += sum(person.travel_minutes or 0 for person in people)
		line["family"] |= set(families)

	for doc in documents("Liaison Contact", school):
		add(doc, int(not doc.is_message), [doc, *doc.participants], [doc.family])
	for doc in documents("Home Visit", school):
		add(doc, 1, [row for row in doc.visitors if row.liaison], [doc.family])
	for doctype in ("Liaison Meeting", "Liaison Activity"):
		for doc in documents(doctype, school):
			add(doc, 1, [doc, *doc.participants], [row.family for row in doc.families])
	return found


def test_the_figures_are_those_of_the_documents(school, liaison):
	a_week_of_work(school, liaison)
	expected, found = from_documents(school), rows(liaison, school=school)
	assert list(found) == TYPES
	for name in TYPES:
		assert found[name]["units"] == expected[name]["units"], name
		assert found[name]["hours"] == expected[name]["staff_minutes"] / 60, name
		assert found[name]["travel_hours"] == expected[name]["travel_minutes"] / 60, name
		assert found[name]["families"] == len(expected[name]["family"]), name
	whole = summary(liaison, school=school)
	assert whole["Pieces of Work"] == sum(line["units"] for line in expected.values()) == 6
	assert whole["Families"] == len(set().union(*(line["family"] for line in expected.values()))) == 2
	# As the table shows it: the host would give a sum three decimals.
	assert whole["Hours"] == f"{sum(line['staff_minutes'] for line in expected.values()) / 60:.1f}"


def test_the_reached_rate_counts_outgoing_alone_and_is_unknown_where_nothing_went_out(
	family, school, liaison
):
	for outcome in ("Reached", "No Answer", "Left Message", "Reached"):
		make.make_contact(family, school, liaison, outcome=outcome)
	make.make_contact(family, school, liaison, direction="Incoming")
	make.make_contact(family, school, liaison, direction="Incoming", purpose="Homework Help")
	found = rows(liaison)
	talks = found["Communicating"]
	assert (talks["outgoing"], talks["reached"], talks["incoming"], talks["reached_rate"]) == (4, 2, 1, 50)
	assert found["Learning at Home"]["reached_rate"] is None


def test_a_family_with_several_pieces_of_work_counts_once_in_each_row_and_in_the_summary(
	family, school, liaison
):
	child = [{"student": make.child_of(family)}]
	for purpose in ("Attendance", "Attendance", "Homework Help"):
		make.make_contact(family, school, liaison, purpose=purpose, students=child)
	found = rows(liaison)
	for name in ("Communicating", "Learning at Home"):
		assert (found[name]["families"], found[name]["students"]) == (1, 1)
	assert (summary(liaison)["Families"], summary(liaison)["Students"]) == (1, 1)


@pytest.mark.parametrize("period", ["Week", "Month", "Term", "Year"])
def test_each_period_sums_to_the_whole(family, school, liaison, period):
	first, second, last = (add_days(nowdate(), days) for days in (-90, -20, 200))
	terms = [
		{"term_name": "First", "starts_on": first, "ends_on": add_days(second, -1)},
		{"term_name": "Second", "starts_on": second, "ends_on": last},
	]
	make.make_only_year(first, last, terms=terms)
	for ago in (0, 1, 20, 21, 40):
		make.make_contact(family, school, liaison, contacted_at=f"{add_days(nowdate(), -ago)} 00:00:01")
	_columns, data, _message, chart, _summary = run(
		liaison, period=period, from_date=add_days(nowdate(), -60), to_date=nowdate()
	)
	assert sum(row["units"] for row in data) == 5
	assert [row["involvement_type"] for row in data][:6] == TYPES
	assert len(chart["data"]["labels"]) == len({row["period"] for row in data}) == len(data) / 6
	if period == "Term":
		assert [row["units"] for row in data if row["involvement_type"] == "Communicating"] == [2, 3]


def test_both_ends_of_the_dates_count(family, school, liaison):
	for ago in (3, 5, 7):
		make.make_contact(family, school, liaison, contacted_at=make.days_ago(ago))
	span = {"from_date": add_days(nowdate(), -5), "to_date": add_days(nowdate(), -3)}
	assert summary(liaison, **span)["Pieces of Work"] == 2


def test_dates_in_the_wrong_order_are_refused_in_a_sentence(liaison):
	with pytest.raises(frappe.ValidationError, match=r"From Date .* is after To Date"):
		run(liaison, from_date=nowdate(), to_date=add_days(nowdate(), -1))


def test_no_name_and_no_number_of_a_family_appears(family, school, liaison):
	make.make_contact(family, school, liaison)
	name = frappe.db.get_value("Focus Family", family, "family_name")
	shown = str(run(liaison))
	assert "Communicating" in shown
	assert name not in shown
	assert family not in shown


def test_staff_count_their_own_school_alone_and_a_coordinator_all(family, school, liaison):
	other = make.make_school()
	foreign = make.make_liaison(other)
	make.make_contact(family, school, liaison)
	make.make_contact(make.make_family(other, foreign), other, foreign)
	for user in (liaison, make.make_leader(school)):
		assert summary(user)["Pieces of Work"] == 1
		assert run(user, school=other)[1] == []
		assert run(user, liaison=foreign)[1] == []
	coordinator = make.make_coordinator()
	for where in (school, other):
		assert summary(coordinator, school=where)["Pieces of Work"] == 1


def test_who_holds_no_figures_counts_nothing(family, school, liaison):
	make.make_contact(family, school, liaison)
	assert run(liaison)[1]
	teacher = make.make_user("Referring Teacher")
	make.assign(school, teacher, "Referring Teacher")
	for user in (teacher, make.make_user("System Manager")):
		assert run(user, school=school)[1] == []


def test_families_served_were_enrolled_and_reached_and_others_stand_apart(school, liaison):
	reached, called, came, nominated = (
		make.make_family(school, liaison, status=status)
		for status in ("Enrolled", "Enrolled", "Enrolled", "Nominated")
	)
	make.make_contact(called, school, liaison, outcome="No Answer")
	make.make_contact(reached, school, liaison)
	make.make_contact(nominated, school, liaison)
	event = make.insert("Engagement Event", event_values(school, liaison)).name
	come(event, came)
	hold_event(event)
	other = make.make_school()
	foreign = make.make_liaison(other)
	make.make_contact(make.make_family(other, foreign), other, foreign)
	for user in (liaison, make.make_leader(school)):
		found = summary(user)
		assert (found["Families"], found["Families Served"], found["Others Served"]) == (4, 2, 1)
	_title, families = brief_of({"school": school}, liaison)["sections"][0]
	of_brief = {figure.label: figure.value for figure in families}
	assert (of_brief["Served"], of_brief["Others Served"]) == ("2", "1")
	assert summary(make.make_coordinator())["Families Served"] >= 3


def test_work_stays_in_the_figures_of_the_school_that_the_family_has_left(family, school, liaison):
	"""The ledger keeps the school at posting, for counting; the family is out of sight all the same."""
	contact = make.make_contact(family, school, liaison)
	leader = make.make_leader(school)
	enrolment = frappe.get_doc("Family Enrolment", {"family": family})
	make.set_status(enrolment, "Exited")
	for user in (liaison, leader):
		assert summary(user)["Pieces of Work"] == 1
	with working_as(liaison):
		assert not frappe.has_permission("Liaison Contact", "read", doc=contact.name)
	assert documents_behind(liaison, rows(liaison)["Communicating"]) == set()


def test_a_family_kept_from_a_user_is_not_in_that_users_figures(family, school, liaison):
	leader, colleague = make.make_leader(school), make.make_leader(school)
	make.make_contact(family, school, liaison)
	make.insert("Access Exclusion", {"user": leader, "family": family, "reason": "A relative"})
	for user, count in ((colleague, 1), (leader, 0)):
		found = summary(user)
		assert (found["Pieces of Work"], found["Families Served"], found["Others Served"]) == (
			count,
			count,
			0,
		)
	assert run(leader)[1] == []


def documents_behind(user: str, row: dict, **filters) -> set[str]:
	"""The documents that a click on a figure shows."""
	with working_as(user):
		found = get_documents({"period": "Year", **filters}, row["period"], row["involvement_type"])
	return {document["voucher"] for document in found}


def test_a_click_shows_a_liaison_the_documents_and_a_leader_none(family, school, liaison):
	contact = make.make_contact(family, school, liaison)
	make.make_contact(family, school, liaison, purpose="Homework Help")
	row = rows(liaison)["Communicating"]
	assert documents_behind(liaison, row) == {contact.name}
	assert documents_behind(make.make_leader(school), row) == set()


def test_a_colleagues_own_record_is_counted_and_not_shown(school, liaison):
	colleague = make.make_liaison(school)
	activity = make_activity(school, colleague)
	row = rows(liaison)["Learning at Home"]
	assert row["units"] == 1
	assert documents_behind(liaison, row) == set()
	assert documents_behind(colleague, row) == {activity.name}


@pytest.mark.parametrize("period", ["Week", "Month", "Term", "Year"])
def test_a_click_finds_the_documents_of_its_period(family, school, liaison, period):
	early = make.make_contact(family, school, liaison, contacted_at=make.days_ago(70))
	late = make.make_contact(family, school, liaison)
	span = {"period": period, "from_date": add_days(nowdate(), -80)}
	data = [row for row in run(liaison, **span)[1] if row["units"]]
	found = [documents_behind(liaison, row, **span) for row in data]
	assert set().union(*found) == {early.name, late.name}
	assert len(found) == (2 if period in ("Week", "Month") else len(data))


def test_the_number_of_statements_does_not_grow_with_the_work(family, school, liaison):
	make.make_contact(family, school, liaison)
	few = count_statements(lambda: run(liaison, period="Month", from_date=getdate(make.days_ago(90))))
	for ago in range(1, 80, 10):
		make.make_contact(family, school, liaison, contacted_at=make.days_ago(ago))
	assert count_statements(lambda: run(liaison, period="Month", from_date=getdate(make.days_ago(90)))) == few
