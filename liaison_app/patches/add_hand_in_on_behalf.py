"""Let coordinators hand in the last report of a liaison who left, where the district's workflow lets nobody do it yet."""

import frappe

from liaison_app.permissions.matrix import COORDINATOR

ACTION = "Hand In on Behalf"


def execute() -> None:
	workflows = {"document_type": "Weekly Activity Report", "is_active": 1}
	for name in frappe.get_all("Workflow", filters=workflows, pluck="name", order_by="name asc"):
		_add(frappe.get_doc("Workflow", name))


def _add(workflow) -> None:
	"""From the states that stand for Draft to the first that stands for In Review."""
	drafts = [row.state for row in workflow.states if row.update_value == "Draft"]
	reviews = [row.state for row in workflow.states if row.update_value == "In Review"]
	has_one = any(
		row.state in drafts and row.next_state in reviews and row.allowed == COORDINATOR
		for row in workflow.transitions
	)
	if has_one or not (drafts and reviews):
		return
	if not frappe.db.exists("Workflow Action Master", ACTION):
		# A patch works for the site.
		frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": ACTION}).insert(
			ignore_permissions=True
		)
	for state in drafts:
		row = {
			"state": state,
			"action": ACTION,
			"next_state": reviews[0],
			"allowed": COORDINATOR,
			"allow_self_approval": 1,
		}
		workflow.append("transitions", row)
	# A patch works for the site.
	workflow.save(ignore_permissions=True)
