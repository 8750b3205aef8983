"""What a liaison typed stays on the screen, and can be kept, whatever happens before it is saved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import frappe
import pytest

from tests import appointments as plan
from tests import factories as make
from tests.browser.desk import Desk
from tests.connection import committing
from tests.outgoing_mail import committed_mail_account
from tests.pace import calls_a_minute, wait_for_room
from tests.web import PASSWORD

pytestmark = pytest.mark.browser

WORDS = "She would like to help in the library."
CURTAIN = "[data-liaison=session-ended]"


@dataclass(frozen=True)
class Here:
	"""A school with its liaison."""

	school: str
	liaison: str


@dataclass(frozen=True)
class Place:
	"""Where one types. box: takes the words. button: sends them. kept: what holds in the page once they are kept."""

	desk: Desk
	box: str
	button: str
	kept: str
	is_dialog: bool = True

	def words(self) -> str:
		"""What stands in the box that the user sees."""
		return self.desk.see(self.box).input_value()

	def save(self) -> None:
		"""Touch the button."""
		self.desk.settle().tap(self.button)

	def saves(self) -> None:
		"""Touch the button, and wait until the words are kept."""
		self.save()
		self.desk.page.wait_for_function(self.kept)


@pytest.fixture(scope="module")
def here(site) -> Iterator[Here]:
	with committing():
		school = make.make_school()
		liaison = make.make_liaison(school)
	with committed_mail_account():
		yield Here(school, liaison)


@pytest.fixture
def family(here) -> str:
	"""A family of the liaison's that can be written to; committed."""
	with committing():
		name = make.make_family(here.school, here.liaison)
		frappe.db.set_value("Family Member", make.adult_of(name), "email", "rosa@families.example")
	return name


def in_dialog(desk: Desk, name: str, field: str) -> Place:
	dialog = f"[data-liaison={name}-dialog]"
	box = f"{dialog} textarea[data-fieldname={field}]"
	place = Place(desk, box, f"{dialog} .btn-primary", "!window.cur_dialog?.display")
	desk.see(place.box).fill(WORDS)
	return place


def contact(desk: Desk, here: Here, family: str) -> Place:
	desk.go("Form", "Focus Family", family).tap("[data-liaison=log]").dialog().wait_for()
	desk.choose("outcome", "Reached").tap("[data-liaison=more] summary")
	return in_dialog(desk, "contact", "summary")


def finish(desk: Desk, here: Here, family: str) -> Place:
	with committing():
		visit = plan.make_visit(family, here.school, here.liaison)
		plan.add_step(visit)
	desk.go("Form", "Home Visit", visit.name).tap("[data-liaison=finish]").see("[data-liaison=finish-dialog]")
	desk.tap("[data-liaison=more] summary")
	return in_dialog(desk, "finish", "reflection")


def message(desk: Desk, here: Here, family: str) -> Place:
	desk.go("log-contact").see("[data-liaison=search]")
	desk.page.evaluate("name => liaison_app.open_message_dialog([name])", family)
	desk.see("[data-liaison=message-dialog] [data-choice=to] label.liaison-chip")
	desk.type("subject", "Friday", within="[data-liaison=message-dialog]")
	return in_dialog(desk, "message", "text")


def form(desk: Desk, here: Here, family: str) -> Place:
	desk.go("Form", "Focus Family", family).is_form_of("Focus Family")
	desk.type("strengths", WORDS)
	box = ".form-page [data-fieldname=strengths] textarea"
	return Place(desk, box, ".primary-action", "!cur_frm.is_dirty()", is_dialog=False)


PLACES: dict[str, Callable[[Desk, Here, str], Place]] = {
	"contact dialog": contact,
	"finish dialog": finish,
	"message dialog": message,
	"form": form,
}


@pytest.fixture(params=PLACES)
def place(request, open_desk, here, family) -> Place:
	"""Words were typed and not saved yet."""
	return PLACES[request.param](open_desk(here.liaison), here, family)


def end_sessions(desk: Desk, user: str) -> None:
	"""As when they have run out, or an administrator ended them."""
	table = frappe.qb.DocType("Sessions")
	frappe.db.rollback()
	sids = frappe.qb.from_(table).select(table.sid).where(table.user == user).orderby(table.sid).run()
	for _time in range(2):  # a request that was under way brings its session back
		desk.settle().pause()
		with committing():
			for (sid,) in sids:
				frappe.sessions.delete_session(sid, user=user)


def log_in_again(desk: Desk, user: str) -> None:
	"""By the button, in a new tab, and back to the old one."""
	with desk.page.context.expect_page() as opened:
		desk.tap(f"{CURTAIN} .btn-primary")
	tab = opened.value
	tab.fill("#login_email", user)
	tab.fill("#login_password", PASSWORD)
	tab.click(".form-login .btn-login")
	tab.wait_for_function("() => window.frappe?.boot?.user")
	tab.close()
	desk.page.bring_to_front()
	desk.page.evaluate(
		"() => dispatchEvent(new Event('focus'))"
	)  # a headless browser has no window to go back to


def test_words_outlive_a_lost_connection(place):
	place.desk.page.context.set_offline(True)
	place.save()
	place.desk.see(".desk-alert", "Connection Lost")
	if place.is_dialog:
		assert "What you typed is still here" in place.desk.message()
	place.desk.page.context.set_offline(False)
	if place.is_dialog:
		place.desk.close_message()
	assert place.words() == WORDS
	place.saves()


def test_words_outlive_a_session_that_ended(place, here):
	end_sessions(place.desk, here.liaison)
	place.save()
	curtain = place.desk.see(CURTAIN)
	assert "not saved yet" in curtain.inner_text()
	log_in_again(place.desk, here.liaison)
	curtain.wait_for(state="hidden")
	assert place.words() == WORDS
	place.saves()


def test_words_outlive_more_calls_than_a_minute_allows(open_desk, here, family):
	place = contact(open_desk(here.liaison), here, family)
	place.desk.settle()
	with calls_a_minute(1):
		wait_for_room(seconds=20)
		place.desk.page.evaluate("() => frappe.xcall('liaison_app.safety.who_is_out.who_is_out')")
		place.save()
		assert "More than 1 requests in a minute came from your login. Wait " in place.desk.message()
		assert place.desk.page.locator(".msgprint:visible").count() == 1
		place.desk.close_message()
		assert place.words() == WORDS
	place.saves()


def test_words_outlive_that_an_adult_was_barred_meanwhile(open_desk, here, family):
	place = contact(open_desk(here.liaison), here, family)
	with committing():
		frappe.db.set_value("Guardianship", {"family_member": make.adult_of(family)}, "may_be_contacted", 0)
	place.save()
	assert "may not be contacted" in place.desk.message()
	place.desk.close_message()
	assert place.words() == WORDS
	place.desk.choose("direction", "Incoming")
	place.saves()
	frappe.db.rollback()
	assert frappe.db.get_value("Liaison Contact", {"family": family}, ["summary", "direction"]) == (
		WORDS,
		"Incoming",
	)


def test_a_visit_that_another_changed_meanwhile_is_finished_with_both_changes(open_desk, here, family):
	place = finish(open_desk(here.liaison), here, family)
	with committing():
		visit = frappe.get_doc("Home Visit", {"family": family})
		visit.append("visitors", {"person_name": "Mr. Lund", "role": "Teacher"})
		visit.correction_reason = "Mr. Lund goes along."
		visit.save()
	place.saves()
	visit = as_written("Home Visit", family)
	assert (visit.status, visit.reflection) == ("Completed", WORDS)
	assert "Mr. Lund" in [row.person_name for row in visit.visitors]


def test_words_outlive_that_another_ended_the_visit_meanwhile(open_desk, here, family):
	place = finish(open_desk(here.liaison), here, family)
	with committing():
		visit = frappe.get_doc("Home Visit", {"family": family})
		plan.move(visit, "Called Off", called_off_by="Family", called_off_reason="The child is ill.")
	place.save()
	assert "not offered any more" in place.desk.message()
	place.desk.close_message()
	assert place.words() == WORDS
	place.desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
	place.desk.tap("[data-liaison=finish-dialog] .btn-modal-secondary").see(".desk-alert", "clipboard")
	assert f"Reflection: {WORDS}" in place.desk.page.evaluate("() => navigator.clipboard.readText()")


def test_a_message_outlives_that_its_reader_was_taken_out_meanwhile(open_desk, here, family):
	place = message(open_desk(here.liaison), here, family)
	with committing():
		frappe.db.set_value("Family Member", make.adult_of(family), "safe_email", 0)
	place.save()
	place.desk.see("[data-liaison=skipped]", "is not a safe way")
	assert place.words() == WORDS


def test_words_are_put_into_a_form_that_another_changed_meanwhile(open_desk, here, family):
	place = form(open_desk(here.liaison), here, family)
	with committing():
		doc = frappe.get_doc("Focus Family", family)
		doc.safety_instruction = "Ring twice."
		doc.save()
	place.save()
	conflict = place.desk.see("[data-liaison=conflict]", WORDS)
	conflict.locator(".btn-primary:visible").click()
	conflict.wait_for(state="hidden")
	assert place.words() == WORDS
	place.saves()
	doc = as_written("Focus Family", family)
	assert (doc.strengths, doc.safety_instruction) == (WORDS, "Ring twice.")


def as_written(doctype: str, family: str):
	"""A family's document as another connection wrote it."""
	frappe.db.rollback()
	return frappe.get_doc(doctype, family if doctype == "Focus Family" else {"family": family})
