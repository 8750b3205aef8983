"""The work behind a figure, as far as whoever asks may read it."""

from typing import Any

import frappe
from frappe import _
from frappe.query_builder.functions import Sum

from liaison_app.activity.figures import counted_lines, question_of
from liaison_app.activity.periods import key_of
from liaison_app.arguments import parse_values
from liaison_app.ledger import VOUCHER_TYPES
from liaison_app.permissions.criteria import readable

#: More than these nobody reads through: narrow the filters.
MOST = 100


@frappe.whitelist()
def get_documents(filters: dict[str, Any] | str, period: str, involvement_type: str) -> list[dict]:
	"""Documents that a row of Activity by Involvement Type counts and that the user may read, newest first.

	filters: those of the report. period: the row's key. Returns voucher_type, voucher, posting_date and
	staff_minutes of at most MOST documents; whoever reads figures alone gets none.
	"""
	question = question_of(parse_values(filters, _("Filters")), frappe.session.user)
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	which = counted_lines(question) & (entry.involvement_type == involvement_type)
	which &= key_of(question.period, entry) == period
	rows = [row for doctype in VOUCHER_TYPES for row in _readable(doctype, which)]
	return sorted(rows, key=lambda row: (row.posting_date, row.voucher), reverse=True)[:MOST]


def _readable(doctype: str, which) -> list[dict]:
	entry, voucher = frappe.qb.DocType("Liaison Ledger Entry"), frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(entry)
		.join(voucher)
		.on(voucher.name == entry.voucher)
		.select(entry.voucher_type, entry.voucher, entry.posting_date, Sum(entry.staff_minutes).as_("staff_minutes"))
		.where(which & (entry.voucher_type == doctype))
		.groupby(entry.voucher_type, entry.voucher, entry.posting_date)
		.orderby(entry.posting_date, order=frappe.qb.desc)
		.limit(MOST)
	)  # fmt: skip
	return readable(query, voucher, doctype).run(as_dict=True)
