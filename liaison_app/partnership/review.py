"""The yearly review: the team rates each goal and each type of involvement from 1 to 5, with words, before the plan is closed."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from liaison_app.activity.figures import involvement_types
from liaison_app.arguments import parse_name, parse_rows
from liaison_app.partnership.counts import counts_of, planned
from liaison_app.partnership.what_came import mean, ratings_of

GOAL, TYPE = "Goal", "Type of Involvement"
RATINGS = ("1", "2", "3", "4", "5")


@frappe.whitelist(methods=["POST"])
def review_year(plan: str, reviews: str | list, evaluation: str = "", what_to_change: str = "") -> None:
	"""Keep how the team judges the year of an approved plan.

	reviews: about, subject, rating and words of each goal and type. The host lets those alone write in what is
	submitted who may submit it; the liaison writes down what the team says, and approves nothing by it.
	Raises frappe.PermissionError for whoever may not write the plan, frappe.ValidationError with one sentence.
	"""
	doc = frappe.get_doc("Partnership Plan", parse_name(plan, _("Plan")), for_update=True)
	doc.check_permission("write")
	if doc.status != "Approved":
		frappe.throw(
			_("{0} is {1}: a plan is reviewed while it is approved.").format(
				doc.name, frappe.bold(_(doc.status))
			)
		)
	doc.refuse_edit_in_closed_state(doc)
	rows = parse_rows(reviews, _("Review"))
	doc.set(
		"reviews",
		[{key: _text(row.get(key)) for key in ("about", "subject", "rating", "words")} for row in rows],
	)
	doc.update({"evaluation": _text(evaluation), "what_to_change": _text(what_to_change)})
	# Who may write the plan was asked; the host wants the right to submit as well.
	doc.flags.ignore_permissions = True
	doc.save()


def check_reviews(plan: Document) -> None:
	"""Refuse what is no goal or type of the plan, one that stands there twice, and a rating that is none."""
	subjects = _subjects(plan)
	seen = set()
	for row in plan.reviews:
		key = (row.about, row.subject)
		if key not in subjects or key in seen:
			frappe.throw(
				_(
					"Review: {0} is no goal and no type of involvement of this plan, or stands there twice."
				).format(frappe.bold(escape_html(row.subject or "")))
			)
		if row.rating and row.rating not in RATINGS:
			frappe.throw(_("Review: rate {0} from 1 to 5.").format(frappe.bold(escape_html(row.subject))))
		seen.add(key)


def check_reviewed(plan: Document) -> None:
	"""Refuse to close a year of which the team has not said what it brought, goal by goal."""
	if not plan.evaluation:
		frappe.throw(_("Evaluation is missing: say what the year brought before you close the plan."))
	rated = {row.subject for row in plan.reviews if row.about == GOAL and row.rating}
	for row in plan.goals:
		if row.goal not in rated:
			frappe.throw(
				_("Review: {0} has no rating yet. Choose Review the Year, and rate each goal.").format(
					frappe.bold(escape_html(row.goal))
				)
			)


def review_of(plan: Document, activities: Iterable[dict]) -> list[dict]:
	"""What is to be judged and how it was: about, subject, rating, words; and as evidence done, planned, mean rating."""
	kept = {(row.about, row.subject): row for row in plan.reviews}
	field = {GOAL: "goal", TYPE: "involvement_type"}
	return [
		{
			"about": about,
			"subject": subject,
			"rating": kept[about, subject].rating if (about, subject) in kept else None,
			"words": kept[about, subject].words if (about, subject) in kept else None,
			**_evidence([row for row in activities if row[field[about]] == subject]),
		}
		for about, subject in _subjects(plan)
	]


def _evidence(activities: list[dict]) -> dict[str, Any]:
	counts = counts_of(activities)
	return {
		"planned": counts["planned"],
		"done": counts["done"],
		"mean_rating": mean(ratings_of(planned(activities))),
	}


def _subjects(plan: Document) -> list[tuple[str, str]]:
	return [*((GOAL, row.goal) for row in plan.goals), *((TYPE, name) for name in involvement_types())]


def _text(given: Any) -> str:
	return str(given or "").strip()
