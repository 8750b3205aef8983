"""A plan's activities by the six types of involvement."""

from collections import Counter

import frappe

from liaison_app.activity.figures import involvement_types
from liaison_app.partnership.activities import CALLED_OFF


def activities_of(plan: str) -> list[dict]:
	"""A plan's activities that the session's user may read, in their order."""
	return frappe.get_list(
		"Partnership Activity",
		filters={"plan": plan},
		fields=[
			"name", "activity", "goal", "involvement_type", "starts_on", "ends_on", "in_charge", "in_charge_name", "status",
			"rating", "result", "what_to_change",
		],
		order_by="starts_on asc, name asc",
		limit=0,
	)  # fmt: skip


def balance_of(activities: list[dict]) -> list[dict]:
	"""How many of these activities are of each type, in the order of the types; what was called off counts nowhere."""
	counts = Counter(row["involvement_type"] for row in activities if row["status"] != CALLED_OFF)
	return [{"involvement_type": kind, "activities": counts[kind]} for kind in involvement_types()]
