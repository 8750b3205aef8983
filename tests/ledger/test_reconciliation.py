"""The ledger says what the documents say, after anything that users do."""

import frappe
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from liaison_app.ledger.audit import rebuild, verify
from tests import factories as make

OUTCOMES = ("Reached", "Left Message", "No Answer", "Wrong Number", "Declined", "Returned")
PURPOSES = ("Attendance", "Homework Help", "Volunteering")
FIGURES = ("units", "reached", "attempted", "staff_minutes", "travel_minutes")


def independent_sums() -> dict[str, tuple]:
	"""Minutes and reach a second way: straight from the documents, by liaison."""
	contact, row = frappe.qb.DocType("Liaison Contact"), frappe.qb.DocType("Work Participant")
	first = frappe.qb.from_(contact).select(contact.liaison, contact.staff_minutes, contact.reached).run()
	others = (
		frappe.qb.from_(row).select(row.liaison, row.staff_minutes).where(row.parenttype == "Liaison Contact")
	).run()
	sums: dict[str, list[int]] = {}
	for liaison, minutes, reached in [*first, *((liaison, minutes, 0) for liaison, minutes in others)]:
		kept = sums.setdefault(liaison, [0, 0])
		kept[0] += minutes or 0
		kept[1] += reached
	return {liaison: tuple(kept) for liaison, kept in sums.items()}


def ledger_sums() -> dict[str, tuple]:
	rows = frappe.db.sql(
		"""select liaison, sum(staff_minutes), sum(reached) from `tabLiaison Ledger Entry`
		where voucher_type = 'Liaison Contact' group by liaison"""
	)
	return {liaison: (int(minutes), int(reached)) for liaison, minutes, reached in rows}


class Office(RuleBasedStateMachine):
	"""A liaison who logs, corrects, moves and deletes contacts in any order."""

	contacts = Bundle("contacts")

	def __init__(self) -> None:
		super().__init__()
		frappe.db.savepoint("office")
		self.school = make.make_school()
		self.liaison, self.colleague = make.make_liaison(self.school), make.make_liaison(self.school)
		self.families = [make.make_family(self.school, self.liaison) for _number in range(2)]

	def teardown(self) -> None:
		frappe.db.rollback(save_point="office")
		from tests import people

		people.return_all()

	@rule(
		target=contacts,
		family=some.sampled_from([0, 1, None]),
		outcome=some.sampled_from(OUTCOMES),
		purpose=some.sampled_from(PURPOSES),
		minutes=some.integers(0, 90),
		days=some.integers(0, 60),
		paired=some.booleans(),
	)
	def log(self, family, outcome, purpose, minutes, days, paired):
		values = {
			"outcome": outcome,
			"purpose": purpose,
			"staff_minutes": minutes,
			"contacted_at": make.days_ago(days + 1),
		}
		if family is None:
			values["counterpart"] = "Agency"
		if paired:
			values["participants"] = [{"liaison": self.colleague, "staff_minutes": minutes // 2}]
		chosen = None if family is None else self.families[family]
		return make.make_contact(chosen, self.school, self.liaison, **values).name

	@rule(name=contacts, outcome=some.sampled_from(OUTCOMES), minutes=some.integers(0, 90))
	def correct(self, name, outcome, minutes):
		doc = frappe.get_doc("Liaison Contact", name)
		self.save(doc, outcome=outcome, staff_minutes=minutes)

	@rule(name=contacts, family=some.sampled_from([0, 1]))
	def move_to_another_family(self, name, family):
		doc = frappe.get_doc("Liaison Contact", name)
		chosen = self.families[family]
		self.save(doc, family=chosen, family_member=make.adult_of(chosen), counterpart="Adult of the Family")

	@rule(name=contacts)
	def drop_the_colleague(self, name):
		self.save(frappe.get_doc("Liaison Contact", name), participants=[])

	@rule(name=consumes(contacts))
	def delete(self, name):
		frappe.delete_doc("Liaison Contact", name)

	@rule()
	def rebuild_the_ledger(self):
		before = frappe.db.sql(
			"select name, staff_minutes, reached, family from `tabLiaison Ledger Entry` order by name"
		)
		rebuild()
		after = frappe.db.sql(
			"select name, staff_minutes, reached, family from `tabLiaison Ledger Entry` order by name"
		)
		assert after == before

	def save(self, doc, **values):
		doc.update({**values, "correction_reason": f"Test {frappe.generate_hash(length=6)}"})
		doc.save()

	@invariant()
	def ledger_and_documents_agree(self):
		assert verify() == []
		assert ledger_sums() == independent_sums()


def test_the_ledger_agrees_with_the_documents_after_any_sequence_of_edits():
	from hypothesis.stateful import run_state_machine_as_test

	run_state_machine_as_test(
		Office,
		settings=settings(
			max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
		),
	)


def test_verify_names_what_was_tampered_with():
	school = make.make_school()
	liaison = make.make_liaison(school)
	family = make.make_family(school, liaison)
	contact = make.make_contact(family, school, liaison, staff_minutes=10)
	frappe.db.sql("update `tabLiaison Ledger Entry` set staff_minutes = 99 where voucher = %s", contact.name)
	frappe.db.sql("update `tabFocus Family` set last_reached = '2020-01-01' where name = %s", family)
	found = {(difference.kind, difference.what) for difference in verify()}
	assert found == {("differs", f"{contact.name} staff_minutes"), ("last reached", family)}
	rebuild()
	assert verify() == []


def test_rebuild_brings_back_a_ledger_that_was_lost():
	school = make.make_school()
	liaison = make.make_liaison(school)
	family = make.make_family(school, liaison)
	make.make_contact(family, school, liaison)
	frappe.db.sql("delete from `tabLiaison Ledger Entry`")
	frappe.db.sql("delete from `tabLiaison Ledger Student`")
	assert {difference.kind for difference in verify()} == {"missing", "last reached"}
	rebuild()
	assert verify() == []


def test_rebuild_drops_lines_without_a_document():
	school = make.make_school()
	liaison = make.make_liaison(school)
	contact = make.make_contact(make.make_family(school, liaison), school, liaison)
	frappe.db.sql("delete from `tabLiaison Contact` where name = %s", contact.name)
	assert "orphan" in {difference.kind for difference in verify()}
	rebuild()
	assert verify() == []
