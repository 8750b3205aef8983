"""The place of a visit or meeting: public words, and none where a family hides."""

from collections.abc import Iterable, Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

HOME = "Home"


def is_place_protected(families: Iterable[str]) -> bool:
	"""Whether an address of one of these families, present or to come, is protected."""
	families = list(families)
	if not families:
		return False
	table = frappe.qb.DocType("Family Address")
	in_force = table.last_day.isnull() | (table.last_day >= nowdate())
	query = frappe.qb.from_(table).select(table.name)
	return bool(query.where(table.family.isin(families) & (table.protected == 1) & in_force).limit(1).run())


def keep_place_safe(doc: Document) -> None:
	"""Keep words on the place only where they are public: not of a home, not of a family that hides."""
	doc.place_protected = int(is_place_protected(doc.work_families))
	if doc.place_protected or doc.place_kind == HOME:
		doc.place_words = None


def shown_place(row: Mapping) -> str:
	"""The place as anyone who sees the visit, meeting or event may read it."""
	if row.get("place_protected"):
		return _("protected")
	return row["place_words"] or _(row["place_kind"])


def protect_places(family: str) -> None:
	"""Take the words on places out of all visits and meetings of a family that hides, and out of their history."""
	child = frappe.qb.DocType("Work Family")
	meetings = frappe.qb.from_(child).select(child.parent).where(child.family == family)
	visit, meeting = frappe.qb.DocType("Home Visit"), frappe.qb.DocType("Liaison Meeting")
	_forget_words("Home Visit", frappe.qb.from_(visit).select(visit.name).where(visit.family == family))
	_forget_words(
		"Liaison Meeting", frappe.qb.from_(meeting).select(meeting.name).where(meeting.name.isin(meetings))
	)
	_forget_deleted(family)


def _forget_deleted(family: str) -> None:
	"""What was deleted before the family hid: the host's copy names the family, and keeps the place."""
	copy = frappe.qb.DocType("Deleted Document")
	(
		frappe.qb.from_(copy)
		.delete()
		.where(copy.deleted_doctype.isin(["Home Visit", "Liaison Meeting"]))
		.where(copy.data.like(f'%"{family}"%'))
	).run()


def _forget_words(doctype: str, query) -> None:
	names = [name for (name,) in query.run()]
	if not names:
		return
	table = frappe.qb.DocType(doctype)
	(
		frappe.qb.update(table)
		.set(table.place_words, None)
		.set(table.place_protected, 1)
		.where(table.name.isin(names))
	).run()
	version = frappe.qb.DocType("Version")
	(
		frappe.qb.from_(version)
		.delete()
		.where((version.ref_doctype == doctype) & version.docname.isin(names))
		.where(version.data.like("%place_words%"))
	).run()
	for name in names:
		frappe.clear_document_cache(doctype, name)
