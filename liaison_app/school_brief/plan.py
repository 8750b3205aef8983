"""How far a school's partnership plan has come, in figures."""

from dataclasses import dataclass

import frappe

from liaison_app.activity.figures import Question
from liaison_app.partnership.balance import balance_of
from liaison_app.partnership.counts import counts_of
from liaison_app.school_calendar.weeks import school_year_of


@dataclass(frozen=True)
class Plan:
	"""status of the plan; how many activities are planned, done, and late on the last day; types without one."""

	status: str
	planned: int
	done: int
	late: int
	missing_types: int


def plan_of(question: Question) -> Plan | None:
	"""The plan of the school year of the question's last day; None where there is none.

	The caller has seen to it that the question's user may count at the school.
	"""
	of_year = {"school": question.school, "school_year": school_year_of(question.to_date) or ""}
	plan = frappe.db.get_value(
		"Partnership Plan", {**of_year, "docstatus": ["<", 2]}, ["name", "status"], as_dict=True
	)
	if not plan:
		return None
	rows = frappe.get_all(
		"Partnership Activity",
		filters={"plan": plan.name},
		fields=["status", "ends_on", "involvement_type"],
		order_by="name asc",
	)
	counts = counts_of(rows, question.to_date)
	return Plan(
		status=plan.status,
		planned=counts["planned"],
		done=counts["done"],
		late=counts["late"],
		missing_types=sum(not row["activities"] for row in balance_of(rows)),
	)
