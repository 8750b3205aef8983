"""How many came is one figure: in the event, its activity, the ledger, the weekly report and Event Attendance, whatever is edited."""

from dataclasses import dataclass, field

import frappe
from frappe.utils import getdate, nowdate
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
	Bundle,
	RuleBasedStateMachine,
	consumes,
	invariant,
	rule,
	run_state_machine_as_test,
)

from liaison_app.activity.figures import question_of
from liaison_app.ledger.audit import verify
from liaison_app.ledger.figures import figures
from liaison_app.partnership.activity_page import page_of
from liaison_app.partnership.event_figures import figures_of
from liaison_app.weekly_report.summary import countable, totals
from tests import factories as make
from tests.partnership.events import change_event, come, family_of, make_event
from tests.partnership.plans import make_place

few = some.integers(0, 5)


@dataclass
class Evening:
	"""What a person with a pencil would know of an event."""

	counted: int = 0
	walk_ins: int = 0
	held: bool = False
	of_activity: bool = False
	minutes: tuple[int, int] = (60, 0)
	rows: dict[str, tuple[str | None, int]] = field(default_factory=dict)

	@property
	def named(self) -> int:
		return sum(people for _family, people in self.rows.values())

	@property
	def attendance(self) -> int:
		return self.counted or self.named + self.walk_ins

	@property
	def families(self) -> set[str]:
		return {family for family, _people in self.rows.values() if family}


class Season(RuleBasedStateMachine):
	"""Two liaisons hold events, count, correct, and take back, in any order."""

	events = Bundle("events")
	rows = Bundle("rows")

	def __init__(self) -> None:
		super().__init__()
		frappe.db.savepoint("season")
		self.here = make_place()
		self.second = make.make_liaison(self.here.school)
		self.families = [family_of(self.here) for _number in range(3)]
		self.known: dict[str, Evening] = {}

	def teardown(self) -> None:
		frappe.db.rollback(save_point="season")
		from tests import people

		people.return_all()

	def attempt(self, change, is_possible: bool) -> bool:
		"""Do what should be possible, or see it refused and nothing of it kept."""
		frappe.db.savepoint("attempt")
		try:
			change()
		except frappe.ValidationError:
			frappe.db.rollback(save_point="attempt")
			assert not is_possible
			return False
		assert is_possible
		return True

	@rule(
		target=events, of_activity=some.booleans(), minutes=some.integers(1, 200), others=some.integers(0, 90)
	)
	def plan(self, of_activity, minutes, others):
		values = {"activity": self.here.activity} if of_activity else {}
		if others:
			values["participants"] = [{"liaison": self.second, "staff_minutes": others}]
		name = make_event(self.here, staff_minutes=minutes, **values).name
		self.known[name] = Evening(of_activity=of_activity, minutes=(minutes, others))
		return name

	@rule(target=rows, event=events, family=some.sampled_from([0, 1, 2, None]), adults=few, children=few)
	def come(self, event, family, adults, children):
		evening, chosen = self.known[event], None if family is None else self.families[family]
		people = adults + children or 1
		fits = not evening.counted or evening.named + evening.walk_ins + people <= evening.counted
		made = []
		possible = fits and chosen not in evening.families
		who = {"person_name": "Mr Lund"} if family is None else {}
		if self.attempt(
			lambda: made.append(come(event, chosen, adults=adults, children=children, **who)), possible
		):
			evening.rows[made[0].name] = (chosen, people)
			return event, made[0].name
		return None

	@rule(row=rows, adults=some.integers(1, 9))
	def correct(self, row, adults):
		if not row or row[1] not in self.known[row[0]].rows:
			return
		event, name = row
		evening = self.known[event]
		family, people = evening.rows[name]
		doc = frappe.get_doc("Event Attendance", name)
		doc.update({"adults": adults, "children": 0})
		fits = not evening.counted or evening.named + evening.walk_ins - people + adults <= evening.counted
		if self.attempt(doc.save, fits):
			evening.rows[name] = (family, adults)

	@rule(row=consumes(rows))
	def take_back(self, row):
		if row and self.known[row[0]].rows.pop(row[1], None):
			frappe.delete_doc("Event Attendance", row[1])

	@rule(event=events, parents=some.integers(0, 20), children=some.integers(0, 20))
	def count(self, event, parents, children):
		evening, counted = self.known[event], parents + children
		possible = not counted or evening.named + evening.walk_ins <= counted
		if self.attempt(lambda: change_event(event, parents=parents, children=children), possible):
			evening.counted = counted

	@rule(event=events, walk_ins=few)
	def count_walk_ins(self, event, walk_ins):
		evening = self.known[event]
		possible = not evening.counted or evening.named + walk_ins <= evening.counted
		if self.attempt(lambda: change_event(event, walk_ins=walk_ins), possible):
			evening.walk_ins = walk_ins

	@rule(event=events, held=some.booleans())
	def hold(self, event, held):
		change_event(event, status="Held" if held else "Planned")
		self.known[event].held = held

	@rule(event=events, activity=some.booleans())
	def give_to_the_plan(self, event, activity):
		change_event(event, activity=self.here.activity if activity else None)
		self.known[event].of_activity = activity

	@invariant()
	def every_place_says_the_same(self):
		held = {name: evening for name, evening in self.known.items() if evening.held}
		shown = {name: frappe.db.get_value("Engagement Event", name, "head_count") for name in self.known}
		assert shown == {name: evening.attendance for name, evening in self.known.items()}
		of_plan = sum(evening.attendance for evening in held.values() if evening.of_activity)
		assert (
			page_of(frappe.get_doc("Partnership Activity", self.here.activity))["attendance"] or 0
		) == of_plan
		entry = frappe.qb.DocType("Liaison Ledger Entry")
		found = {row.voucher: row for row in figures(entry.school == self.here.school, voucher=entry.voucher)}
		assert {name: (row.participants, row.units, row.families, row.staff_minutes) for name, row in found.items()} == {
			name: (evening.attendance, 1, len(evening.families), sum(evening.minutes)) for name, evening in held.items()
		}  # fmt: skip
		week = totals(countable(self.here.liaison, self.here.school, getdate()))
		assert week.participants == sum(evening.attendance for evening in held.values())
		assert week.units == len(held)
		assert week.staff_minutes == sum(evening.minutes[0] for evening in held.values())
		counted = figures_of(question_of({"school": self.here.school}, self.here.leader))
		assert counted.people == sum(evening.attendance for evening in held.values())
		assert counted.families == frozenset().union(*(evening.families for evening in held.values()))
		assert [difference for difference in verify() if difference.what.split()[0] in self.known] == []


def test_how_many_came_is_one_figure_after_any_sequence_of_edits():
	# Before the first season: the host keeps what it knows of years, and a season is rolled back.
	make.make_year_of(nowdate())
	run_state_machine_as_test(
		Season,
		settings=settings(
			max_examples=10, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
		),
	)
