"""Steps inside the tests' own site: `python inside_site.py SITE STEP`, in the bench's `sites` folder, prints JSON."""

import json
import sys
from pathlib import Path

import frappe

sys.path.insert(0, str(Path(__file__).parents[2]))

#: Logs and counters in which the host itself writes whatever is installed.
HOST_LOGS = {
	"tabActivity Log", "tabError Log", "tabScheduled Job Log", "tabSessions", "tabSeries", "tabAccess Log",
	"tabRoute History", "__global_search", "__UserSettings", "tabPatch Log", "__Auth", "tabDeleted Document",
	"tabPermission Log",
}  # fmt: skip
#: Columns that change with each writing.
PASSING = {"name", "creation", "modified", "modified_by", "owner", "idx"}
#: What the tests' people make beside the app, and what the host hangs on a new user.
MADE_BY_USER = (
	"tabNote", "tabUser", "tabTag", "tabTranslation", "tabWorkflow State", "tabWorkflow Action Master", "tabWorkspace",
	"tabDashboard Settings",
)  # fmt: skip
#: In rows that the host writes by itself: on a new user, and on each app that comes and goes.
HOSTS_OWN = ("@tests.example", "Installed Application", "Navbar Settings")
MODULE = "Liaison App"


def remember() -> int:
	"""Note what the site holds without the app."""
	_memory().write_text(json.dumps({table: sorted(rows) for table, rows in _contents().items()}))
	return len(_contents())


def left() -> dict:
	"""What is there now and was not: by table the rows that the app left behind, and what users made."""
	before = {table: set(rows) for table, rows in json.loads(_memory().read_text()).items()}
	after = _contents()
	added = {table: after[table] - before.get(table, set()) for table in after if not table.endswith("_seq")}
	added = {table: rows for table, rows in added.items() if rows or table not in before}
	kept = [table.removeprefix("tab") for table in MADE_BY_USER if added.pop(table, None)]
	behind = {
		table: sorted(row for row in rows if not any(word in row for word in HOSTS_OWN))
		for table, rows in added.items()
	}
	return {"behind": {table: rows for table, rows in behind.items() if rows}, "kept": kept}


def use() -> dict:
	"""A district at work: its people, families in the programme and out of it, a visit, a meeting, a report."""
	from tests import appointments as plan
	from tests import factories as make
	from tests import people

	made = {"manager": people.make_user("System Manager", "Workspace Manager", "Script Manager")}
	school = make.make_school()
	liaison, leader = make.make_liaison(school), make.make_leader(school)
	family, waiting = make.make_family(school, liaison), make.make_family(school, liaison, "Nominated")
	contact = make.make_contact(family, school, liaison)
	contact.add_comment("Comment", "A word")
	contact.add_tag("urgent")
	attached = {"attached_to_doctype": contact.doctype, "attached_to_name": contact.name}
	make.insert("File", {"file_name": "a.txt", "content": "x", "is_private": 1, **attached})
	make.insert("Note", {"title": "The user's own", "content": "stays"})
	report = {"liaison": liaison, "school": school, "week_start": make.monday(1)}
	return {
		**made,
		"school": school,
		"liaison": liaison,
		"leader": leader,
		"coordinator": make.make_coordinator(),
		"family": family,
		"member": make.adult_of(family),
		"enrolment": frappe.db.get_value("Family Enrolment", {"family": waiting}),
		"visit": plan.make_visit(family, school, liaison).name,
		"meeting": plan.make_meeting([family], school, liaison).name,
		"report": make.insert("Weekly Activity Report", report).name,
	}


def age() -> None:
	"""Let all that the app brought look older than its files: the next migrate is an update to a new version."""
	for (doctype,) in frappe.db.sql(
		"select parent from tabDocField where options = 'Module Def' and fieldname = 'module'"
	):
		if frappe.db.table_exists(doctype):
			frappe.db.sql(f"update `tab{doctype}` set modified = '2000-01-01' where module = %s", MODULE)
	frappe.db.sql("update tabDocType set migration_hash = null where module = %s", MODULE)
	frappe.db.delete("Patch Log", {"patch": ["like", "liaison_app.%"]})


def install_again() -> None:
	"""Insert what an installation inserts, as a forced one would."""
	from liaison_app.install import after_install

	after_install()


def _memory() -> Path:
	return Path(frappe.get_site_path("private", "before.json"))


def _contents() -> dict[str, set[str]]:
	"""Every row of every table by what it says: a migrate of the host's own makes rows anew under new names."""
	tables = [table for (table,) in frappe.db.sql("show tables") if table not in HOST_LOGS]
	return {
		table: {_said(row) for row in frappe.db.sql(f"select * from `{table}`", as_dict=True)}
		for table in tables
	}


def _said(row: dict) -> str:
	return str({key: value for key, value in row.items() if key not in PASSING})


def main(site: str, step: str) -> None:
	"""Run one step, and commit what it did."""
	frappe.init(site=site)
	frappe.connect()
	frappe.set_user("Administrator")
	found = globals()[step]()
	frappe.db.commit()
	frappe.destroy()
	print(json.dumps(found, default=str))


if __name__ == "__main__":
	main(*sys.argv[1:])
