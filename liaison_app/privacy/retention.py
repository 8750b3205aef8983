"""Which families' files have been kept long enough, and what stops their erasure."""

from dataclasses import asdict, dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Max
from frappe.utils import add_years, getdate

from liaison_app.arguments import parse_names
from liaison_app.jobs import one_by_one
from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.permissions.scope import OPEN
from liaison_app.privacy.erasure import erase_family

#: More at once would be no preview that somebody reads.
AT_ONCE = 200


@dataclass(frozen=True)
class Kept:
	"""A family whose time is over. ended_on: its last day or work. stopped_by: why it is not erased now, else empty."""

	family: str
	family_name: str
	ended_on: date
	stopped_by: str


@frappe.whitelist()
def preview() -> list[dict]:
	"""The families that may be erased, the oldest first, each with what stops it; those that the user may write.

	Raises frappe.PermissionError for all but coordinators.
	"""
	_check_coordinator()
	return [asdict(row) for row in kept_long_enough() if _may_erase(row.family)]


@frappe.whitelist(methods=["POST"])
def erase(families: list | str) -> int:
	"""Erase these families in the background; gives how many. What is stopped, or is not due, is left alone.

	Raises frappe.PermissionError for a family that the user may not write.
	"""
	_check_coordinator()
	names = parse_names(families, _("Families"))
	if not all(_may_erase(name) for name in names):
		frappe.throw(_("You may not change one of these families."), frappe.PermissionError)
	due = {row.family for row in kept_long_enough() if not row.stopped_by}
	chosen = sorted(due & set(names))
	if not chosen:
		frappe.throw(_("Families: choose at least one that is due and not stopped."))
	# Not after the commit: this request writes nothing, and early Frappe 15 commits only those that do.
	frappe.enqueue(erase_families, queue="long", timeout=3600, families=chosen)
	return len(chosen)


def erase_families(families: list[str]) -> None:
	"""The job: each family in a transaction of its own. Run again, or killed and run again, it ends the same.

	What has come in meanwhile (a request, an enrolment) stops it still.
	"""
	due = {row.family for row in kept_long_enough() if not row.stopped_by}
	one_by_one(erase_family, [name for name in families if name in due], title="A family could not be erased")


def kept_long_enough() -> list[Kept]:
	"""Families whose last enrolment, and last work, ended before the retention time began."""
	years = frappe.db.get_single_value("Liaison Settings", "retention_years")
	if not years:
		return []
	ended = _ended(add_years(getdate(), -years))
	stopped = _stopped(list(ended))
	return [Kept(name, label, day, stopped.get(name, "")) for name, (label, day) in ended.items()]


def _ended(before: date) -> dict[str, tuple[str, date]]:
	family, enrolment = frappe.qb.DocType("Focus Family"), frappe.qb.DocType("Family Enrolment")
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	is_open = frappe.qb.from_(enrolment).select(enrolment.family).where(enrolment.status.isin(OPEN))
	worked = frappe.qb.from_(entry).select(entry.family).where(entry.posting_date >= before)
	last_day = Max(Coalesce(enrolment.last_day, enrolment.nominated_on))
	rows = (
		frappe.qb.from_(family)
		.join(enrolment)
		.on(enrolment.family == family.name)
		.select(family.name, family.family_name, last_day)
		.where(family.erased_on.isnull() & family.name.notin(is_open) & family.name.notin(worked))
		.groupby(family.name, family.family_name)
		.having(last_day < before)
		.orderby(last_day, family.name)
		.limit(AT_ONCE)
	).run()
	return {name: (label, getdate(day)) for name, label, day in rows}


def _stopped(families: list[str]) -> dict[str, str]:
	if not families:
		return {}
	student, request = frappe.qb.DocType("Focus Student"), frappe.qb.DocType("Records Request")
	asked = (
		frappe.qb.from_(request)
		.join(student)
		.on(student.name == request.student)
		.select(student.family)
		.where(student.family.isin(families) & (request.status == "Open"))
	).run()
	row, member = frappe.qb.DocType("Guardianship"), frappe.qb.DocType("Family Member")
	shared = (
		frappe.qb.from_(row)
		.join(member)
		.on(member.name == row.family_member)
		.join(student)
		.on(student.name == row.parent)
		.select(member.family)
		.where(member.family.isin(families))
		.where(student.family.isnull() | (student.family != member.family))
	).run()
	return {
		**{
			family: _("An adult stands in the guardianships of a child of another family.")
			for (family,) in shared
		},
		**{family: _("A records request is open.") for (family,) in asked},
	}


def _check_coordinator() -> None:
	if not frappe.has_permission("Focus Family", "export"):
		frappe.throw(_("Coordinators alone erase families."), frappe.PermissionError)


def _may_erase(family: str) -> bool:
	return is_stored_row_allowed("Focus Family", family, ptype="export")
