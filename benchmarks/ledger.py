"""What the ledger costs: inserting a contact with it against inserting the same contact without it."""

import statistics
import time

import frappe

from tests import factories as make

CONTACTS = 2000
BATCH = 50


def run() -> None:
	"""Insert 2,000 contacts each way, in turns of 50, and print the ratio of the medians."""
	from liaison_app.ledger import posting

	school = make.make_school()
	liaison = make.make_liaison(school)
	values = [_values(school, liaison) for _number in range(20)]
	events = frappe.get_doc_hooks()["Liaison Contact"]["on_update"]
	assert f"{posting.__name__}.post" in events
	with_ledger, without = [], []
	_insert(values, BATCH)
	for _round in range(CONTACTS // BATCH):
		with_ledger.append(_insert(values, BATCH))
		without.append(_without_ledger(lambda: _insert(values, BATCH)))
	rows = frappe.db.count("Liaison Ledger Entry", {"liaison": liaison})
	a, b = statistics.median(with_ledger) / BATCH * 1000, statistics.median(without) / BATCH * 1000
	print(f"  {CONTACTS} contacts each way; {rows} ledger lines written")
	print(f"  insert with the ledger {a:.2f} ms, without {b:.2f} ms: ratio {a / b:.2f} (bound 1.5)")


def _values(school: str, liaison: str) -> dict:
	return make.contact_values(make.make_family(school, liaison), school, liaison)


def _insert(values: list[dict], count: int) -> float:
	start = time.perf_counter()
	for number in range(count):
		frappe.get_doc(values[number % len(values)]).insert()
	return time.perf_counter() - start


def _without_ledger(work) -> float:
	"""Run with the ledger's hook taken out of the table of hooks."""
	events = frappe.get_doc_hooks()["Liaison Contact"]
	kept, events["on_update"] = events["on_update"], []
	try:
		return work()
	finally:
		events["on_update"] = kept
