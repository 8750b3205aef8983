"""Jobs that go through many documents, and jobs that are started again where one was killed."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import frappe
from frappe import _
from frappe.model.document import Document

Item = TypeVar("Item")


def one_by_one(work: Callable[[Item], None], items: Iterable[Item], title: str) -> None:
	"""Do the work on each item in a transaction of its own.

	An error costs that item alone: it is undone and logged under `title`. A job that is killed loses the
	item in hand alone, and holds no lock longer than one item takes.
	"""
	for item in items:
		frappe.db.savepoint("one_by_one")
		try:
			work(item)
		except Exception:
			frappe.db.rollback(save_point="one_by_one")
			frappe.log_error(title=title)
		frappe.db.commit()


def begin_attempt(doc: Document) -> None:
	"""Mark a document's job as running, by the next attempt: of two jobs for one document the older then stops."""
	doc.update({"status": "Running", "failure": None, "attempt": doc.attempt + 1})
	doc.flags.by_the_job = True
	doc.save()


def is_last_attempt(doctype: str, name: str, attempt: int) -> bool:
	"""Lock a job's document until the transaction ends; whether this attempt is still the last one."""
	return frappe.db.get_value(doctype, name, "attempt", for_update=True) == attempt


@contextmanager
def marking_failure(doctype: str, name: str, attempt: int) -> Iterator[None]:
	"""Do a job; an error marks its document as failed, unless a later attempt has begun, and is raised."""
	try:
		yield
	except Exception:
		frappe.db.rollback()
		if is_last_attempt(doctype, name, attempt):
			failure = _("See the Error Log of this hour. Start again when it is mended.")
			frappe.db.set_value(doctype, name, {"status": "Failed", "failure": failure})
		frappe.db.commit()
		raise
