"""A family changes schools, returns, or gets a supporting school: what goes along, what ends, who may."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.families.further import may_return, nominate_return, nominate_support, schools_of_siblings
from liaison_app.families.search import find_liaisons
from liaison_app.families.transfer import preview, transfer
from tests import factories as make
from tests.appointments import make_visit
from tests.connection import as_user, working_as

REASON = "They have moved across town."


@pytest.fixture
def there() -> dict:
	"""Another school with its liaison."""
	school = make.make_school()
	return {"school": school, "liaison": make.make_liaison(school)}


@pytest.fixture
def coordinator() -> str:
	return make.make_coordinator()


def enrolment_of(family: str, **filters) -> str:
	return frappe.db.get_value("Family Enrolment", {"family": family, "role": "Lead", **filters})


def move(family: str, there: dict, coordinator: str, **values) -> str:
	"""The coordinator transfers a family with all its children."""
	children = frappe.get_all("Focus Student", filters={"family": family}, pluck="name", order_by="name asc")
	args = {"starts_on": nowdate(), "reason": REASON, "students": children, **there, **values}
	with working_as(coordinator):
		return transfer(enrolment_of(family, status="Enrolled"), **args)


def reads(user: str, family: str) -> bool:
	with working_as(user):
		return bool(frappe.has_permission("Focus Family", "read", doc=family))


def test_the_old_enrolment_ends_the_day_before_and_the_new_one_names_it(family, school, there, coordinator):
	old = enrolment_of(family)
	new = frappe.get_doc("Family Enrolment", move(family, there, coordinator))
	ended = frappe.get_doc("Family Enrolment", old)
	assert (ended.status, ended.exit_reason, str(ended.last_day)) == (
		"Exited",
		"Changed School",
		add_days(nowdate(), -1),
	)
	assert frappe.parse_json(ended.exit_evidence)["students"]
	assert (new.status, new.role, new.former_enrolment) == ("Enrolled", "Lead", old)
	assert (new.school, new.liaison, str(new.starts_on)) == (there["school"], there["liaison"], nowdate())
	assert REASON in new.reason
	assert REASON in ended.outcome


def test_the_access_of_the_old_school_ends_and_that_of_the_new_one_begins(
	family, school, liaison, there, coordinator
):
	leader = make.make_leader(school)
	assert [reads(user, family) for user in (liaison, leader, there["liaison"])] == [True, True, False]
	move(family, there, coordinator)
	assert [reads(user, family) for user in (liaison, leader, there["liaison"])] == [False, False, True]
	child = make.child_of(family)
	for user, sees in ((liaison, False), (leader, False), (there["liaison"], True)):
		with working_as(user):
			assert bool(frappe.has_permission("Focus Student", "read", doc=child)) is sees


def test_the_history_is_kept(family, school, liaison, there, coordinator):
	contact = make.make_contact(family, school, liaison, contacted_at=make.days_ago(3))
	frappe.db.set_value("Family Enrolment", enrolment_of(family), "baseline_evidence", '{"students": []}')
	new = move(family, there, coordinator)
	assert frappe.db.get_value("Liaison Contact", contact.name, ["school", "liaison"]) == (school, liaison)
	entry = {"voucher": contact.name}
	assert frappe.db.get_value("Liaison Ledger Entry", entry, ["school", "liaison"]) == (school, liaison)
	assert frappe.db.get_value("Family Enrolment", new, "baseline_evidence") == '{"students": []}'


def test_children_who_were_left_out_stay_at_their_school(family, school, there, coordinator):
	sibling = make.make_student(family, school)
	move(family, there, coordinator, students=[make.child_of(family)])
	assert frappe.db.get_value("Focus Student", make.child_of(family), "school") == there["school"]
	assert frappe.db.get_value("Focus Student", sibling, "school") == school


def test_plans_and_steps_go_along(family, school, liaison, there, coordinator):
	visit = make_visit(family, school, liaison, planned_start=f"{add_days(nowdate(), 3)} 10:00:00")
	leader = make.make_leader(school)
	steps = [
		make.insert(
			"Next Step",
			{"what": "Call the clinic", "family": family, "school": school, "assignee": who, "due_on": add_days(nowdate(), 5)},
		).name
		for who in (liaison, leader)
	]  # fmt: skip
	move(family, there, coordinator)
	assert frappe.db.get_value("Home Visit", visit.name, ["school", "liaison"]) == (
		there["school"],
		there["liaison"],
	)
	for step in steps:
		assert frappe.db.get_value("Next Step", step, ["school", "assignee"]) == (
			there["school"],
			there["liaison"],
		)
	with working_as(leader):
		assert not frappe.get_list("Next Step", filters={"family": family})


def test_a_liaison_of_both_schools_keeps_the_family_and_its_plans(family, school, liaison, coordinator):
	other = make.make_school()
	make.assign(other, liaison, "Family Liaison")
	visit = make_visit(family, school, liaison, planned_start=f"{add_days(nowdate(), 3)} 10:00:00")
	move(family, {"school": other, "liaison": liaison}, coordinator)
	assert frappe.db.get_value("Home Visit", visit.name, ["school", "liaison"]) == (other, liaison)
	assert reads(liaison, family)


def test_what_the_new_school_had_beside_the_lead_ends(family, there, coordinator):
	support = make.enrol(family, there["school"], there["liaison"], role="Supporting")
	move(family, there, coordinator)
	assert frappe.db.get_value("Family Enrolment", support, "status") == "Exited"


def test_a_preview_says_it_all_and_changes_nothing(family, school, liaison, there, coordinator):
	make_visit(family, school, liaison, planned_start=f"{add_days(nowdate(), 3)} 10:00:00")
	frappe.db.set_value("Family Liaison", there["liaison"], "caseload_target", 0)
	with working_as(coordinator):
		found = preview(enrolment_of(family), there["school"], there["liaison"], nowdate())
	assert [row["goes_along"] for row in found["children"]] == [True]
	assert (found["plans"], found["steps"], found["stays"]) == (1, 0, [])
	assert any("no longer sees the family" in sentence for sentence in found["to_know"])
	assert any("1 more than the caseload target" in sentence for sentence in found["to_know"])
	assert frappe.db.get_value("Family Enrolment", enrolment_of(family), "status") == "Enrolled"


@pytest.mark.parametrize(
	("values", "sentence"),
	[
		({"school": ""}, "To School: choose another school"),
		({"liaison": ""}, "To Liaison: choose an active liaison"),
		({"starts_on": "2199-01-01"}, "a transfer takes effect at once"),
		({"starts_on": "2001-01-01"}, "the family is enrolled since"),
		({"starts_on": "soon"}, "From Which Day: soon cannot be meant"),
		({"reason": " "}, "Reason is missing"),
	],
)
def test_what_cannot_be_is_told_in_a_sentence_and_nothing_is_changed(
	family, there, coordinator, values, sentence
):
	with pytest.raises(frappe.ValidationError, match=sentence):
		move(family, there, coordinator, **values)
	assert frappe.db.get_value("Family Enrolment", enrolment_of(family), "status") == "Enrolled"


def test_a_liaison_of_a_third_school_cannot_have_the_family(family, there, coordinator):
	third = make.make_liaison(make.make_school())
	with pytest.raises(frappe.ValidationError, match="is not assigned to"):
		move(family, {**there, "liaison": third}, coordinator)


def test_a_liaison_who_may_not_know_of_the_family_does_not_get_it(family, there, coordinator):
	make.insert(
		"Access Exclusion",
		{"family": family, "user": there["liaison"], "reason": "A relative.", "starts_on": "2020-01-01"},
	)
	with pytest.raises(frappe.ValidationError, match="may not know of this family"):
		move(family, there, coordinator)


def test_a_second_transfer_of_the_same_enrolment_is_refused(family, there, coordinator):
	old = enrolment_of(family)
	move(family, there, coordinator)
	with working_as(coordinator), pytest.raises(frappe.ValidationError, match="Only an enrolled family"):
		transfer(old, there["school"], there["liaison"], nowdate(), REASON, [])


def test_nobody_but_a_coordinator_transfers_and_none_who_is_excluded(
	family, school, liaison, there, coordinator
):
	make.insert(
		"Access Exclusion", {"family": family, "user": coordinator, "reason": "x", "starts_on": "2020-01-01"}
	)
	for user in (liaison, make.make_leader(school), there["liaison"], coordinator):
		with pytest.raises(frappe.PermissionError):
			move(family, there, user)
	assert move(family, there, make.make_coordinator())


def test_a_family_returns_and_the_new_enrolment_names_the_former_one(family, school, liaison, coordinator):
	old = enrolment_of(family)
	make.set_status(frappe.get_doc("Family Enrolment", old), "Exited")
	with working_as(coordinator):
		new = frappe.get_doc(
			"Family Enrolment", nominate_return(old, school, "The absences are back.", liaison)
		)
	assert (new.status, new.role, new.former_enrolment) == ("Nominated", "Lead", old)
	assert (new.reason, new.nominated_by) == ("The absences are back.", coordinator)
	assert reads(liaison, family)


def test_only_a_family_that_left_returns_and_nobody_who_cannot_see_it_brings_it(
	family, school, liaison, coordinator
):
	old = enrolment_of(family)
	with working_as(coordinator), pytest.raises(frappe.ValidationError, match="has ended returns"):
		nominate_return(old, school, "x", liaison)
	make.set_status(frappe.get_doc("Family Enrolment", old), "Exited")
	with working_as(liaison), pytest.raises(frappe.PermissionError):
		nominate_return(old, school, "x", liaison)


def test_a_former_enrolment_that_is_written_by_hand_does_not_stay(family, school, liaison):
	other = make.make_family(school, liaison, "Exited")
	doc = frappe.get_doc("Family Enrolment", enrolment_of(family))
	doc.former_enrolment = enrolment_of(other)
	doc.save()
	doc.reload()
	assert not doc.former_enrolment


def test_a_siblings_school_gets_a_supporting_enrolment(family, there, coordinator):
	make.make_student(family, there["school"])
	lead = enrolment_of(family)
	with working_as(coordinator):
		assert schools_of_siblings(lead) == [there["school"]]
		name = nominate_support(lead, there["school"], "The little one is there.", there["liaison"])
		assert schools_of_siblings(lead) == []
	doc = frappe.get_doc("Family Enrolment", name)
	assert (doc.role, doc.status, doc.school) == ("Supporting", "Nominated", there["school"])


def test_a_school_without_a_child_of_the_family_supports_nobody(family, there, coordinator):
	with working_as(coordinator), pytest.raises(frappe.ValidationError, match="has no child of the family"):
		nominate_support(enrolment_of(family), there["school"], "x", there["liaison"])


def test_a_liaison_adds_no_school_of_others(family, school, liaison, there):
	make.make_student(family, there["school"])
	as_user(liaison)
	with pytest.raises(frappe.PermissionError, match="You are not assigned to"):
		nominate_support(enrolment_of(family), there["school"], "x")


def test_the_liaisons_of_a_school_are_offered_who_are_active_and_assigned_today():
	here, there = make.make_school(), make.make_school()
	mine, other, gone, asleep = (make.make_liaison(school) for school in (here, there, here, here))
	frappe.db.set_value("Family Liaison", asleep, "enabled", 0)
	frappe.db.set_value(
		"School Assignment", {"user": gone, "parent": here}, "last_day", add_days(nowdate(), -1)
	)

	def offered(**filters) -> set[str]:
		rows = find_liaisons("Family Liaison", "", "name", 0, 500, filters)
		return {name for name, _label in rows} & {mine, other, gone, asleep}

	assert offered(school=here) == {mine}
	assert offered(school=there) == {other}
	assert offered() == {mine, other, gone}


def test_a_family_returns_from_its_last_lead_alone_and_not_while_it_has_another():
	here, there = make.make_school(), make.make_school()
	family = make.make_family(here, make.make_liaison(here), "Exited")
	first = frappe.get_doc("Family Enrolment", {"family": family})
	assert may_return(first)
	second = frappe.get_doc("Family Enrolment", make.enrol(family, there, make.make_liaison(there)))
	assert not may_return(first) and not may_return(second)
	make.set_status(second, "Exited")
	second.db_set("last_day", nowdate())
	assert may_return(second) and not may_return(first)
