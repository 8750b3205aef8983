"""Which families could go to which colleague. It proposes, and changes nothing."""

import frappe
from frappe import _
from frappe.utils import cint

from liaison_app.overview.balancing import Move, propose

#: So many moves are proposed at once unless the filter says otherwise.
MOVES, MOST_MOVES = 10, 100


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart (none) and summary.

	filters: moves (how many at most).
	"""
	filters = frappe._dict(filters or {})
	moves = propose(frappe.session.user, min(cint(filters.moves) or MOVES, MOST_MOVES))
	return _columns(), [_row(move) for move in moves], _message(), None, _summary(moves)


def _row(move: Move) -> dict:
	served = move.served
	return {
		"family": served.family,
		"family_name": served.family_name,
		"school": served.school,
		"from_liaison": served.liaison,
		"from_name": move.giver,
		"to_name": move.receiver,
		"weight": served.weight,
		"from_before": move.giver_before,
		"from_after": move.giver_after,
		"to_before": move.receiver_before,
		"to_after": move.receiver_after,
	}


def _columns() -> list[dict]:
	loads = (
		("weight", _("Weight")),
		("from_before", _("From: before")),
		("from_after", _("From: after")),
		("to_before", _("To: before")),
		("to_after", _("To: after")),
	)
	return [
		{"fieldname": "family_name", "label": _("Family"), "fieldtype": "Data", "width": 160},
		{"fieldname": "school", "label": _("School"), "fieldtype": "Link", "options": "Liaison School", "width": 160},
		{"fieldname": "from_name", "label": _("From Liaison"), "fieldtype": "Data", "width": 150},
		{"fieldname": "to_name", "label": _("To Liaison"), "fieldtype": "Data", "width": 150},
		*(
			{"fieldname": name, "label": label, "fieldtype": "Float", "width": 115, "precision": 1}
			for name, label in loads
		),
		{"fieldname": "family", "label": _("Family No."), "fieldtype": "Link", "options": "Focus Family", "width": 110},
	]  # fmt: skip


def _message() -> str:
	full_time = frappe.format(frappe.get_cached_doc("Liaison Settings").full_time_hours, "Float")
	return _(
		"A proposal: in order, each move evens out most of what is left. Before and after are weighted families for each"
		" full-time post of {0} hours. To move a family, open the liaison it comes from: Hand Over Caseload."
	).format(full_time)


def _summary(moves: list[Move]) -> list[dict]:
	return [{"label": _("Moves Proposed"), "value": len(moves), "datatype": "Int"}]
