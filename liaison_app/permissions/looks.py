"""Who looked into a secret room: each look at a row is noted in the host's View Log, for the coordinators' report.

The host notes when somebody opens a document's form, and nothing else. So each answer is looked through once it is
made, whatever endpoint gave it: the rows of a secret room whose names stand in the request or in the answer were
looked at. Rows are named by hash, so no word is taken for a name, and no list is answered without names (`gate.py`).
"""

import re
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

import frappe
from frappe import _
from frappe.model.document import Document
from werkzeug.wrappers import Request, Response

from liaison_app.permissions.asked import given_filters, named_doctypes, texts_in
from liaison_app.permissions.questions import asks_values
from liaison_app.permissions.rooms import SECRET

LOG = "View Log"
#: What may be a name that the host made by hash.
NAME = re.compile(r"(?<![0-9a-zA-Z])[0-9a-z]{10}(?![0-9a-zA-Z])")


def touch(doctype: str) -> None:
	"""The row rule of a DocType is asked in this request, so that its answer may hold rows of it."""
	if doctype in SECRET:
		_kept("touched").add(doctype)


def remember(doctype: str, name: str) -> None:
	"""In this request a row is looked at that the answer does not name: a comment on it, a file by its record."""
	if doctype in SECRET:
		_kept("remembered").add((doctype, name))


def heed(log: Document, _method: str | None = None) -> None:
	"""The host has noted a view by itself, which is not noted twice."""
	_kept("noted").add((log.reference_doctype, log.reference_name))


def note_looks(response: Response | None, request: Request) -> None:
	"""Note which rows of secret rooms this answer hands out; what cannot be noted is not handed out.

	Called after each request, where the host passes over errors.
	"""
	try:
		_note_looks(response, request)
	except Exception:
		frappe.db.rollback()
		frappe.log_error(_("A look could not be noted"))
		frappe.db.commit()
		response.set_data(frappe.as_json({"exc": _("This could not be noted, so it is not shown.")}))
		response.status_code = 500


def _note_looks(response: Response | None, request: Request) -> None:
	if response is None or response.status_code >= 400 or not hasattr(frappe.local, "session"):
		return
	doctypes = (_kept("touched") | {*named_doctypes(frappe.local.form_dict)}) & {*SECRET}
	looked_at = _kept("remembered") | _opened_files(request) | _named_rows(doctypes, response, request)
	looked_at |= _rows_in_question(doctypes)
	_write(sorted(looked_at - _kept("noted")))


def _kept(what: str) -> set:
	"""What was learned in this request."""
	if not hasattr(frappe.local, "liaison_looks"):
		frappe.local.liaison_looks = {"touched": set(), "remembered": set(), "noted": set()}
	return frappe.local.liaison_looks[what]


def _named_rows(doctypes: set[str], response: Response, request: Request) -> set[tuple[str, str]]:
	"""The rows whose names stand in the request or in the answer."""
	if not doctypes:
		return set()
	asked = f"{request.path} {frappe.as_json(frappe.local.form_dict)}"
	names = sorted({*NAME.findall(asked), *NAME.findall(_text_of(response))})
	return {(doctype, name) for doctype in doctypes for name in _may_read(doctype, names)}


def _rows_in_question(doctypes: set[str]) -> set[tuple[str, str]]:
	"""The rows of the families that a filter names beside a value: a no is an answer too, and names no row."""
	found = set()
	for filters in given_filters(frappe.local.form_dict):
		for doctype in (doctype for doctype in doctypes if asks_values(doctype, filters)):
			table, families = frappe.qb.DocType(doctype), sorted(texts_in(filters)) or [""]
			rows = frappe.qb.from_(table).select(table.name).where(table.family.isin(families)).run()
			found |= {(doctype, name) for name in _may_read(doctype, [name for (name,) in rows])}
	return found


def _may_read(doctype: str, names: list[str]) -> list[str]:
	"""Of these words, the names of rows that the user may read: who asks for others is answered without them."""
	# Here: the row rule touches the rooms, by `touch`.
	from liaison_app.permissions.criteria import readable

	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name).where(table.name.isin(names or [""]))
	return [name for (name,) in readable(query, table, doctype).run()]


def _opened_files(request: Request) -> set[tuple[str, str]]:
	"""The rows on which the file hangs that is asked for by its address."""
	url = unquote(str(frappe.local.form_dict.get("file_url") or request.path))
	if not url.startswith("/private/files/"):
		return set()
	on_secret = {"file_url": url, "attached_to_doctype": ["in", SECRET]}
	fields = ["attached_to_doctype", "attached_to_name"]
	rows = frappe.get_all("File", filters=on_secret, fields=fields, as_list=True, order_by="name asc")
	return set(rows)


def _text_of(response: Response) -> str:
	"""What an answer says; of a spreadsheet or another archive, what its parts say."""
	if response.direct_passthrough:  # a file from the disk, which `remember` has noted
		return ""
	content = response.get_data()
	try:
		with ZipFile(BytesIO(content)) as parts:
			content = b" ".join(parts.read(part) for part in parts.namelist())
	except BadZipFile:
		pass
	return content.decode(errors="replace")


def _write(looks: list[tuple[str, str]]) -> None:
	for doctype, name in looks:
		values = {"viewed_by": frappe.session.user, "reference_doctype": doctype, "reference_name": name}
		# Nobody is asked for the right to be noted.
		frappe.get_doc({"doctype": LOG, **values}).insert(ignore_permissions=True)
	if looks:
		# The request's own transaction has ended before its answer is looked through.
		frappe.db.commit()
