"""The first and the last of several days."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate


def check_order(doc: Document, first: str, last: str) -> None:
	"""Refuse a document, or a row of one, whose last day is before its first; both may be the same day.

	first, last: the names of its fields; an empty one is any day. Raises frappe.ValidationError. The host's own check
	asks for a day *after* the first, and accepts the same.
	"""
	if not (doc.get(first) and doc.get(last)) or getdate(doc.get(first)) <= getdate(doc.get(last)):
		return
	labels = [frappe.bold(_(doc.meta.get_label(field))) for field in (last, first)]
	if doc.meta.istable:
		frappe.throw(_("Row {0}: {1} must be on or after {2}.").format(doc.idx, *labels))
	frappe.throw(_("{0} must be on or after {1}.").format(*labels))
