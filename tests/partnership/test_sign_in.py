"""The sign-in page of an event: for whoever comes, from its opening to its end, and it tells nobody anything."""

import frappe
import pytest
from frappe.utils import now_datetime

from liaison_app.partnership.sign_in import get_sign_in, open_sign_in, sign_in
from tests import factories as make
from tests.appointments import ago
from tests.connection import as_user, working_as
from tests.partnership.events import change_event, come, family_of, head_count, make_event

#: Fields of an event that a test gives in minutes ago.
MOMENTS = ("planned_start", "planned_end")


@pytest.fixture(autouse=True)
def _a_guest_asks(site: str):
	"""As over HTTP: a call comes from an address."""
	frappe.local.request_ip = f"test {frappe.generate_hash(length=8)}"
	yield
	frappe.local.request_ip = None


@pytest.fixture
def event(here):
	"""An event that has just begun."""
	languages = [{"language": "en"}, {"language": "es"}]
	return make_event(here, planned_start=ago(10), planned_end=ago(-60), languages=languages).name


def link_of(event: str, user: str) -> str:
	"""The token of a new link."""
	with working_as(user):
		return open_sign_in(event)["url"].partition("#")[2]


@pytest.fixture
def token(here, event):
	return link_of(event, here.liaison)


def sign(token: str, name: str = "Rosa Okonkwo", entry: str = "", **values) -> None:
	with working_as("Guest"):
		sign_in(token=token, entry=entry or frappe.generate_hash(length=8), name=name, **values)


def page(token: str) -> dict:
	with working_as("Guest"):
		return get_sign_in(token=token)


def rows(event: str) -> list[dict]:
	return frappe.get_all(
		"Event Attendance",
		{"event": event},
		["person_name", "adults", "children", "asked_language"],
		order_by="creation asc",
	)


def test_whoever_comes_signs_in_and_is_counted(here, event, token):
	sign(token, adults=2, children=3, language="es")
	assert rows(event) == [
		{"person_name": "Rosa Okonkwo", "adults": 2, "children": 3, "asked_language": "es"}
	]
	assert head_count(event) == 5
	assert frappe.get_all("Event Attendance", {"event": event}, pluck="signed_in_at")[0] <= now_datetime()


def test_the_page_shows_the_event_and_its_languages_and_nothing_else(here, event, token):
	come(event, family_of(here))
	sign(token)
	assert page(token) == {
		"event_name": "Family reading night",
		"languages": [{"value": "en", "label": "English"}, {"value": "es", "label": page(token)["languages"][1]["label"]}],
	}  # fmt: skip


def test_who_gives_no_name_is_a_walk_in(event, token):
	sign(token, name="  ", adults=2)
	assert rows(event)[0].person_name in (None, "")
	assert head_count(event) == 2


def test_the_same_touch_twice_counts_once(event, token):
	sign(token, entry="one")
	sign(token, entry="one")
	assert head_count(event) == 1
	sign(token, entry="two")
	assert head_count(event) == 2, "Two people may have one name."


@pytest.mark.parametrize("people", [(0, 0), (21, 0), (-1, 2), (10, 11)])
def test_numbers_that_cannot_be_are_refused_in_a_sentence(event, token, people):
	with pytest.raises(frappe.ValidationError, match="How many of you are here"):
		sign(token, adults=people[0], children=people[1])
	assert rows(event) == []


def test_what_a_stranger_types_is_text_of_one_line(event, token):
	sign(token, name="<img src=x onerror=alert(1)>Rosa\n\t\u0007=HYPERLINK(1)" + "x" * 400)
	name = rows(event)[0].person_name
	assert "onerror" not in name and "\n" not in name and len(name) <= 140
	assert "Rosa" in name


def test_a_language_that_is_not_spoken_there_is_not_kept(event, token):
	sign(token, language="de")
	assert rows(event)[0].asked_language is None


@pytest.mark.parametrize("word", ["", "x", "%", "0" * 64])
def test_without_the_token_nobody_is_told_that_there_is_an_event(event, token, word):
	assert page(word) == {}
	with pytest.raises(frappe.ValidationError, match="Sign-in is not open now"):
		sign(word)
	assert page(token), "With it, one is."


def test_the_hash_that_the_event_keeps_is_no_token(event, token):
	kept = frappe.db.get_value("Engagement Event", event, "sign_in_key")
	assert kept and kept != token
	assert page(kept) == {}


def test_nobody_writes_a_key_of_their_own(here, event, token):
	before = frappe.db.get_value("Engagement Event", event, "sign_in_key")
	assert change_event(event, here.liaison, sign_in_key="x" * 64).sign_in_key == before


def test_a_new_link_ends_the_one_before(here, event, token):
	assert page(token)
	newer = link_of(event, here.liaison)
	assert page(token) == {}
	assert page(newer)


@pytest.mark.parametrize(
	"values",
	[
		{"status": "Held"},
		{"status": "Called Off", "called_off_reason": "Snow."},
		{"parents": 30},
		{"planned_start": -61, "planned_end": -120},
	],
)
def test_sign_in_ends_with_the_event_and_begins_an_hour_before_it(event, token, values):
	assert page(token)
	change_event(event, **{key: ago(value) if key in MOMENTS else value for key, value in values.items()})
	assert page(token) == {}
	with pytest.raises(frappe.ValidationError, match="Sign-in is not open now"):
		sign(token)
	assert rows(event) == []


def test_it_is_closed_when_the_event_has_ended(event, token):
	frappe.db.set_value("Engagement Event", event, {"planned_start": ago(90), "planned_end": ago(1)})
	assert page(token) == {}


@pytest.mark.parametrize("step", [{}, {"rating": "3"}, {"status": "Held"}, {"status": "Called Off", "called_off_reason": "Snow."}])  # fmt: skip
def test_an_old_link_does_not_open_again_when_an_event_that_is_over_is_to_end_later(here, event, token, step):
	if not step.get("status"):
		frappe.db.set_value("Engagement Event", event, {"planned_start": ago(90), "planned_end": ago(1)})
	if step:
		change_event(event, **step)
	change_event(event, status="Planned", planned_start=ago(10), planned_end=ago(-60))
	assert page(token) == {}
	with pytest.raises(frappe.ValidationError, match="Sign-in is not open now"):
		sign(token)
	assert page(link_of(event, here.liaison)), "A new link opens it."


def test_an_end_that_was_moved_into_the_past_by_mistake_ends_the_link_too(event, token):
	change_event(event, planned_start=ago(90), planned_end=ago(1))
	change_event(event, planned_start=ago(10), planned_end=ago(-60))
	assert page(token) == {}


def test_an_event_that_lasts_longer_than_planned_keeps_its_link(event, token):
	change_event(event, planned_end=ago(-120))
	assert page(token)


def test_it_is_closed_when_more_have_signed_in_than_the_settings_allow(event, token):
	frappe.db.set_single_value("Liaison Settings", "sign_in_most", 2)
	sign(token)
	sign(token)
	with pytest.raises(frappe.ValidationError, match="Sign-in is not open now"):
		sign(token)


def test_the_link_is_made_by_the_schools_liaisons_and_coordinators(here, event):
	assert link_of(event, here.liaison)
	assert link_of(event, make.make_coordinator())
	stranger = make.make_liaison(make.make_school())
	for user in (here.parent, here.leader, stranger):
		with pytest.raises(frappe.PermissionError):
			link_of(event, user)
	as_user("Administrator")


def test_an_event_that_is_over_has_no_page(here):
	over = make_event(here)
	with pytest.raises(frappe.ValidationError, match="The event is over"):
		link_of(over.name, here.liaison)
