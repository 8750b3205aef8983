"""Makes events, has people come to them, and reads what the ledger says of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import cint

from tests import factories as make
from tests.appointments import ago
from tests.connection import working_as
from tests.partnership.plans import Place


def event_values(school: str, liaison: str | None = None, **values) -> dict:
	"""An evening of two hours that has just ended."""
	return {
		"doctype": "Engagement Event",
		"event_name": "Family reading night",
		"school": school,
		"liaison": liaison,
		"involvement_type": "Learning at Home",
		"planned_start": ago(120),
		"planned_end": ago(1),
		**values,
	}


def make_event(here: Place, **values) -> Document:
	"""An event of the school, with its liaison."""
	return make.insert("Engagement Event", event_values(here.school, here.liaison, **values))


def family_of(here: Place) -> str:
	"""A family on the liaison's caseload."""
	return make.make_family(here.school, here.liaison)


def come(event: str, family: str | None = None, **values) -> Document:
	"""A family comes to an event, or somebody else."""
	return make.insert("Event Attendance", {"event": event, "family": family, **values})


def change_event(name: str, user: str = "Administrator", **values) -> Document:
	"""A user changes an event."""
	with working_as(user):
		doc = frappe.get_doc("Engagement Event", name)
		doc.update(values)
		return doc.save()


def hold(name: str, **values) -> Document:
	"""The event took place."""
	return change_event(name, status="Held", **values)


def head_count(event: str) -> int:
	"""The attendance that the event shows."""
	return cint(frappe.db.get_value("Engagement Event", event, "head_count"))


@contextmanager
def refused(sentence: str) -> Iterator[None]:
	"""What is done here is refused with this sentence, and as by a request nothing of it stays."""
	frappe.db.savepoint("before_refusal")
	with pytest.raises(frappe.ValidationError, match=sentence):
		yield
	frappe.db.rollback(save_point="before_refusal")


def forget_pace() -> None:
	"""What the host has counted of the calls of each address is of tests before."""
	for key in list(frappe.cache.scan_iter("rl:*")):
		frappe.cache.delete(key)
