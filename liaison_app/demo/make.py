"""Makes the demo district, step by step; each step is kept before the next begins."""

from collections.abc import Callable, Iterator

import frappe
from frappe.utils import add_days

from liaison_app.demo.calendar import Calendar
from liaison_app.demo.families import close_families, make_families
from liaison_app.demo.known import Known, read_families
from liaison_app.demo.marker import Marker, read_marker
from liaison_app.demo.materials import make_library, read_library
from liaison_app.demo.partnership import make_partnership
from liaison_app.demo.plan import LANGUAGES, Plan, make_plan
from liaison_app.demo.pupil_records import make_pupil_records, screen_pupils
from liaison_app.demo.pupils import prepare_import, pupils_csv, run_import
from liaison_app.demo.reports import LAST_WEEK, make_reports
from liaison_app.demo.staff import APPROVER_OF, DANA, LIAISONS, PEOPLE, SCHOOLS, Person, School
from liaison_app.demo.star import read_children
from liaison_app.demo.work import make_work
from liaison_app.permissions.matrix import CAPACITIES, LIAISON
from liaison_app.school_calendar.weeks import school_year_of

Steps = Iterator[tuple[str, Callable[[], None]]]


def make(say: Callable[[str], None] = lambda line: None) -> bool:
	"""Make the demo district, or what is still missing of it. Returns False where it was complete.

	say: told of each stage. Runs as Administrator, and lets each person do what that person would do. Commits
	each step. Raises frappe.ValidationError on a site with families of its own, star.PackagesMissing without
	the optional packages.
	"""
	marker = read_marker()
	if marker and marker.finished:
		return False
	if not marker:
		_refuse_live_site()
		marker = Marker.begin()
	calendar = Calendar(marker.day)
	plan = make_plan(read_children(calendar.starts_on), calendar)
	was_muted, frappe.flags.mute_emails = frappe.flags.mute_emails, True
	try:
		_run(_steps(marker, calendar, plan), marker, say)
	finally:
		frappe.flags.mute_emails = was_muted
	return True


def missing_stages() -> list[str]:
	"""What the app makes by now, of which a demo that an earlier version made has nothing; empty without a demo."""
	marker = read_marker()
	if not marker:
		return []
	keys = [f"people:{person.user}" for person in PEOPLE]
	keys += [key for key, _action in _steps(marker, Calendar(marker.day), None)]
	return sorted({key.split(":")[0] for key in keys if key not in marker.done})


def _run(steps: Steps, marker: Marker, say: Callable[[str], None]) -> None:
	stage = ""
	for key, action in steps:
		if key in marker.done:
			continue
		if key.split(":")[0] != stage:
			stage = key.split(":")[0]
			say(f"making the demo's {stage}")
		action()
		marker.done.append(key)
		marker.write()
		frappe.db.commit()  # a step of a command, never inside a request
	marker.finished = True
	marker.write()
	frappe.db.commit()  # the command's last step


def _refuse_live_site() -> None:
	"""A demo belongs on a site for trying things out, or on one that nobody works on yet."""
	if frappe.conf.developer_mode or frappe.conf.allow_tests or not frappe.db.count("Focus Family"):
		return
	frappe.throw(
		frappe._(
			"This site has families of its own, and a demo district would stand among them: make it on a site of"
			" its own, or set developer_mode in this site's configuration."
		)
	)


def _steps(marker: Marker, calendar: Calendar, plan: Plan | None) -> Steps:
	"""Each step by its key. plan: None where the keys alone are asked."""
	yield "languages", lambda: _enable_languages(marker)
	yield "year", lambda: _make_year(marker, calendar)
	yield "people", lambda: _make_people(marker)
	for school in SCHOOLS:
		yield f"schools:{school.name}", lambda school=school: _make_school(school, calendar)
	yield "pupils:file", lambda: _prepare_pupils(marker, plan)
	yield "pupils", lambda: _import_pupils(marker)
	yield "families", lambda: _make_families(marker, plan, calendar)
	for liaison in LIAISONS:
		yield (
			f"work:{liaison.user}",
			lambda liaison=liaison: make_work(liaison, _known(marker, plan), calendar),
		)
	yield "records", lambda: make_pupil_records(plan, calendar)
	yield "leaving", lambda: close_families(_known(marker, plan))
	yield "screening", lambda: screen_pupils(calendar)
	yield "materials", lambda: _make_materials(marker)
	# Before the weekly reports, which count the events.
	for school in SCHOOLS:
		yield (
			f"partnership:{school.name}",
			lambda school=school: _make_partnership(marker, plan, school, calendar),
		)
	for liaison, school in LAST_WEEK:
		key = f"reports:{liaison.user}:{school.name}"
		yield key, lambda liaison=liaison, school=school: make_reports(liaison, school, calendar)


def _make_families(marker: Marker, plan: Plan, calendar: Calendar) -> None:
	marker.families = make_families(plan.families, calendar)


def _known(marker: Marker, plan: Plan) -> list[Known]:
	return read_families(plan.families, marker.families)


def _make_materials(marker: Marker) -> None:
	marker.materials = sorted(make_library().values())


def _make_partnership(marker: Marker, plan: Plan, school: School, calendar: Calendar) -> None:
	make_partnership(school, _known(marker, plan), read_library(marker.materials), calendar)


def _enable_languages(marker: Marker) -> None:
	"""Only languages that can be chosen are offered in the desk."""
	marker.languages = frappe.get_all(
		"Language",
		filters={"name": ["in", sorted(set(LANGUAGES))], "enabled": 0},
		pluck="name",
		order_by="name asc",
	)
	switch_languages(marker.languages, 1)


def switch_languages(codes: list[str], enabled: int) -> None:
	"""Offer these languages in the desk, or no longer."""
	for code in codes:
		frappe.get_doc("Language", code).update({"enabled": enabled}).save()


def _make_year(marker: Marker, calendar: Calendar) -> None:
	"""A year around today and one before it, unless the site has such: then its own serve."""
	if not school_year_of(marker.day):
		last = frappe.get_all("School Year", pluck="ends_on", order_by="ends_on desc", limit=1)
		starts_on = max([calendar.starts_on, *(add_days(day, 1) for day in last)])
		values = {"starts_on": starts_on, "ends_on": calendar.ends_on}
		values |= {"terms": calendar.terms(), "days_off": calendar.days_off()}
		marker.school_year = _insert_year(calendar.name, values)
	if not frappe.db.exists("School Year", {"starts_on": ["<=", calendar.year_before_ends_on]}):
		values = {"starts_on": calendar.year_before_starts_on, "ends_on": calendar.year_before_ends_on}
		marker.year_before = _insert_year(calendar.name_before, values)


def _insert_year(name: str, values: dict) -> str:
	return frappe.get_doc({"doctype": "School Year", "year_name": name, **values}).insert().name


def _make_people(marker: Marker) -> None:
	"""All of them in one step: each login empties the host's caches, and each commit would do so again."""
	for person in PEOPLE:
		key = f"people:{person.user}"
		if key not in marker.done:
			make_person(person, marker.password)
			marker.done.append(key)


def make_person(person: Person, password: str) -> None:
	"""A login, and a liaison's profile; no mail is sent."""
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": person.user,
			"first_name": person.first_name,
			"last_name": person.last_name,
			"send_welcome_email": 0,
			"new_password": password,
			"mobile_no": person.phone or None,
			"roles": [{"role": role} for role in person.roles],
			"onboarding_status": frappe.as_json(_tours_of_the_host()),
		}
	)
	user.flags.no_welcome_mail = True
	user.flags.ignore_password_policy = True
	user.insert()
	if person.role == LIAISON:
		_make_liaison(person)


def _tours_of_the_host() -> dict[str, dict]:
	"""The host's tours of its own desk as taken: else they lie over what the demo is to show."""
	tours = frappe.get_all("Form Tour", filters={"ui_tour": 1}, pluck="name", order_by="name asc")
	return {tour: {"is_complete": True} for tour in tours}


def _make_liaison(person: Person) -> None:
	frappe.get_doc(
		{
			"doctype": "Family Liaison",
			"user": person.user,
			"weekly_hours": 20,
			"languages": [{"language": code, "level": "Fluent"} for code in ("en", *person.languages)],
		}
	).insert()


def _make_school(school: School, calendar: Calendar) -> None:
	frappe.get_doc(
		{
			"doctype": "Liaison School",
			"school_name": school.name,
			"school_code": school.code,
			"kind": school.kind,
			"title_i": int(school.title_i),
			"community_profile": school.profile,
			"alarm_person": APPROVER_OF[school.name].user,
			"staff": [
				{"user": person.user, "capacity": person.role, "starts_on": calendar.programme_starts_on}
				for person in PEOPLE
				if school.name in person.schools and person.role in CAPACITIES
			],
		}
	).insert()


def _prepare_pupils(marker: Marker, plan: Plan) -> None:
	schools = {school.code: school.name for school in SCHOOLS}
	marker.data_import = prepare_import(pupils_csv(plan.pupils, schools), DANA.user)


def _import_pupils(marker: Marker) -> None:
	if run_import(marker.data_import, DANA.user) != "Success":
		frappe.throw(
			frappe._("The pupils could not all be imported: see Data Import {0}.").format(marker.data_import)
		)
