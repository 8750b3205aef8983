"""What a liaison does from Monday to Friday, by touch. Each day is a function; each returns what it wrote down.

A day opens the desk at its own hour: `open_at(moment, user, phone)` gives a desk on the site and in the browser's
clock alike. A document is known by DocType and name.
"""

from collections.abc import Callable

from tests.browser.desk import Desk
from tests.browser.week.buttons import actions_to
from tests.browser.week.cast import Cast, Family, on

FINISH = "[data-liaison=finish-dialog]"
OpenAt = Callable[..., Desk]
Written = list[tuple[str, str]]


def monday(cast: Cast, open_at: OpenAt) -> Written:
	"""The worklist: a call from its row, and a visit in a pair planned from it."""
	desk = open_at(on("Monday"), cast.liaison)
	row(open_worklist(desk), cast.alvarez).locator("[data-worklist=call]").click()
	call = call_a_safe_number(desk)
	row(open_worklist(desk), cast.alvarez).locator("[data-worklist=visit]").click()
	return [call, plan_visit(desk.is_form_of("Home Visit"), "Ben Okoro")]


def tuesday(cast: Cast, open_at: OpenAt) -> Written:
	"""A text that is answered, a call that is not, and a meeting planned with two families."""
	desk = open_at(on("Tuesday"), cast.liaison)
	row(open_worklist(desk), cast.okafor).locator("[data-worklist=log]").click()
	desk.dialog().wait_for()
	desk.choose("channel", "Text Message").choose("outcome", "Reached").choose("purpose", "Attendance")
	text = saved_contact(desk)
	return [text, try_to_call(desk, cast.tran), plan_meeting(desk, cast)]


def wednesday(cast: Cast, open_at: OpenAt, visit: tuple[str, str]) -> Written:
	"""On the phone: the visit is completed at the door; a father talks to the liaison in the hallway."""
	desk = open_at(on("Wednesday", "17:00"), cast.liaison, phone=True)
	complete_visit(desk, cast, visit)
	return [talk_in_the_hallway(desk, cast.okafor)]


def thursday(cast: Cast, open_at: OpenAt, meeting: tuple[str, str]) -> None:
	"""The meeting takes place."""
	desk = open_at(on("Thursday", "16:30"), cast.liaison)
	hold_meeting(desk, cast, meeting)


def friday(cast: Cast, open_at: OpenAt, report: str) -> Written:
	"""Two hours of tutoring are added from the draft; the report is read, and handed in."""
	desk = open_at(on("Friday", "14:00"), cast.liaison)
	work = add_work(open_report(desk, report), "Tutoring", "Learning at Home", minutes=120)
	open_report(desk, report)
	say(desk, "Learning at Home", "Two pupils read aloud for an hour each.")
	desk.save()
	for action in actions_to("Weekly Activity Report", report, "In Review", cast.liaison):
		desk.press(action)
	desk.reaches("In Review")
	return [work]


def open_worklist(desk: Desk) -> Desk:
	desk.page.goto("/app/query-report/Family Worklist")
	desk.page.wait_for_selector("[data-worklist]", state="attached")
	return desk


def row(desk: Desk, family: Family):
	"""A family's row in the worklist, on a desk's screen."""
	return desk.see(".dt-row", family.title)


def call_a_safe_number(desk: Desk) -> tuple[str, str]:
	"""From the dialog with the numbers that are safe: touch one, and say that someone answered."""
	desk.see("[data-liaison=call-dialog] a[data-way=Call]").click()
	desk.dialog().wait_for()
	desk.choose("outcome", "Reached").choose("purpose", "Attendance")
	return saved_contact(desk)


def saved_contact(desk: Desk) -> tuple[str, str]:
	contact = desk.save_contact()["message"]["contact"]
	desk.dialog().wait_for(state="hidden")
	return "Liaison Contact", contact


def try_to_call(desk: Desk, family: Family) -> tuple[str, str]:
	"""Found by the family's name on the page Log Contact; nobody answers."""
	desk.go("log-contact").see("[data-liaison=search]").fill(family.title)
	desk.see(".liaison-found [data-family]", family.title).click()
	desk.dialog().wait_for()
	desk.choose("outcome", "No Answer")
	return saved_contact(desk)


def plan_visit(desk: Desk, partner: str) -> tuple[str, str]:
	"""At the first time at which the family can be met, with a colleague."""
	desk.tap("[data-fieldname=propose_times] button").tap(".liaison-slot")
	desk.add_row("visitors", "liaison", partner)
	return "Home Visit", desk.save()


def plan_meeting(desk: Desk, cast: Cast) -> tuple[str, str]:
	"""With two families, on Thursday."""
	desk.go("Form", "Liaison Meeting", "new").is_form_of("Liaison Meeting")
	for family in (cast.alvarez, cast.okafor):
		desk.add_row("families", "family", family.title)
	desk.type("planned_start", on("Thursday", "15:30"))
	for family in (cast.alvarez, cast.okafor):
		desk.add_row("invited", "family_member", family.adult_name)
	return "Liaison Meeting", desk.save()


def complete_visit(desk: Desk, cast: Cast, visit: tuple[str, str]) -> None:
	"""Forty minutes at the door, whom the pair met, and what comes next."""
	desk.go("Form", *visit).is_form_of("Home Visit")
	with desk.finishing(actions_to(*visit, "Completed", cast.liaison)):
		desk.choose("who", cast.alvarez.adult_name)
		desk.set_moment("start", on("Wednesday", "16:00")).set_moment("end", on("Wednesday", "16:40"))
		desk.tap("[data-liaison=more] summary").type("travel_minutes", "25", within=FINISH)
		desk.type("what", "Ask for a bus card", within=FINISH)
		desk.type("due_on", on("Friday")[:10], within=FINISH)
	desk.reaches("Completed")


def talk_in_the_hallway(desk: Desk, family: Family) -> tuple[str, str]:
	"""From the family's page: an adult who came to the school asks for help with homework."""
	desk.go("Form", "Focus Family", family.name).see("[data-liaison=family-panel]")
	desk.tap("[data-liaison=log]").dialog().wait_for()
	desk.choose("channel", "In Person").choose("outcome", "Reached").choose("purpose", "Homework Help")
	desk.tap("[data-liaison=more] summary").choose("direction", "Incoming")
	return saved_contact(desk)


def hold_meeting(desk: Desk, cast: Cast, meeting: tuple[str, str]) -> None:
	"""Fifty minutes; one of the two adults came."""
	desk.go("Form", *meeting).is_form_of("Liaison Meeting")
	with desk.finishing(actions_to(*meeting, "Held", cast.liaison)):
		desk.choose("who", cast.alvarez.adult_name)
		desk.set_moment("start", on("Thursday", "15:30")).set_moment("end", on("Thursday", "16:20"))
	desk.reaches("Held")


def open_report(desk: Desk, report: str) -> Desk:
	desk.go("Form", "Weekly Activity Report", report).is_form_of("Weekly Activity Report")
	desk.see("[data-liaison=week]")
	return desk


def say(desk: Desk, involvement_type: str, words: str) -> None:
	"""The liaison's own words beside the figures of a type."""
	box = desk.see(f"[data-type='{involvement_type}'] textarea")
	box.fill(words)
	box.blur()


def add_work(desk: Desk, kind: str, involvement_type: str, minutes: int) -> tuple[str, str]:
	"""By the report's own button."""
	desk.see("button", "Add Work").click()
	desk.is_form_of("Liaison Activity")
	desk.select("kind", kind).type("staff_minutes", str(minutes)).pick("involvement_type", involvement_type)
	return "Liaison Activity", desk.save()
