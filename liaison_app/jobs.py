"""Jobs that go through many documents."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import frappe

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
