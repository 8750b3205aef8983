"""What an administrator changes, by REST, as the desk's forms do. Each edit has its test in test_administrators_edits.py."""

from copy import deepcopy

from frappe.utils import safe_exec

from tests.web import Answer, Client, resource
from tests.workflows import OURS

SENTENCE = "Choose the School at which you nominate the family."
IN_SPANISH = "Elija la escuela en la que propone a la familia."


def reshape(logins: dict[str, Client], made: dict[str, str]) -> None:
	"""All edits, in an order in which an administrator could make them."""
	manager, coordinator = logins["manager"], logins["coordinator"]
	rename_states(manager, "Family Enrolment")
	add_and_remove_states(manager, coordinator, made["enrolment"])
	rename_states(manager, "Weekly Activity Report")
	swap_roles(manager)
	change(manager, "Workflow", "Liaison Meeting", is_active=0)
	write_second_workflow(manager)
	change_settings_and_masters(manager, coordinator)
	change_words(manager)
	add_fields(manager, coordinator, made["family"])
	change_desk(manager)
	add_form_script(manager)
	if runs_server_scripts():
		add_server_script(manager)


def rename_states(manager: Client, doctype: str) -> None:
	"""Give every state of a workflow a name of the district's, and turn the order round after the first."""
	workflow = read(manager, "Workflow", doctype)
	for row in workflow["states"]:
		row["state"] = new_state(manager, row["state"])
	for row in workflow["transitions"]:
		row.update({end: OURS.format(row[end]) for end in ("state", "next_state")})
	states = [workflow["states"][0], *reversed(workflow["states"][1:])]
	for place, row in enumerate(states, start=1):
		row["idx"] = place
	change(manager, "Workflow", doctype, states=states, transitions=workflow["transitions"])


def add_and_remove_states(manager: Client, coordinator: Client, enrolment: str) -> None:
	"""Two further states of a status; a family goes into one of them, which is dropped again."""
	before = read(manager, "Workflow", "Family Enrolment")
	with_both = deepcopy(before)
	for state, action in (("Second Look", "Look Again"), ("Papers", "Ask for Papers")):
		new_state(manager, state, name=state)
		create(manager, "Workflow Action Master", workflow_action_name=action)
		with_both["states"].append(state_row(state, "In Review"))
		with_both["transitions"] += [
			transition(OURS.format("Nominated"), action, state),
			transition(state, "Enrol", OURS.format("Enrolled")),
		]
	change(manager, "Workflow", "Family Enrolment", **rows_of(with_both))
	act(coordinator, "Family Enrolment", enrolment, "Look Again")
	for table, ends in (("states", ("state",)), ("transitions", ("state", "next_state"))):
		kept = [row for row in with_both[table] if "Second Look" not in [row[end] for end in ends]]
		with_both[table] = kept
	change(manager, "Workflow", "Family Enrolment", **rows_of(with_both))


def swap_roles(manager: Client) -> None:
	"""Reports are approved by coordinators alone."""
	workflow = read(manager, "Workflow", "Weekly Activity Report")
	for row in workflow["transitions"]:
		if row["action"] == "Approve":
			row["allowed"] = "Liaison Coordinator"
	change(manager, "Workflow", "Weekly Activity Report", transitions=workflow["transitions"])


def write_second_workflow(manager: Client) -> None:
	"""Another workflow for visits, which begins elsewhere and asks who agreed before it is confirmed."""
	first = read(manager, "Workflow", "Home Visit")
	states = [{**bare(row), "state": new_state(manager, row["state"])} for row in first["states"]]
	transitions = [bare(row) for row in first["transitions"]]
	for row in transitions:
		row.update({end: OURS.format(row[end]) for end in ("state", "next_state")})
		row["condition"] = "doc.agreed_with" if row["action"] == "Confirm" else ""
	create(
		manager, "Workflow", workflow_name="Our Visits", document_type="Home Visit", is_active=1,
		workflow_state_field="workflow_state", states=states, transitions=transitions,
	)  # fmt: skip


def change_settings_and_masters(manager: Client, coordinator: Client) -> None:
	"""Thresholds, labels, and what is offered no longer; all but the type by the coordinator."""
	change(coordinator, "Liaison Settings", "Liaison Settings", contact_cadence_days=21)
	rename(coordinator, "Contact Purpose", "Checking In", "Hello")
	rename(coordinator, "Contact Channel", "Phone Call", "Telephone")
	rename(manager, "Involvement Type", "Volunteering", "Helping at School")
	change(coordinator, "Contact Channel", "Letter", disabled=1)


def change_words(manager: Client) -> None:
	"""Notifications, a copy of a print, labels and translations."""
	change(
		manager,
		"Notification",
		"Weekly Report Returned",
		subject="Please look again",
		message="<p>Thank you!</p>",
	)
	change(manager, "Notification", "Weekly Report Due", enabled=0)
	standard = read(manager, "Print Format", "Weekly Activity Report")
	create(
		manager, "Print Format", name="Our Week", doc_type="Weekly Activity Report", standard="No",
		custom_format=1, print_format_type="Jinja", html=standard["html"] + "<p>Northfield Schools</p>",
	)  # fmt: skip
	set_property(manager, "Focus Family", "strengths", "label", "Data", "What Goes Well")
	for source, translated in (
		(SENTENCE, IN_SPANISH),
		("Home Visit", "Visita a la familia"),
		("Hello", "Saludo"),
	):
		create(manager, "Translation", language="es", source_text=source, translated_text=translated)


def add_fields(manager: Client, coordinator: Client, family: str) -> None:
	"""A field of the district's on families, and a mandatory one on contacts."""
	field = {"fieldtype": "Data", "label": "Bus Line", "fieldname": "bus_line"}
	create(manager, "Custom Field", dt="Focus Family", insert_after="strengths", **field)
	create(manager, "Custom Field", dt="Liaison Contact", insert_after="summary", reqd=1, **field)
	change(coordinator, "Focus Family", family, bus_line="Line 7")


def change_desk(manager: Client) -> None:
	"""Columns of a list, a role's rights, the workspace hidden and a copy in its place."""
	set_property(manager, "Focus Family", "home_language", "in_list_view", "Check", "1")
	create(manager, "List View Settings", name="Focus Family", fields='[{"fieldname": "home_language"}]')
	rights = {"doctype": "Focus Family", "role": "Liaison Coordinator", "permlevel": 0}
	ok(
		manager.call(
			"frappe.core.page.permission_manager.permission_manager.update", **rights, ptype="export", value=0
		)
	)
	workspace = read(manager, "Workspace", "Liaison Programme")
	copied = {key: workspace[key] for key in ("content", "icon", "public")}
	create(
		manager, "Workspace", title="Our Families", label="Our Families", sequence_id=50, module="", **copied
	)
	change(manager, "Workspace", "Liaison Programme", is_hidden=1)


def runs_server_scripts() -> bool:
	"""Whether the bench lets them run: newer hosts ask for it in the common_site_config.json."""
	return getattr(safe_exec, "is_safe_exec_enabled", lambda: True)()


def add_form_script(manager: Client) -> None:
	"""A script on a form."""
	create(
		manager, "Client Script", name="Our Script", dt="Focus Family", view="Form", enabled=1,
		script="frappe.ui.form.on('Focus Family', { refresh() { window.ours = true; } });",
	)  # fmt: skip


def add_server_script(manager: Client) -> None:
	"""A script on the server."""
	create(
		manager, "Server Script", name="Our Rule", script_type="DocType Event",
		reference_doctype="Focus Family", doctype_event="Before Save", script="doc.strengths = doc.strengths or 'Ask'",
	)  # fmt: skip


def state_row(state: str, status: str) -> dict:
	"""A state of drafts that stands for a status."""
	return {
		"state": state,
		"doc_status": "0",
		"update_field": "status",
		"update_value": status,
		"allow_edit": "Liaison Coordinator",
	}


def transition(state: str, action: str, next_state: str) -> dict:
	"""A button of the coordinator's."""
	who = {"allowed": "Liaison Coordinator", "allow_self_approval": 1}
	return {"state": state, "action": action, "next_state": next_state, **who}


def new_state(manager: Client, state: str, name: str = "") -> str:
	"""A Workflow State with a name of the district's."""
	name = name or OURS.format(state)
	if manager.get(resource("Workflow State", name)).status != 200:
		create(manager, "Workflow State", workflow_state_name=name)
	return name


def set_property(manager: Client, doctype: str, field: str, name: str, kind: str, value: str) -> None:
	"""What Customize Form writes."""
	create(
		manager, "Property Setter", doctype_or_field="DocField", doc_type=doctype, field_name=field,
		property=name, property_type=kind, value=value,
	)  # fmt: skip


def rows_of(workflow: dict) -> dict:
	"""The tables of a workflow."""
	return {table: workflow[table] for table in ("states", "transitions")}


def bare(row: dict) -> dict:
	"""A row without what ties it to its document."""
	return {key: value for key, value in row.items() if key not in ("name", "parent", "owner", "creation")}


def rename(client: Client, doctype: str, old: str, new: str) -> None:
	"""Rename a record."""
	ok(client.call("frappe.client.rename_doc", doctype=doctype, old_name=old, new_name=new))


def act(client: Client, doctype: str, name: str, action: str) -> Answer:
	"""Press a workflow button."""
	doc = {"doctype": doctype, "name": name}
	return client.call("frappe.model.workflow.apply_workflow", doc=doc, action=action)


def read(client: Client, doctype: str, name: str) -> dict:
	"""A document."""
	return ok(client.get(resource(doctype, name)))


def create(client: Client, doctype: str, **values) -> dict:
	"""Insert a document."""
	return ok(client.call("frappe.client.insert", doc={"doctype": doctype, **values}))


def change(client: Client, doctype: str, name: str, **values) -> dict:
	"""Save some values of a document."""
	return ok(client.put(resource(doctype, name), **values))


def ok(answer: Answer):
	"""What the server gave; an AssertionError with its own words if it refused."""
	assert answer.status == 200, answer.text[:2000]
	return answer.data
