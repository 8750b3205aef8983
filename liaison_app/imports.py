"""Import files with words where numbers belong: the host would read each as 0, and say nothing."""

import re
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.permissions.rooms import ROOMS

NUMBERS = ("Int", "Float", "Percent", "Currency")
NUMBER = re.compile(r"[-+]?[\d,]+(\.\d+)?")
#: What the host reads as a tick or as none.
TICKS = ("t", "f", "true", "false", "yes", "no", "y", "n", "0", "1")
#: Rows that one message names.
NAMED = 5


def refuse_words_for_numbers(data_import: Document, _method: str | None = None) -> None:
	"""Refuse a file for one of our documents that has a word in a column of numbers or ticks.

	Raises frappe.ValidationError that names row, column and word.
	"""
	changed = any(data_import.has_value_changed(field) for field in ("import_file", "template_options"))
	if not changed or not data_import.import_file or data_import.reference_doctype not in ROOMS:
		return
	wrong = list(_wrong_cells(data_import.get_importer().import_file))
	if not wrong:
		return
	sentences = [
		_("Row {0}, {1}: {2} is no number.").format(row, label, frappe.bold(frappe.utils.escape_html(word)))
		if is_number
		else _("Row {0}, {1}: {2} is neither Yes nor No.").format(row, label, frappe.bold(frappe.utils.escape_html(word)))
		for row, label, word, is_number in wrong[:NAMED]
	]  # fmt: skip
	if len(wrong) > NAMED:
		sentences.append(_("{0} more cells are like that.").format(len(wrong) - NAMED))
	frappe.throw("<br>".join([*sentences, _("Mend the file, or empty the cells.")]))


def _wrong_cells(import_file) -> Iterator[tuple[int, str, str, bool]]:
	columns = [column for column in import_file.columns if column.df and not column.skip_import]
	for row in import_file.data:
		for column in columns:
			word = str("" if row.get(column.index) is None else row.get(column.index)).strip()
			is_number = column.df.fieldtype in NUMBERS
			if is_number and word and not NUMBER.fullmatch(word):
				yield row.row_number, _(column.df.label), word, True
			elif column.df.fieldtype == "Check" and word and word.lower() not in TICKS:
				yield row.row_number, _(column.df.label), word, False
