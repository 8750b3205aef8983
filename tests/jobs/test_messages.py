"""One message to many families: who gets it, how it counts, and never twice."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.ledger.audit import verify
from liaison_app.outreach import message as messages
from liaison_app.outreach.message import preview_message, send_message
from tests import factories as make
from tests.appointments import lines
from tests.connection import as_user
from tests.jobs.mail import mailed

TEXT = "School is closed on Friday.\nThe bus comes at 7 <sharp>."


@pytest.fixture(autouse=True)
def _mail(outgoing_mail) -> None:
	"""These messages are mailed."""


@pytest.fixture
def school() -> str:
	return make.make_school()


@pytest.fixture
def liaison(school) -> str:
	return make.make_liaison(school)


def family(school: str, liaison: str, email: str | None = None, **values) -> str:
	"""A family whose adult has an e-mail address."""
	name = make.make_family(school, liaison, **values)
	address = email or f"{frappe.generate_hash(length=8)}@families.example"
	frappe.db.set_value("Family Member", make.adult_of(name), "email", address)
	return name


def send(liaison: str, families: list[str], **values) -> dict:
	as_user(liaison)
	usual = {
		"text": TEXT,
		"channel": "E-Mail",
		"purpose": "Event Invitation or Reminder",
		"subject": "Friday",
	}
	try:
		return send_message(families=families, **{**usual, **values})
	finally:
		as_user("Administrator")


def contacts(*families: str) -> list:
	names = frappe.get_all(
		"Liaison Contact",
		filters={"family": ["in", families], "is_message": 1},
		pluck="name",
		order_by="creation",
	)
	return [frappe.get_doc("Liaison Contact", name) for name in names]


def address(name: str) -> str:
	return frappe.db.get_value("Family Member", make.adult_of(name), "email")


def test_each_family_gets_it_once_and_each_part_is_logged(school, liaison):
	both = [family(school, liaison), family(school, liaison)]
	answer = send(liaison, [*both, both[0]])
	assert (answer["families"], answer["skipped"]) == (2, [])
	assert mailed() == sorted(address(name) for name in both)
	parts = contacts(*both)
	assert len(parts) == 2
	assert all(part.summary.startswith("Friday\nSchool is closed") for part in parts)


def test_a_message_is_no_contact_no_attempt_and_no_reach(school, liaison):
	name = family(school, liaison)
	send(liaison, [name])
	[contact] = contacts(name)
	[line] = lines(contact.name)
	assert (line.units, line.attempted, line.reached, line.activity_kind) == (0, 0, 0, "Message")
	assert frappe.db.get_value("Focus Family", name, "last_reached") is None


def test_the_minutes_of_the_whole_message_count_once(school, liaison):
	three = [family(school, liaison) for _number in range(3)]
	send(liaison, three, minutes=10)
	assert sorted(row.staff_minutes for row in contacts(*three)) == [3, 3, 4]
	assert verify() == []


def test_more_families_than_minutes_still_sum_to_the_minutes(school, liaison):
	three = [family(school, liaison) for _number in range(3)]
	send(liaison, three, minutes=2)
	assert sorted(row.staff_minutes for row in contacts(*three)) == [0, 1, 1]


def test_what_was_written_cannot_carry_markup_and_names_no_document(school, liaison):
	send(liaison, [family(school, liaison)])
	mail = frappe.get_last_doc("Email Queue")
	page = mail.message.split("Content-Type: text/html")[1]
	assert "&lt;sharp&gt;" in page
	assert "<sharp>" not in page
	assert (mail.reference_doctype, mail.reference_name) == (None, None)


def test_a_barred_adult_gets_nothing_and_the_other_adult_is_asked(school, liaison):
	name = family(school, liaison)
	barred = make.adult_of(name)
	row = frappe.get_all("Guardianship", filters={"family_member": barred}, pluck="name", order_by="name")[0]
	frappe.db.set_value("Guardianship", row, "may_be_contacted", 0)
	assert send(liaison, [name])["skipped"][0]["reason"] == "no adult may be contacted"
	assert mailed() == []
	make.make_member(name, email="other@families.example")
	assert send(liaison, [name])["families"] == 1
	assert mailed() == ["other@families.example"]


@pytest.mark.parametrize(
	("field", "value", "reason"),
	[("safe_email", 0, "is not a safe way to reach"), ("email", None, "has no e-mail address on file")],
)
def test_an_adult_whom_mail_does_not_reach_safely_is_skipped_with_the_reason(
	school, liaison, field, value, reason
):
	name, other = family(school, liaison), family(school, liaison)
	frappe.db.set_value("Family Member", make.adult_of(name), field, value)
	answer = send(liaison, [name, other])
	assert [row["family"] for row in answer["skipped"]] == [name]
	assert reason in answer["skipped"][0]["reason"]
	assert mailed() == [address(other)]


def test_a_paused_family_is_left_in_peace(school, liaison):
	name = family(school, liaison, pause_reason="Asked for quiet", pause_ends_on=add_days(nowdate(), 5))
	assert "paused until" in send(liaison, [name])["skipped"][0]["reason"]
	assert contacts(name) == []


def test_who_asked_for_no_more_mail_gets_none(school, liaison):
	name = family(school, liaison)
	unsubscribed = {"doctype": "Email Unsubscribe", "email": address(name), "global_unsubscribe": 1}
	frappe.get_doc(unsubscribed).insert()
	assert "unsubscribed" in send(liaison, [name])["skipped"][0]["reason"]


def test_a_foreign_family_gets_nothing_and_its_name_is_not_told(school, liaison):
	other = make.make_school()
	foreign, own = family(other, make.make_liaison(other)), family(school, liaison)
	answer = send(liaison, [foreign, "no such family", own])
	assert [(row["family_name"], row["reason"]) for row in answer["skipped"]] == [
		("", "not a family of your schools")
	] * 2
	assert mailed() == [address(own)]


def test_nobody_but_a_liaison_writes_to_families(school, liaison):
	name = family(school, liaison)
	for user in (make.make_leader(school), make.make_coordinator()):
		with pytest.raises(frappe.PermissionError, match="Only a liaison can write to families"):
			send(user, [name])
	assert mailed() == []


def test_the_same_message_sent_again_goes_to_nobody_twice(school, liaison):
	first, second = family(school, liaison), family(school, liaison)
	send(liaison, [first], message_id="m1")
	send(liaison, [first, second], message_id="m1")
	assert mailed() == sorted([address(first), address(second)])
	assert len(contacts(first, second)) == 2


def test_a_message_id_is_each_liaisons_own(school, liaison):
	colleague, name = make.make_liaison(school), family(school, liaison)
	send(liaison, [name], message_id="m1")
	send(colleague, [name], message_id="m1")
	assert len(contacts(name)) == 2


def test_a_job_that_is_killed_half_way_goes_on_where_it_stopped(school, liaison, monkeypatch):
	three = [family(school, liaison) for _number in range(3)]
	real, sent = messages.send, []

	def killed(*args):
		if sent:
			raise KeyboardInterrupt
		real(*args)
		sent.append(args)

	monkeypatch.setattr(messages, "send", killed)
	with pytest.raises(KeyboardInterrupt):
		send(liaison, three, minutes=10, message_id="m1")
	monkeypatch.setattr(messages, "send", real)
	send(liaison, three, minutes=10, message_id="m1")
	assert mailed() == sorted(address(name) for name in three)
	assert sum(row.staff_minutes for row in contacts(*three)) == 10


def test_a_right_taken_before_the_job_runs_is_heeded(school, liaison, monkeypatch):
	name, other = family(school, liaison), family(school, liaison)
	queued = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **kwargs: queued.append(kwargs))
	send(liaison, [name, other])
	frappe.db.set_value("Family Member", make.adult_of(name), "safe_email", 0)
	as_user(liaison)
	messages.deliver(queued[0]["message"], queued[0]["families"])
	assert mailed() == [address(other)]


def test_the_job_is_queued_at_once_and_once(school, liaison, monkeypatch):
	queued = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **kwargs: queued.append(kwargs))
	send(liaison, [family(school, liaison)], message_id="m1")
	assert (queued[0].get("enqueue_after_commit"), queued[0]["deduplicate"]) == (None, True)
	assert queued[0]["job_id"].startswith("liaison_message:")


def test_the_setting_caps_the_families_of_a_day(school, liaison):
	frappe.db.set_single_value("Liaison Settings", "message_families_a_day", 2)
	three = [family(school, liaison) for _number in range(3)]
	with pytest.raises(frappe.ValidationError, match="you may write to 2 more today"):
		send(liaison, three)
	send(liaison, three[:2])
	with pytest.raises(frappe.ValidationError, match="you may write to 0 more today"):
		send(liaison, three[2:])
	assert len(mailed()) == 2


def test_a_preview_tells_the_same_and_sends_nothing(school, liaison):
	name = family(school, liaison)
	as_user(liaison)
	assert preview_message([name, "no such family"], "E-Mail")["families"] == 1
	assert (contacts(name), mailed()) == ([], [])


def test_a_preview_says_that_no_text_gateway_is_set_up(school, liaison):
	name = family(school, liaison)
	as_user(liaison)
	assert preview_message([name], "E-Mail")["problem"] is None
	assert "no text gateway is set up" in preview_message([name], "Text Message")["problem"]


def test_a_preview_names_the_adult_and_the_language_and_for_the_others_the_reason(school, liaison):
	reader, speaker, unsafe = (family(school, liaison) for _number in range(3))
	frappe.db.set_value(
		"Family Member", make.adult_of(reader), {"written_language": "es", "spoken_language": "en"}
	)
	frappe.db.set_value("Family Member", make.adult_of(speaker), "spoken_language", "vi")
	frappe.db.set_value("Family Member", make.adult_of(unsafe), "safe_email", 0)
	as_user(liaison)
	found = preview_message([reader, speaker, unsafe], "E-Mail")
	languages = {row["family"]: row["language_name"] for row in found["recipients"]}
	names = dict(frappe.get_all("Language", ["name", "language_name"], as_list=True, order_by="name asc"))
	assert languages == {reader: names["es"], speaker: names["vi"]}
	assert found["recipients"][0]["full_name"] == frappe.db.get_value(
		"Family Member", make.adult_of(reader), "full_name"
	)
	assert [row["family"] for row in found["skipped"]] == [unsafe]


@pytest.mark.parametrize(
	("values", "sentence"),
	[
		({"text": "  "}, "Text is missing"),
		({"subject": ""}, "Subject is missing"),
		({"channel": "Phone Call"}, "goes by e-mail or as a text message"),
		({"channel": "Text Message"}, "no text gateway is set up"),
		({"minutes": -1}, "Staff Minutes cannot be less than 0"),
	],
)
def test_a_message_that_cannot_be_sent_is_refused_in_one_sentence(school, liaison, values, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		send(liaison, [family(school, liaison)], **values)
	assert mailed() == []


def test_a_text_goes_to_the_mobile_and_one_that_fails_is_marked(school, liaison, monkeypatch):
	from liaison_app.outreach import sending

	frappe.db.set_single_value("SMS Settings", "sms_gateway_url", "http://localhost:1")
	good, bad = family(school, liaison), family(school, liaison)
	texted = []
	for name, number in ((good, "+1 303 555 0101"), (bad, "+1 303 555 0102")):
		member = frappe.get_doc("Family Member", make.adult_of(name))
		member.append("phones", {"phone_number": number, "kind": "Mobile"})
		member.save()

	def gateway(number, text):
		if "0102" in number:
			raise ConnectionError
		texted.append((number, text))

	monkeypatch.setattr(sending, "send_text", gateway)
	send(liaison, [good, bad], channel="Text Message", subject=None)
	assert texted == [("+1 303 555 0101", TEXT)]
	assert [row.outcome for row in contacts(good, bad)] == ["Left Message", "Returned"]


def test_a_text_that_the_gateway_took_is_not_marked_as_returned(school, liaison, monkeypatch):
	"""Also where the host has no SMS Log to note it in: an early Frappe 15 without ERPNext."""
	name, taken = family(school, liaison), []
	gateway = {
		"sms_gateway_url": "http://localhost:1",
		"message_parameter": "text",
		"receiver_parameter": "to",
	}
	frappe.db.set_single_value("SMS Settings", gateway)
	member = frappe.get_doc("Family Member", make.adult_of(name))
	member.append("phones", {"phone_number": "+1 303 555 0101", "kind": "Mobile"})
	member.save()

	def send_request(_url, values, *_more, **_options):
		taken.append(values["text"])
		return 200

	monkeypatch.setattr("frappe.core.doctype.sms_settings.sms_settings.send_request", send_request)
	send(liaison, [name], channel="Text Message", subject=None)
	assert taken == [TEXT]
	assert [row.outcome for row in contacts(name)] == ["Left Message"]
