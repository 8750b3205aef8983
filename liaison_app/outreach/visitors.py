"""Who goes on a home visit, and the rule that visitors go in pairs."""

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.outreach.appointments import CALLED_OFF

PAIR = 2


def check_visitors(visit: Document) -> None:
	"""Refuse a visit that names nobody, a row without a person, or one that leaves its liaison out."""
	if not visit.visitors:
		frappe.throw(_("Visitors is empty: name everyone who goes, you too."), frappe.MandatoryError)
	for row in visit.visitors:
		if not (row.liaison or row.person_name):
			frappe.throw(
				_("Visitors row {0}: choose a Liaison, or write the Other Person's name.").format(row.idx)
			)
	if visit.liaison not in {row.liaison for row in visit.visitors}:
		frappe.throw(
			_(
				"Visitors must name the visit's Liaison, {0}. Whoever did not go hands the visit to the one who did."
			).format(visit.liaison)
		)


def check_pair(visit: Document) -> None:
	"""Warn or refuse, as Liaison Settings say, where fewer than two go. A visit called off needs no pair.

	A plan is refused. What took place is written down as it was: a refusal would only make the record untrue.
	"""
	rule = frappe.db.get_single_value("Liaison Settings", "visit_pair_rule")
	if rule == "Off" or visit.status == CALLED_OFF or len(visit.visitors) >= PAIR:
		return
	if rule == "Block" and not visit.is_done:
		frappe.throw(_("Visits are made in pairs: add a second person under Visitors."))
	sentence = _("Visits are made in pairs, and this one names a single visitor.")
	frappe.msgprint(sentence, title=_("Going Alone"), indicator="orange", alert=True)


def is_party_changed(visit: Document) -> bool:
	"""Whether more or fewer go than before: a visit is warned of once, not at every save."""
	before = visit.get_doc_before_save()
	return not before or len(before.visitors) != len(visit.visitors)
