"""Two tablets at one door, and the liaison who saves the event meanwhile: on connections of their own."""

import threading
from collections.abc import Callable

import frappe

from liaison_app.ledger.audit import verify
from tests.connection import committing, in_parallel
from tests.partnership.events import come, family_of, head_count, hold, make_event
from tests.partnership.plans import make_place


def test_everyone_who_signs_in_at_once_is_counted(site):
	with committing():
		here = make_place()
		event = make_event(here).name
		families = [family_of(here), family_of(here)]
		hold(event)
	barrier = threading.Barrier(3)

	def door(family: str) -> Callable[[], None]:
		def work() -> None:
			barrier.wait()
			come(event, family)
			frappe.db.commit()
			for _number in range(4):
				come(event, person_name="Mr Lund", adults=2)
				frappe.db.commit()

		return work

	def desk() -> None:
		barrier.wait()
		for rating in "12345":
			doc = frappe.get_doc("Engagement Event", event)
			doc.rating = rating
			doc.save()
			frappe.db.commit()

	in_parallel(door(families[0]), door(families[1]), desk)
	with committing():
		assert head_count(event) == 18
		lines = frappe.get_all(
			"Liaison Ledger Entry", {"voucher": event}, ["family", "participants"], order_by="family asc"
		)
		assert {line.family for line in lines} == {"", *families}
		assert sum(line.participants for line in lines) == 18
		assert verify() == []
