"""An installation's whole life on a site of its own: install, use, migrate, uninstall; then the site is dropped.

Run as a script in the bench's `sites` folder: `python lifecycle.py SITE` prints what it found as JSON.
"""

import json
import subprocess
import sys
from pathlib import Path

APP = "liaison_app"
#: Logs and counters in which the host itself writes whatever is installed.
HOST_LOGS = {
	"tabActivity Log", "tabError Log", "tabScheduled Job Log", "tabSessions", "tabSeries", "tabAccess Log",
	"tabRoute History", "__global_search", "__UserSettings", "tabPatch Log", "__Auth", "tabDeleted Document",
	"tabPermission Log",
}  # fmt: skip
#: Columns that change with each writing.
PASSING = {"name", "creation", "modified", "modified_by", "owner", "idx"}
#: What the test's user makes beside the app, and what the host hangs on a new user.
MADE_BY_USER = ("tabNote", "tabUser", "tabTag")
#: In rows that the host writes by itself: on a new user, and on each app that comes and goes.
HOSTS_OWN = ("someone@tests.example", "Installed Application", "Navbar Settings")


def lifecycle() -> dict:
	"""Run this file in a process of its own on a new site, and drop the site."""
	import frappe

	from tests.web import free_port

	site = f"life{free_port()}.localhost"
	# A site drops only what is in its own database; the bench's root password comes from its configuration.
	_bench("new-site", site, "--no-mariadb-socket", "--admin-password", "admin")
	try:
		found = subprocess.run([sys.executable, __file__, site], capture_output=True, text=True, check=False)
		if found.returncode:
			raise AssertionError(f"{found.stdout}\n{found.stderr}")
		return json.loads(found.stdout.splitlines()[-1])
	finally:
		root = [
			"--db-root-password",
			frappe.conf.root_password,
			"--db-root-username",
			frappe.conf.root_login or "root",
		]
		_bench("drop-site", site, "--no-backup", "--force", "--archived-sites-path", f"/tmp/{site}", *root)


def _bench(*command: str) -> None:
	whole = [sys.executable, "-m", "frappe.utils.bench_helper", "frappe", *command]
	done = subprocess.run(whole, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
	if done.returncode:
		raise AssertionError(f"{' '.join(command)}: {done.stdout}\n{done.stderr}")


def _live(site: str) -> dict:
	before = _connected(site, _contents)
	_bench("--site", site, "install-app", APP)
	_connected(site, _use)
	_bench("--site", site, "migrate")
	setting = _connected(site, _setting)
	_bench("--site", site, "uninstall-app", APP, "--yes", "--no-backup")
	after = _connected(site, _contents)
	left = {
		table: sorted(after[table] - before.get(table, set()))
		for table in after
		if not table.endswith("_seq")
	}
	left = {table: rows for table, rows in left.items() if rows or table not in before}
	kept = [name.removeprefix("tab") for name in MADE_BY_USER if left.pop(name, None)]
	left = {
		table: [row for row in rows if not any(word in row for word in HOSTS_OWN)]
		for table, rows in left.items()
	}
	return {
		"left_behind": {table: rows for table, rows in left.items() if rows},
		"kept": kept,
		"admin_edit_after_migrate": setting,
	}


def _connected(site: str, work):
	import frappe

	frappe.init(site=site)
	frappe.connect()
	try:
		return work(frappe)
	finally:
		frappe.db.commit()
		frappe.destroy()


def _contents(frappe) -> dict[str, set[str]]:
	"""Every row of every table by what it says: a migrate of the host's own makes rows anew under new names."""
	tables = [table for (table,) in frappe.db.sql("show tables") if table not in HOST_LOGS]
	return {
		table: {_said(row) for row in frappe.db.sql(f"select * from `{table}`", as_dict=True)}
		for table in tables
	}


def _said(row: dict) -> str:
	return str({key: value for key, value in row.items() if key not in PASSING})


def _use(frappe) -> None:
	"""What a district does: an administrator's edit, a family, a contact, a comment, a tag, a file, a note."""
	frappe.set_user("Administrator")
	frappe.db.set_single_value("Liaison Settings", "contact_cadence_days", 9)
	new = _maker(frappe)
	user = new("User", email="someone@tests.example", first_name="Some", send_welcome_email=0,
		roles=[{"role": "Family Liaison"}])  # fmt: skip
	new("Note", title="The user's own", content="stays")
	staff = [{"user": user.name, "capacity": "Family Liaison", "starts_on": "2020-01-01"}]
	school = new("Liaison School", school_name="A School", staff=staff)
	liaison = new("Family Liaison", user=user.name)
	family = new("Focus Family", family_name="A Family")
	adult = new("Family Member", family=family.name, first_name="Ana")
	new("Family Enrolment", family=family.name, school=school.name, liaison=liaison.name, reason="x")
	contact = new("Liaison Contact", family=family.name, family_member=adult.name, school=school.name,
		liaison=liaison.name, channel="Phone Call", purpose="Attendance")  # fmt: skip
	contact.add_comment("Comment", "A word")
	contact.add_tag("urgent")
	new("File", file_name="a.txt", content="x", is_private=1, attached_to_doctype=contact.doctype,
		attached_to_name=contact.name)  # fmt: skip


def _maker(frappe):
	def new(doctype: str, **values):
		return frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)

	return new


def _setting(frappe) -> int:
	return frappe.db.get_single_value("Liaison Settings", "contact_cadence_days")


if __name__ == "__main__":
	sys.path.insert(0, str(Path(__file__).parents[2]))
	print(json.dumps(_live(sys.argv[1])))
