"""What a browser passes to a function: of the kind that is meant, or refused with a sentence that names it.

Each `parse_...` takes the argument and the label under which people know it, and raises frappe.ValidationError.
"""

from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.utils import escape_html, get_datetime

#: A day outside these years is a slip; the host knows no year 0, and some of its sums leave the calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def parse_json(given: Any) -> Any:
	"""An argument as the host's endpoints read it: JSON where it is, text else."""
	if isinstance(given, str) and given[:1] in '[{"':
		try:
			return frappe.parse_json(given)
		except ValueError:
			return given
	return given


def parse_values(given: Any, label: str) -> dict:
	"""Names and values, as JSON or as they are; empty where nothing is given."""
	values = parse_json(given) or {}
	if not isinstance(values, dict):
		frappe.throw(_("{0}: give names and values.").format(label))
	return frappe._dict(values)


def parse_rows(given: Any, label: str) -> list[dict]:
	"""A list of names and values; empty where nothing is given."""
	rows = parse_json(given) or []
	if not isinstance(rows, list):
		frappe.throw(_("{0}: give a list of rows.").format(label))
	return [parse_values(row, label) for row in rows]


def parse_name(given: Any, label: str) -> str | None:
	"""The name of a document, or None."""
	if not isinstance(given, str | int | None):
		frappe.throw(_("{0}: name a document by its name.").format(label))
	return str(given) if given not in (None, "") else None


def parse_names(given: Any, label: str) -> list[str]:
	"""The names of documents."""
	names = parse_json(given)
	if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
		frappe.throw(_("{0}: choose at least one.").format(label))
	return names


def parse_moment(given: Any, label: str) -> datetime:
	"""A date, or a date and time."""
	try:
		moment = get_datetime(given)
	except (ValueError, TypeError, OverflowError):
		moment = None
	if not isinstance(moment, datetime) or not FIRST_YEAR <= moment.year <= LAST_YEAR:
		frappe.throw(
			_("{0}: {1} cannot be meant, give a date as YYYY-MM-DD.").format(label, escape_html(str(given)))
		)
	return moment
