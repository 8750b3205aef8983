"""Prints the parts of the docs that the code knows best: `python3 docs/print_docs.py`. Needs no site.

data-model.md comes from the DocTypes' JSON, the table in permissions.md from permissions/matrix.py.
tests/rules/test_printed_docs.py fails while either is out of date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from liaison_app.permissions import matrix  # noqa: E402

DOCTYPES = ROOT / "liaison_app" / "liaison_app" / "doctype"
DATA_MODEL = ROOT / "docs" / "data-model.md"
PERMISSIONS = ROOT / "docs" / "permissions.md"
BEGIN, END = "<!-- printed: begin -->", "<!-- printed: end -->"

#: Every DocType that is no child table stands in one group.
GROUPS = {
	"Set-up": (
		"Liaison Settings", "Liaison School", "School Year", "Family Liaison", "Involvement Type", "Contact Purpose",
		"Contact Channel", "Barrier Category", "Grade Level", "Assessment Subject", "Record Kind", "Partnership Role",
		"Material Type",
	),
	"Families": (
		"Focus Family", "Family Member", "Focus Student", "Family Enrolment", "Family Address", "Access Exclusion",
	),
	"Privacy": ("Family Consent", "Restricted Note", "Disclosure Log Entry", "Records Request"),
	"Progress and choice": (
		"Student Progress Record", "Student Assessment", "Selection Criterion", "Screening Run", "Screening Result",
		"Year Rollover",
	),
	"Outreach": (
		"Liaison Contact", "Home Visit", "Liaison Meeting", "Liaison Activity", "Next Step", "Weekly Activity Report",
	),
	"Partnership": (
		"Partnership Team", "Partnership Plan", "Partnership Activity", "Engagement Event", "Event Attendance", "Outreach Material",
		"Material Handout", "Title I Population", "After School Program", "After School Enrolment",
	),
	"Ledger": ("Liaison Ledger Entry",),
}  # fmt: skip
LAYOUT = ("Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading")
TABLES = ("Table", "Table MultiSelect")
RIGHTS = "R read, W write, C create, S submit and cancel, U correct what was submitted, D delete, P print, X export, F count in figures."
SCOPES = (
	"s in scope at own schools, f on the own caseload or one that is covered, o own record, i invited at own schools, n wrote it or is named in it,"
	" p posted at own schools, a all rows."
	" A dash: the role never gets in."
)


def main() -> None:
	"""Write both files."""
	doctypes = read_doctypes()
	DATA_MODEL.write_text(data_model(doctypes), encoding="utf-8")
	PERMISSIONS.write_text(with_matrix(PERMISSIONS.read_text(encoding="utf-8")), encoding="utf-8")


def read_doctypes() -> dict[str, dict]:
	"""The app's DocTypes by name, as their JSON says them."""
	files = sorted(DOCTYPES.glob("*/*.json"))
	return {doctype["name"]: doctype for doctype in (json.loads(file.read_text("utf-8")) for file in files)}


def data_model(doctypes: dict[str, dict]) -> str:
	"""The whole of data-model.md.

	Raises ValueError where a DocType stands in no group.
	"""
	missing = ungrouped(doctypes)
	if missing:
		raise ValueError(f"Name these in GROUPS of docs/print_docs.py: {', '.join(missing)}")
	parts = [
		"# Data model",
		"Printed from the DocTypes by `python3 docs/print_docs.py`; change them, not this file.",
		"Every document also has the host's name, owner, creation, modified, and docstatus.",
	]
	for group, names in GROUPS.items():
		parts.append(f"## {group}")
		parts += [part for name in names for part in _document(doctypes, name)]
	return "\n\n".join(parts) + "\n"


def ungrouped(doctypes: dict[str, dict]) -> list[str]:
	"""The DocTypes that are no child tables and stand in no group."""
	grouped = {name for names in GROUPS.values() for name in names}
	return sorted(
		name for name, doctype in doctypes.items() if not doctype.get("istable") and name not in grouped
	)


def with_matrix(text: str) -> str:
	"""The text with the matrix between its two markers made anew."""
	before, rest = text.split(BEGIN)
	_old, after = rest.split(END)
	return f"{before}{BEGIN}\n\n{matrix_table()}\n\n{END}{after}"


def matrix_table() -> str:
	"""Who may do what, as a table: a row a DocType, a column a role."""
	roles = (*matrix.ROLES, matrix.SYSTEM_MANAGER)
	rows = [["", *roles], ["---"] * (len(roles) + 1)]
	for doctype, cells in matrix.MATRIX.items():
		rows.append([doctype, *(cells.get(role, "-") for role in roles)])
	return f"{RIGHTS}\n{SCOPES}\n\n" + "\n".join(_row(row) for row in rows)


def _document(doctypes: dict[str, dict], name: str) -> list[str]:
	doctype = doctypes[name]
	children = [field["options"] for field in doctype["fields"] if field["fieldtype"] in TABLES]
	parts = [f"### {name}", doctype.get("description", ""), _kind(doctype), _fields(doctype)]
	for child in dict.fromkeys(children):
		parts += [f"#### {child}", doctypes[child].get("description", ""), _fields(doctypes[child])]
	return [part for part in parts if part]


def _kind(doctype: dict) -> str:
	"""How a document is named, and what is special about it."""
	if doctype.get("issingle"):
		return "One record."
	words = [f"Named by `{doctype['autoname']}`."] if doctype.get("autoname") else []
	if doctype.get("is_submittable"):
		words.append("Submittable.")
	if doctype.get("track_changes"):
		words.append("Changes are kept as versions.")
	if doctype.get("allow_import"):
		words.append("Can be imported.")
	return " ".join(words)


def _fields(doctype: dict) -> str:
	rows = [["Field", "Label", "Type", "Options", "Required", "Why"], ["---"] * 6]
	rows += [_field(field) for field in doctype["fields"] if field["fieldtype"] not in LAYOUT]
	return "\n".join(_row(row) for row in rows)


def _field(field: dict) -> list[str]:
	options = field.get("options", "").strip("\n").replace("\n", ", ")
	default = f"Default {field['default']}." if field.get("default") else ""
	why = " ".join(word for word in (field.get("description", ""), _origin(field), default) if word)
	required = "yes" if field.get("reqd") else ""
	return [f"`{field['fieldname']}`", field.get("label", ""), field["fieldtype"], options, required, why]


def _origin(field: dict) -> str:
	if field.get("fetch_from"):
		return f"Taken from `{field['fetch_from']}`."
	return "Set by the app." if field.get("read_only") else ""


def _row(cells: list[str]) -> str:
	return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
	main()
