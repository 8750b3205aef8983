"""What the print *Case Report* says of a child, to the principal and the teacher.

The child's progress and how the family takes part, in figures. No adult, no contact's words, no barrier (one of them
would tell of a shelter), no right, no address. Only of what whoever prints may read, whatever document was posted.
"""

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Max
from frappe.utils import getdate

from liaison_app.activity.figures import Question as Work
from liaison_app.activity.figures import counted_lines
from liaison_app.attendance.counts import latest_counts
from liaison_app.attendance.tiers import Limits, tier_of
from liaison_app.progress.baseline import Figures, figures_of
from liaison_app.progress.comparison import Comparison, Question, compare
from liaison_app.progress.results import latest_results
from liaison_app.school_calendar.weeks import school_year_of, year_start

#: What a family takes part in; the rest of the ledger is work without it.
TAKES_PART = ("Contact", "Home Visit", "Meeting")


def case_report(student: str) -> dict:
	"""The report on a child, by the rights of the session's user.

	Returns the stored child (name, full_name, grade, school, lead_liaison), school_year, since (the family's first day;
	None where the user may not read the family, or it is not enrolled), then and now (Figures), tier, subjects, and
	part: of each kind of work how often it reached the family, how often it was tried in vain, and the last day; None
	without `since`.
	Raises frappe.PermissionError for whoever may not read the child.
	"""
	doc = frappe.get_doc("Focus Student", str(student))
	doc.check_permission("read")
	one = _compared(doc)
	counts = one.now.progress
	return {
		**{field: doc.get(field) for field in ("name", "full_name", "grade", "school")},
		# A virtual field: `get` does not compute it on every version.
		"lead_liaison": doc.lead_liaison,
		"school_year": school_year_of(getdate()),
		"since": one.child.get("starts_on"),
		"then": one.then,
		"now": one.now,
		"tier": counts and tier_of(counts["days_absent"], counts["days_enrolled"], Limits.of_settings()),
		"subjects": sorted({*one.then.results, *one.now.results}),
		"part": _part(one.child["family"]) if one.child.get("family") else None,
	}


def _compared(doc) -> Comparison:
	"""The child then and now; now alone, where the user may not read the family or it is not enrolled."""
	user = frappe.session.user
	if found := compare(Question(user, student=doc.name)):
		return found[0]
	which = frappe.qb.DocType("Focus Student").name == doc.name
	counts, results = latest_counts(user, getdate(), which), latest_results(user, getdate(), which)
	now = figures_of(counts.run(as_dict=True), results.run(as_dict=True))
	return Comparison({}, Figures(), now.get(doc.name, Figures()))


def _part(family: str) -> dict[str, dict]:
	"""How often the family was reached this school year, and tried in vain, by kind of work, as far as the user may count."""
	today, entry = getdate(), frappe.qb.DocType("Liaison Ledger Entry")
	reached, tried = (Case().when(flag == 1, entry.voucher) for flag in (entry.reached, entry.attempted))
	query = (
		frappe.qb.from_(entry)
		.select(entry.activity_kind.as_("kind"), Count(reached).distinct().as_("reached"))
		.select(Count(tried).distinct().as_("tried"), Max(Case().when(entry.reached == 1, entry.posting_date)).as_("last"))
		.where(counted_lines(Work(frappe.session.user, "Year", year_start(today), today)))
		.where((entry.family == family) & entry.activity_kind.isin(TAKES_PART))
		.groupby(entry.activity_kind)
		.orderby(entry.activity_kind)
	)  # fmt: skip
	found = {row.kind: row for row in query.run(as_dict=True)}
	return {kind: found.get(kind) or {"reached": 0, "tried": 0, "last": None} for kind in TAKES_PART}
