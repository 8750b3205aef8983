"""Spreadsheets that leave the site: what people typed is text in them, never a formula.

A spreadsheet runs a cell that begins like a formula, on the machine of whoever opens the file. The host writes such a
text as it is, in half a dozen endpoints; here the file itself is looked at, once it is made.
"""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import frappe
from frappe.model.document import Document
from openpyxl import load_workbook
from werkzeug.wrappers import Request, Response

from liaison_app import MODULE
from liaison_app.arguments import parse_json

FORMULA = re.compile(r"[=+\-@\t\r\n]")
#: Digits and signs alone reckon nothing that could harm: numbers, phone numbers, a dash.
HARMLESS = re.compile(r"[-+]?[\d\s().,/%:-]*")
#: In a spreadsheet, what follows is text.
QUOTE = "'"
#: The host's ways to answer with a file that it has made; an attachment is left as it was given.
MADE_BY_HOST = ("csv", "binary")


def make_harmless(response: Response | None, request: Request) -> None:
	"""Make text of the formulas in a spreadsheet of the app's documents. Called after each request."""
	made = frappe.local.response
	if response is None or made.get("type") not in MADE_BY_HOST or not _is_ours():
		return
	name = str(made.get("filename") or "")
	if name.endswith(".xlsx"):
		response.set_data(_harmless_xlsx(response.get_data()))
	elif made.type == "csv" or name.endswith(".csv"):
		response.set_data(_harmless_csv(response.get_data(as_text=True)))


def restore_imported(doc: Document, _method: str | None = None) -> None:
	"""Take away again, in a file that comes back, the quote that was put before a formula."""
	if not frappe.flags.in_import:
		return
	for row in (doc, *doc.get_all_children()):
		for field in row.meta.fields:
			value = row.get(field.fieldname)
			if isinstance(value, str) and value[:1] == QUOTE and _is_formula(value[1:]):
				row.set(field.fieldname, value[1:])


def _is_ours() -> bool:
	given = frappe.local.form_dict
	doctypes = parse_json(given.get("doctype"))
	names = [str(name) for name in (doctypes if isinstance(doctypes, list) else [doctypes]) if name]
	if given.get("report_name"):
		names.append(frappe.db.get_value("Report", str(given.report_name), "ref_doctype"))
	return any(frappe.db.get_value("DocType", name, "module") == MODULE for name in names)


def _is_formula(text: str) -> bool:
	return bool(FORMULA.match(text)) and not HARMLESS.fullmatch(text)


def _harmless_csv(text: str) -> str:
	given = frappe.local.form_dict
	delimiter = str(given.get("csv_delimiter") or ",")[0]
	quoting = csv.QUOTE_NONE if str(given.get("csv_quoting")) == str(csv.QUOTE_NONE) else csv.QUOTE_MINIMAL
	csv.field_size_limit(max(csv.field_size_limit(), len(text)))
	rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=quoting))
	if not any(_is_formula(cell) for row in rows for cell in row):
		return text
	harmless = StringIO(newline="")
	writer = csv.writer(harmless, delimiter=delimiter, quoting=csv.QUOTE_ALL)
	writer.writerows([QUOTE + cell if _is_formula(cell) else cell for cell in row] for row in rows)
	return harmless.getvalue()


def _harmless_xlsx(content: bytes) -> bytes:
	"""A sheet knows text from a formula; only what begins with "=" was taken for one."""
	with ZipFile(BytesIO(content)) as parts:
		sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
		if not any(b"<f" in parts.read(name) for name in sheets):
			return content
	book, harmless = load_workbook(BytesIO(content)), BytesIO()
	for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
		if cell.data_type == "f":
			cell.data_type, cell.quotePrefix = "s", True
	book.save(harmless)
	return harmless.getvalue()
