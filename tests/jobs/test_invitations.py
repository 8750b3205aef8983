"""Inviting families to an event is a message to many, by its rules."""

import frappe
import pytest

from liaison_app.outreach.message import deliver, preview_message
from liaison_app.partnership.invitations import get_invitation
from tests import factories as make
from tests.appointments import ago
from tests.connection import working_as
from tests.partnership.events import family_of, make_event
from tests.partnership.plans import Place, make_place


@pytest.fixture
def here(site: str) -> Place:
	"""A school with a liaison, a principal and a parent of the team."""
	return make_place()


@pytest.fixture
def event(here):
	"""An evening in half a day, outside the school."""
	return make_event(
		here, planned_start=ago(-600), planned_end=ago(-700), place_kind="Community Place",
		place_words="Meeting room, Elm Street", child_care=1, meals=1,
	).name  # fmt: skip


def invitation(event: str, user: str) -> dict:
	with working_as(user):
		return get_invitation(event)


def test_the_families_of_ones_own_caseload_at_the_school_are_proposed(here, event):
	own, other = family_of(here), make.make_liaison(here.school)
	colleagues = make.make_family(here.school, other)
	elsewhere = make.make_school()
	make.assign(elsewhere, here.liaison, "Family Liaison")
	make.make_family(elsewhere, here.liaison)
	assert invitation(event, here.liaison)["families"] == [own]
	assert invitation(event, other)["families"] == [colleagues]


def test_the_words_say_when_where_and_what_helps_to_come(event, here):
	text = invitation(event, here.liaison)["text"]
	assert text.startswith("Family reading night: ")
	assert "Meeting room, Elm Street" in text
	assert text.endswith("There is: child care, a meal.")


def test_whoever_is_no_liaison_is_proposed_no_family(here, event):
	family_of(here)
	for user in (here.parent, here.leader):
		assert invitation(event, user)["families"] == []
	with pytest.raises(frappe.PermissionError):
		invitation(event, make.make_liaison(make.make_school()))


def test_who_may_not_be_written_to_is_left_out_as_from_any_message(outgoing_mail, here, event):
	barred, unsafe, reached = (family_of(here) for _number in range(3))
	for family in (barred, unsafe, reached):
		frappe.db.set_value(
			"Family Member",
			make.adult_of(family),
			{"email": f"{frappe.generate_hash(length=6)}@x.example", "safe_email": 1},
		)
	frappe.db.set_value("Family Member", make.adult_of(unsafe), "safe_email", 0)
	frappe.db.set_value("Guardianship", {"parent": make.child_of(barred)}, "may_be_contacted", 0)
	proposed = invitation(event, here.liaison)
	with working_as(here.liaison):
		found = preview_message(proposed["families"], "E-Mail")
	assert [row["family"] for row in found["recipients"]] == [reached]
	assert {row["family"] for row in found["skipped"]} == {barred, unsafe}
	message = {
		"id": "invite", "liaison": here.liaison, "channel": "E-Mail", "purpose": "Event Invitation or Reminder",
		"subject": proposed["subject"], "text": proposed["text"], "minutes": 10,
	}  # fmt: skip
	with working_as(here.liaison):
		deliver(message, proposed["families"])
	logged = frappe.get_all("Liaison Contact", {"message_id": "invite"}, ["family", "is_message", "purpose"])
	assert logged == [{"family": reached, "is_message": 1, "purpose": "Event Invitation or Reminder"}]
