"""What is to be prepared for activities: Next Steps of theirs, told to whoever may read the activity."""

from datetime import date
from itertools import groupby

import frappe
from frappe.query_builder import Criterion
from frappe.utils import getdate

from liaison_app.columns import is_empty
from liaison_app.partnership.activities import PLANNED


def preparations_of(activities: list[str]) -> dict[str, list[dict]]:
	"""The preparations of activities by activity, in the order of their days.

	The caller has seen to it that the activities may be read. A principal signs a plan with all that is to be prepared,
	also by others; a step that somebody gave a family since is the family's, and told by the row rule alone.
	"""
	if not activities:
		return {}
	step = frappe.qb.DocType("Next Step")
	rows = (
		frappe.qb.from_(step)
		.select(
			step.name,
			step.reference_name,
			step.what,
			step.due_on,
			step.assignee,
			step.assignee_name,
			step.done,
		)
		.where(is_preparation(step) & step.reference_name.isin(activities))
		.orderby(step.reference_name)
		.orderby(step.due_on)
		.orderby(step.name)
	).run(as_dict=True)
	return {name: list(steps) for name, steps in groupby(rows, key=lambda row: row.reference_name)}


def is_preparation(step) -> Criterion:
	"""The steps of activities, without those that somebody gave a family since: these are the family's."""
	return (step.reference_doctype == "Partnership Activity") & is_empty(step.family)


def is_due_preparation(step, activity, until: date) -> Criterion:
	"""Preparations that are open and due by a day, of activities that are still to be held."""
	return is_preparation(step) & (step.done == 0) & (step.due_on <= until) & (activity.status == PLANNED)


def by_month(steps: list[dict]) -> list[tuple[str, list[dict]]]:
	"""Steps in the order of their days, by the month as `2026-09`."""
	return [
		(month, list(of_month))
		for month, of_month in groupby(steps, key=lambda row: f"{getdate(row['due_on']):%Y-%m}")
	]
