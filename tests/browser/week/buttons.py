"""Finds the buttons of a workflow by what they lead to, whatever the states and actions are called."""

from collections import deque

import frappe
from frappe.model.workflow import get_workflow_name


def actions_to(doctype: str, name: str, status: str, user: str) -> list[str]:
	"""The fewest actions that a user presses, one after the other, until a document has a status.

	Raises AssertionError where the workflow offers this user no way there.
	"""
	frappe.db.rollback()  # to see what the server has written
	workflow = frappe.get_doc("Workflow", get_workflow_name(doctype))
	roles = set(frappe.get_roles(user))
	offered = [row for row in workflow.transitions if row.allowed in roles]
	statuses = {row.state: row.update_value for row in workflow.states}
	start = frappe.db.get_value(doctype, name, "workflow_state")
	return _shortest(start, lambda state: statuses[state] == status, offered)


def _shortest(start: str, is_goal, transitions: list) -> list[str]:
	queue, seen = deque([(start, [])]), {start}
	while queue:
		state, pressed = queue.popleft()
		if pressed and is_goal(state):
			return pressed
		for row in transitions:
			if row.state == state and row.next_state not in seen:
				seen.add(row.next_state)
				queue.append((row.next_state, [*pressed, row.action]))
	raise AssertionError(f"No way leads from {start} by {[row.action for row in transitions]}.")
