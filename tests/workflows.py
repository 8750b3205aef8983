"""Reshapes workflows as an administrator would."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from liaison_app.permissions.matrix import LIAISON
from liaison_app.records import WORKFLOWS
from tests import factories as make
from tests.connection import committing

#: How the district says what the app says otherwise.
OURS = "{}, as we say"


def workflow_of(doctype: str):
	"""The workflow that the installation made for a DocType."""
	return frappe.get_doc("Workflow", doctype)


def save(workflow) -> None:
	"""Save a workflow, as its form does."""
	workflow.save()
	frappe.clear_cache(doctype=workflow.document_type)


def new_state(name: str) -> str:
	"""A Workflow State of this name."""
	return make.insert("Workflow State", {"workflow_state_name": name}).name


def drop(workflow, state: str) -> None:
	"""Take a state, and the transitions from and to it, out of a workflow that is yet to be saved."""
	workflow.states = [row for row in workflow.states if row.state != state]
	workflow.transitions = [row for row in workflow.transitions if state not in (row.state, row.next_state)]


def switch_off(doctype: str) -> None:
	"""Make a DocType's workflow inactive."""
	workflow = workflow_of(doctype)
	workflow.is_active = 0
	save(workflow)


def reorder(workflow, states: list) -> None:
	"""Put the states of a workflow that is yet to be saved into another order, as by dragging them."""
	for place, row in enumerate(states, start=1):
		row.idx = place
	workflow.states = states


@contextmanager
def reshaped_workflows() -> Iterator[None]:
	"""Every state and action has another name, they stand in another order, a visit is never confirmed, and a
	report passes one state more; committed, and put back.

	Without the transitions that came with the app: whoever knows a state or an action by its name stands still.
	"""
	before = {doctype: workflow_of(doctype).as_dict() for doctype in WORKFLOWS}
	with committing():
		for doctype in WORKFLOWS:
			workflow = workflow_of(doctype)
			reshape(workflow)
			save(workflow)
	try:
		yield
	finally:
		with committing():
			for doctype, values in before.items():
				put_back(workflow_of(doctype), values)


def put_back(workflow, values: dict) -> None:
	"""Save a workflow with the rows that it had, under the names that they had: no new ones that are left over."""
	for table in ("states", "transitions"):
		kept = {row.name for row in workflow.get(table)}
		workflow.set(table, [{**row, "__islocal": row.name not in kept} for row in values[table]])
	save(workflow)


def reshape(workflow) -> None:
	"""Change all that an administrator may in a workflow that is yet to be saved."""
	if workflow.document_type == "Home Visit":
		drop(workflow, "Confirmed")
	rename_all(workflow)
	if workflow.document_type == "Weekly Activity Report":
		add_step_on_the_way(workflow)
	first, *others = workflow.states
	reorder(workflow, [first, *reversed(others)])
	workflow.transitions.reverse()
	for place, row in enumerate(workflow.transitions, start=1):
		row.idx = place


def rename_all(workflow) -> None:
	"""Give every state and action of a workflow that is yet to be saved a name of the district's."""
	for row in workflow.states:
		row.state = ours("Workflow State", "workflow_state_name", row.state)
	for row in workflow.transitions:
		row.action = ours("Workflow Action Master", "workflow_action_name", row.action)
		row.update({end: OURS.format(row.get(end)) for end in ("state", "next_state")})


def ours(doctype: str, field: str, name: str) -> str:
	"""A state or an action of the district's own."""
	name = OURS.format(name)
	return name if frappe.db.exists(doctype, name) else make.insert(doctype, {field: name}).name


def add_step_on_the_way(workflow) -> None:
	"""Before a report is handed in, the liaison marks it as read through."""
	reading = ours("Workflow State", "workflow_state_name", "Read Through")
	status = {"doc_status": "0", "update_field": "status", "update_value": "Draft"}
	workflow.append("states", {"state": reading, **status, "allow_edit": LIAISON})
	hand_in = next(row for row in workflow.transitions if row.next_state == OURS.format("In Review"))
	on = {
		"action": hand_in.action,
		"next_state": hand_in.next_state,
		"allowed": LIAISON,
		"allow_self_approval": 1,
	}
	workflow.append("transitions", {"state": reading, **on})
	hand_in.update(
		{"action": ours("Workflow Action Master", "workflow_action_name", "Mark"), "next_state": reading}
	)
