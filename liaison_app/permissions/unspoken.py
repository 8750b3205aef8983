"""Documents of which the host tells nothing on: nothing is hung on them, and no notice, print or hook is made for them.

`rooms.UNSPOKEN` names them, `rooms.TELLING` what of the host would tell.
"""

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.permissions.rooms import REFERENCES, TELLING, UNSPOKEN


def refuse_reference(doc: Document) -> None:
	"""Refuse a comment, file, mail, task or tag on such a document, whoever makes it."""
	_refuse(doc, REFERENCES[doc.doctype][0])


def refuse_telling(doc: Document, _method: str | None = None) -> None:
	"""Refuse a rule of the host that would mail, print, repeat or keep what such documents say."""
	_refuse(doc, TELLING[doc.doctype])


def _refuse(doc: Document, column: str) -> None:
	if doc.get(column) in UNSPOKEN:
		frappe.throw(
			_("{0}: nothing is added to it or told of it. Write into it what belongs there.").format(
				_(doc.get(column))
			),
			frappe.PermissionError,
		)
