"""Text that the host runs as a template: code in it is for those who set up the site.

A template reads every row, past all rules. Pages of the website, newsletters and repeated mails are templates, and
who writes them need have no part in the programme.
"""

import re
from collections.abc import Iterable, Iterator

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.permissions.matrix import SYSTEM_MANAGER

#: A value by its name, such as {{ doc.name }}, calls nothing.
PLAIN = re.compile(r"{{\s*\w+(\.\w+)*\s*}}")
CODE = ("{{", "{%")


def check_template(doc: Document, _method: str | None = None) -> None:
	"""Refuse new code in a document that the host runs as a template."""
	before = doc.get_doc_before_save()
	refuse_code(set(_texts(doc)) - set(_texts(before) if before else ()))


def refuse_code(texts: Iterable[str]) -> None:
	"""Refuse templates that do more than name values, with frappe.PermissionError; System Managers may."""
	if frappe.session.user == "Administrator" or SYSTEM_MANAGER in frappe.get_roles():
		return
	if any(mark in PLAIN.sub("", text) for text in texts for mark in CODE):
		frappe.throw(
			_("Text in double braces may only name a value here: ask a System Manager for more."),
			frappe.PermissionError,
		)


def _texts(doc: Document) -> Iterator[str]:
	for row in (doc, *doc.get_all_children()):
		values = (row.get(field.fieldname) for field in row.meta.fields)
		yield from (value for value in values if isinstance(value, str))
