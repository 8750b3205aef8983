"""Channels that change a document, make one, take one away, or hang something on it."""

import json
from itertools import count
from typing import Any

import frappe

from tests.permissions.proof.channels.documents import has_words, has_workflow
from tests.permissions.proof.channels.register import writing
from tests.permissions.proof.facts import Row
from tests.web import Answer, Client, resource

#: Of each document; a copy gets its own.
OF_ITS_OWN = ("name", "creation", "modified", "owner", "modified_by", "parent", "amended_from", "local_id")
_numbers = count(1)


def new_word() -> str:
	"""A word that nobody has written before, and that no row of the world holds."""
	return f"Written {next(_numbers)}"


def change(row: Row) -> dict[str, Any]:
	"""A new word for the row's text, with the reason that some documents ask for."""
	asks_why = frappe.get_meta(row.doctype).has_field("correction_reason")
	return {row.field: new_word(), **({"correction_reason": "Misheard."} if asks_why else {})}


def whole(row: Row, **values: Any) -> str:
	"""The document as a form would send it."""
	doc = frappe.get_doc(row.doctype, row.name).as_dict(convert_dates_to_str=True, no_nulls=True)
	return json.dumps({**doc, **values}, default=str)


def copy(row: Row) -> dict[str, Any]:
	"""The values of a new document like this one."""
	doc = json.loads(whole(row))
	tables = {key: [_bare(child) for child in rows] for key, rows in doc.items() if isinstance(rows, list)}
	return {"doctype": row.doctype, **_bare({**doc, **tables})}


def _bare(values: dict) -> dict:
	return {key: value for key, value in values.items() if key not in OF_ITS_OWN and value is not None}


def path_v2(row: Row) -> str:
	"""The second version of REST's path of a document."""
	return f"/api/v2/document/{row.doctype.replace(' ', '%20')}/{row.name}/"


def own_row(row: Row) -> bool:
	"""A document, and no row of a table."""
	return not row.parent


def has_text(row: Row) -> bool:
	"""A document with a text of its own."""
	return has_words(row) and own_row(row)


def can_be_submitted(row: Row) -> bool:
	"""A document of a kind that is submitted."""
	return own_row(row) and bool(frappe.get_meta(row.doctype).is_submittable)


def makes_alike(row: Row) -> bool:
	"""A document whose copy is judged as itself: the copy of a family is another family, from which nobody is kept."""
	return own_row(row) and not (row.doctype == "Focus Family" and row.standing == "excluded")


def row_of_table(row: Row) -> bool:
	"""A row of a table that has a text of its own."""
	return has_words(row) and bool(row.parent)


@writing("PUT /api/resource/<doctype>/<name>", takes=has_text, thorough=True)
def put(client: Client, row: Row) -> Answer:
	return client.put(resource(row.doctype, row.name), **change(row))


@writing("PUT /api/resource/<table>/<name>", right=None, takes=row_of_table, of_tables=True)
def put_row(client: Client, row: Row) -> Answer:
	return put(client, row)


@writing("PATCH /api/v2/document/<doctype>/<name>", takes=has_text, since=16)
def patch_v2(client: Client, row: Row) -> Answer:
	return client.send("PATCH", path_v2(row), **change(row))


@writing("frappe.client.set_value", takes=has_words, of_tables=True)
def set_value(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.client.set_value", doctype=row.doctype, name=row.name, fieldname=json.dumps(change(row))
	)


@writing("frappe.client.save", takes=has_text)
def save(client: Client, row: Row) -> Answer:
	return client.call("frappe.client.save", doc=whole(row, **change(row)))


@writing("frappe.desk.form.save.savedocs", takes=has_text)
def savedocs(client: Client, row: Row) -> Answer:
	return client.call("frappe.desk.form.save.savedocs", doc=whole(row, **change(row)), action="Save")


@writing("frappe.client.bulk_update", takes=has_text)
def bulk_update(client: Client, row: Row) -> Answer:
	docs = [{"doctype": row.doctype, "docname": row.name, **change(row)}]
	return client.call("frappe.client.bulk_update", docs=json.dumps(docs))


@writing("frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs, update", takes=has_text)
def bulk_edit(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
		doctype=row.doctype, docnames=json.dumps([row.name]), action="update", data=json.dumps(change(row)),
	)  # fmt: skip


@writing("frappe.model.rename_doc.update_document_title", takes=has_text, control=False)
def update_title(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.model.rename_doc.update_document_title",
		doctype=row.doctype, docname=row.name, title=new_word(), name=f"{row.name}-A",
	)  # fmt: skip


@writing("frappe.client.rename_doc", right=None, takes=own_row)
def rename(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.client.rename_doc", doctype=row.doctype, old_name=row.name, new_name=f"{row.name}-A"
	)


@writing("frappe.client.submit", right="submit", control=False, takes=can_be_submitted)
def submit(client: Client, row: Row) -> Answer:
	return client.call("frappe.client.submit", doc=whole(row))


@writing(
	"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs, submit",
	right="submit",
	control=False,
	takes=can_be_submitted,
)
def bulk_submit(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
		doctype=row.doctype, docnames=json.dumps([row.name]), action="submit",
	)  # fmt: skip


@writing("frappe.client.cancel", right="cancel", control=False, takes=can_be_submitted)
def cancel(client: Client, row: Row) -> Answer:
	return client.call("frappe.client.cancel", doctype=row.doctype, name=row.name)


def first_action(row: Row) -> str:
	"""The first button of the workflow in the state of the document."""
	workflow = frappe.get_doc("Workflow", frappe.get_meta(row.doctype).get_workflow())
	state = frappe.db.get_value(row.doctype, row.name, workflow.workflow_state_field)
	return next((one.action for one in workflow.transitions if one.state == state), "Approve")


@writing("frappe.model.workflow.apply_workflow", takes=has_workflow, right="act")
def apply_workflow(client: Client, row: Row) -> Answer:
	return client.call("frappe.model.workflow.apply_workflow", doc=whole(row), action=first_action(row))


@writing("frappe.model.workflow.bulk_workflow_approval", takes=has_workflow, right="act")
def bulk_workflow(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.model.workflow.bulk_workflow_approval",
		docnames=json.dumps([row.name]), doctype=row.doctype, action=first_action(row),
	)  # fmt: skip


@writing("POST /api/resource/<doctype>", right="create", takes=makes_alike)
def post(client: Client, row: Row) -> Answer:
	return client.send("POST", resource(row.doctype), **copy(row))


@writing("frappe.client.insert", right="create", takes=makes_alike)
def insert(client: Client, row: Row) -> Answer:
	return client.call("frappe.client.insert", doc=json.dumps(copy(row), default=str))


@writing("frappe.client.insert_many", right="create", takes=makes_alike)
def insert_many(client: Client, row: Row) -> Answer:
	return client.call("frappe.client.insert_many", docs=json.dumps([copy(row)], default=str))


@writing("upload_file", right="write", takes=own_row)
def upload_file(client: Client, row: Row) -> Answer:
	return client.post(
		resource("File"),
		file_name=f"{frappe.generate_hash(length=8)}.txt", content="x", is_private=1,
		attached_to_doctype=row.doctype, attached_to_name=row.name,
	)  # fmt: skip


@writing("frappe.client.attach_file", right="write", takes=own_row)
def attach_file(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.client.attach_file",
		filename=f"{frappe.generate_hash(length=8)}.txt", filedata="x", doctype=row.doctype, docname=row.name,
		is_private=1,
	)  # fmt: skip


@writing("frappe.desk.doctype.tag.tag.add_tag", takes=own_row)
def add_tag(client: Client, row: Row) -> Answer:
	return client.call("frappe.desk.doctype.tag.tag.add_tag", dt=row.doctype, dn=row.name, tag="Written")


@writing("frappe.desk.doctype.tag.tag.add_tags", takes=own_row)
def add_tags(client: Client, row: Row) -> Answer:
	docs, tags = json.dumps([row.name]), json.dumps(["Written Too"])
	return client.call("frappe.desk.doctype.tag.tag.add_tags", dt=row.doctype, docs=docs, tags=tags)


@writing("frappe.desk.form.utils.add_comment", right="read", takes=own_row)
def add_comment(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.desk.form.utils.add_comment",
		reference_doctype=row.doctype, reference_name=row.name, content="x", comment_email=client.user,
		comment_by="x",
	)  # fmt: skip


@writing("frappe.client.insert, a Comment", right="read", control=False, takes=own_row)
def insert_comment(client: Client, row: Row) -> Answer:
	doc = {"doctype": "Comment", "comment_type": "Comment", "content": "x"}
	named = {"reference_doctype": row.doctype, "reference_name": row.name}
	return client.call("frappe.client.insert", doc={**doc, **named})


@writing("frappe.desk.form.assign_to.add", right="read", takes=own_row)
def assign(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.desk.form.assign_to.add", doctype=row.doctype, name=row.name, assign_to=[client.user]
	)


@writing("frappe.desk.like.toggle_like", right="read", takes=own_row)
def like(client: Client, row: Row) -> Answer:
	return client.call("frappe.desk.like.toggle_like", doctype=row.doctype, name=row.name, add="Yes")


@writing("frappe.core.doctype.communication.email.make", right="read", control=False, takes=own_row)
def communicate(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.core.doctype.communication.email.make",
		doctype=row.doctype, name=row.name, subject="x", content="x", send_email=0, recipients="",
	)  # fmt: skip


@writing("frappe.automation.doctype.reminder.reminder.create_new_reminder", right="read", takes=own_row)
def remind(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.automation.doctype.reminder.reminder.create_new_reminder",
		remind_at="2099-01-01 09:00:00", description="x", reminder_doctype=row.doctype, reminder_docname=row.name,
	)  # fmt: skip


@writing("frappe.desk.form.document_follow.update_follow", right=None, takes=own_row)
def follow(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.desk.form.document_follow.update_follow", doctype=row.doctype, doc_name=row.name, following=1
	)


@writing("frappe.client.insert, a Document Follow for oneself", right=None, takes=own_row)
def insert_follow(client: Client, row: Row) -> Answer:
	doc = {"doctype": "Document Follow", "user": client.user}
	return client.call(
		"frappe.client.insert", doc={**doc, "ref_doctype": row.doctype, "ref_docname": row.name}
	)


@writing("frappe.share.add", right=None, takes=own_row)
def share(client: Client, row: Row) -> Answer:
	return client.call("frappe.share.add", doctype=row.doctype, name=row.name, user=client.user, read=1)


@writing("frappe.share.set_permission", right=None, takes=own_row)
def set_share(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.share.set_permission",
		doctype=row.doctype, name=row.name, user=client.user, permission_to="write",
	)  # fmt: skip


@writing("DELETE /api/resource/<doctype>/<name>", right="delete", takes=own_row)
def rest_delete(client: Client, row: Row) -> Answer:
	return client.delete(resource(row.doctype, row.name))


@writing("DELETE /api/resource/<table>/<name>", right=None, takes=row_of_table, of_tables=True)
def delete_row(client: Client, row: Row) -> Answer:
	return rest_delete(client, row)


@writing("frappe.client.delete", right="delete", takes=own_row)
def client_delete(client: Client, row: Row) -> Answer:
	return client.call("frappe.client.delete", doctype=row.doctype, name=row.name)


@writing("frappe.desk.reportview.delete_items", right="delete", takes=own_row)
def delete_items(client: Client, row: Row) -> Answer:
	return client.call(
		"frappe.desk.reportview.delete_items", doctype=row.doctype, items=json.dumps([row.name])
	)
