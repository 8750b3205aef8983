"""Servers are killed in mid-write, without a warning: what was confirmed is there, whole, and once."""

import http.client
import random
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import frappe
import pytest
from frappe.utils import nowdate

from tests import appointments as plan
from tests import factories as make
from tests.connection import committing
from tests.outgoing_mail import committed_mail_account
from tests.robust.own_servers import OwnServers, missing_programs
from tests.web import Answer, Client, resource

#: How often each server is killed.
ROUNDS = 2
FAMILIES = 12


@dataclass
class Writer:
	"""A liaison who writes without a pause, and keeps what was confirmed: contacts by key, activities, visits."""

	client: Client
	school: str
	family: str
	child: str
	adult: str
	# Looked up before: a thread has no site of its own.
	today: str = field(default_factory=nowdate)
	began: str = field(default_factory=lambda: str(plan.ago(60)))
	ended: str = field(default_factory=lambda: str(plan.ago(20)))
	contacts: dict[str, str] = field(default_factory=dict)
	activities: dict[str, str] = field(default_factory=dict)
	visits: set[str] = field(default_factory=set)
	tries: int = 0
	confirmed: int = 0

	def write_until(self, stopped: threading.Event) -> None:
		"""Log, change and finish, one after the other."""
		while not stopped.is_set():
			self.log_contact(stopped)
			self.log_activity()
			self.visit()

	def ask(self, verb: str, path: str, **values: object) -> Answer | None:
		"""An answer that confirms; None, after a while, where there was none or a refusal."""
		self.tries += 1
		try:
			answer = self.client.send(verb, path, **values)
			if answer.status == 200:
				self.confirmed += 1
				return answer
		except (OSError, http.client.HTTPException):
			pass
		time.sleep(0.2)
		return None

	def log_contact(self, stopped: threading.Event) -> None:
		"""As the dialog does: the same words are sent again until they are confirmed."""
		key = secrets.token_hex(10)
		summary = f"Call {key}"
		contact = {
			"family": self.family, "family_member": self.adult, "counterpart": "Adult of the Family",
			"direction": "Outgoing", "channel": "Phone Call", "outcome": "Reached", "purpose": "Attendance",
			"school": self.school, "students": [self.child], "summary": summary,
		}  # fmt: skip
		path = "/api/method/liaison_app.outreach.quick_log.log_contact"
		while not stopped.is_set():
			step = {"what": summary, "due_on": self.today}
			if self.ask("POST", path, contact=contact, next_step=step, entry_key=key):
				self.contacts[key] = summary
				return

	def log_activity(self) -> None:
		"""An activity by REST, and a change of it."""
		values = {
			"kind": "Tutoring", "involvement_type": "Learning at Home", "school": self.school, "staff_minutes": 30,
			"liaison": self.client.user, "families": [{"family": self.family}],
		}  # fmt: skip
		answer = self.ask("POST", resource("Liaison Activity"), **values)
		if answer:
			name = answer.data["name"]
			self.activities[name] = "first"
			# Without an answer it is either.
			changed = self.ask("PUT", resource("Liaison Activity", name), staff_minutes=45)
			self.activities[name] = "changed" if changed else "either"

	def visit(self) -> None:
		"""A visit that is planned and at once completed: submitted, with its lines in the ledger."""
		values = {
			"family": self.family, "school": self.school, "liaison": self.client.user, "purpose": "Checking In",
			"planned_start": self.began,
			"visitors": [{"liaison": self.client.user}, {"person_name": "Ms. Abara", "role": "Teacher"}],
		}  # fmt: skip
		answer = self.ask("POST", resource("Home Visit"), **values)
		if not answer:
			return
		name = answer.data["name"]
		finished = self.ask(
			"POST",
			"/api/method/liaison_app.outreach.finishing.finish",
			doctype="Home Visit",
			name=name,
			action="Complete",
			outcome={"actual_start": self.began, "actual_end": self.ended, "met_with": self.adult},
			next_step={"what": "Call", "due_on": self.today},
		)
		if finished:
			self.visits.add(name)


@dataclass(frozen=True)
class Office:
	"""Who works there: two writers, and a liaison with many families whose adults have mail."""

	school: str
	liaisons: dict[str, str]
	writer_to_many: str
	families: list[str]


@pytest.fixture(scope="module")
def office(site: str) -> Iterator[Office]:
	with committed_mail_account():
		with committing():
			school = make.make_school()
			liaisons = {make.make_liaison(school): "" for _number in range(2)}
			for liaison in liaisons:
				liaisons[liaison] = make.make_family(school, liaison)
			writer = make.make_liaison(school)
			families = [make.make_family(school, writer) for _number in range(FAMILIES)]
			for family in families:
				address = f"{frappe.generate_hash(length=8)}@families.example"
				frappe.db.set_value("Family Member", make.adult_of(family), "email", address)
		yield Office(school, liaisons, writer, families)


@pytest.fixture(scope="module")
def servers(office: Office, site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServers]:
	if missing := missing_programs():
		pytest.skip(
			f"The servers of a bench are not ours to kill, and for our own this machine lacks {missing}."
		)
	own = OwnServers(tmp_path_factory.mktemp("killed"), site)
	try:
		yield own
	finally:
		own.stop()


@pytest.fixture(scope="module")
def written(office: Office, servers: OwnServers, say_at_the_end: Callable[[str], None]) -> list[Writer]:
	"""Everybody writes while each server is killed and started again, several times and at any moment."""
	writers = [
		Writer(Client(servers.address, liaison), office.school, family, make.child_of(family), make.adult_of(family))
		for liaison, family in office.liaisons.items()
	]  # fmt: skip
	stopped = threading.Event()
	threads = [threading.Thread(target=writer.write_until, args=(stopped,)) for writer in writers]
	for thread in threads:
		thread.start()
	try:
		for name in random.sample(servers.NAMES * ROUNDS, len(servers.NAMES) * ROUNDS):
			wait_for_more(writers)
			time.sleep(random.uniform(0, 1))
			servers.kill(name)
			time.sleep(random.uniform(0, 0.5))
			servers.start_all()
		wait_for_more(writers)
	finally:
		stopped.set()
		for thread in threads:
			thread.join()
	say_at_the_end(
		f"Killed servers: {len(servers.NAMES) * ROUNDS} kills during {sum(one.tries for one in writers):,} requests,"
		f" {sum(one.confirmed for one in writers):,} of them confirmed"
	)
	return writers


def wait_for_more(writers: list[Writer]) -> None:
	"""Until each has had something confirmed since now."""
	before = [writer.confirmed for writer in writers]
	deadline = time.monotonic() + 120
	while any(writer.confirmed < count + 3 for writer, count in zip(writers, before, strict=True)):
		assert time.monotonic() < deadline, "Nobody could write after a server was killed and started again."
		time.sleep(0.05)


def test_each_confirmed_contact_is_there_once(written: list[Writer], servers: OwnServers):
	stored = servers.rows("select entry_key, summary, count(*) from `tabLiaison Contact` group by 1, 2")
	found = {key: (summary, count) for key, summary, count in stored}
	confirmed = {key: summary for writer in written for key, summary in writer.contacts.items()}
	assert len(confirmed) > len(written), "Nothing was written: this proves nothing."
	assert {key: found.get(key) for key in confirmed} == {key: (text, 1) for key, text in confirmed.items()}


def test_each_confirmed_change_is_there(written: list[Writer], servers: OwnServers):
	stored = dict(servers.rows("select name, staff_minutes from `tabLiaison Activity`"))
	for writer in written:
		assert writer.activities
		for name, said in writer.activities.items():
			assert stored.get(name) in {"first": (30,), "changed": (45,), "either": (30, 45)}[said], name


def test_each_confirmed_visit_is_submitted_with_its_step(written: list[Writer], servers: OwnServers):
	stored = dict(servers.rows("select name, docstatus from `tabHome Visit`"))
	steps = {name for (name,) in servers.rows("select reference_name from `tabNext Step`")}
	visits = {name for writer in written for name in writer.visits}
	assert visits
	assert {stored.get(name) for name in visits} == {1}
	assert visits <= steps


#: How many rows each document was sent with, confirmed or not.
SENT_WITH = (
	("Liaison Contact", "Contact Student", 1, "and entry_key <> ''"),
	("Liaison Activity", "Work Family", 1, ""),
	("Home Visit", "Visit Visitor", 2, ""),
)


@pytest.mark.parametrize(
	("doctype", "table", "count", "further"), SENT_WITH, ids=[row[0] for row in SENT_WITH]
)
def test_no_document_is_half_saved(
	written: list[Writer], servers: OwnServers, doctype: str, table: str, count: int, further: str
):
	users = [writer.client.user for writer in written]
	counts = servers.rows(
		f"select name, (select count(*) from `tab{table}` row where row.parent = doc.name) from `tab{doctype}` doc"
		f" where liaison in (%s, %s) {further}",
		*users,
	)
	assert counts
	assert {found for _name, found in counts} == {count}
	parents = f"select name from `tab{doctype}`"
	rows = f"select count(*) from `tab{table}` where parenttype = %s and parent not in ({parents})"
	assert servers.rows(rows, doctype) == ((0,),)


def test_the_ledger_says_what_the_documents_say(written: list[Writer], servers: OwnServers):
	lines = servers.rows(
		"select count(*) from `tabLiaison Ledger Entry` where liaison = %s", written[0].client.user
	)
	assert lines[0][0] > 0
	assert "0 differences" in servers.bench("liaison", "ledger", "verify")


def test_a_message_whose_worker_and_queue_were_killed_goes_on_where_it_stopped_when_it_is_sent_again(
	office: Office, servers: OwnServers
):
	client = Client(servers.address, office.writer_to_many)
	path = "/api/method/liaison_app.outreach.message.send_message"
	message = {
		"families": office.families, "channel": "E-Mail", "purpose": "Event Invitation or Reminder", "text": "Come.",
		"subject": "Friday", "minutes": 50, "message_id": "m1",
	}  # fmt: skip
	logged = "select family, staff_minutes from `tabLiaison Contact` where liaison = %s and is_message = 1"

	def wait_for(count: int) -> int:
		deadline = time.monotonic() + 120
		while len(found := servers.rows(logged, office.writer_to_many)) < count:
			assert time.monotonic() < deadline, f"{len(found)} of {count}"
			time.sleep(0.02)
		return len(found)

	assert client.send("POST", path, **message).status == 200
	assert wait_for(1) < FAMILIES
	for name in ("worker", "redis_queue"):
		servers.kill(name)
	servers.start_all()
	assert client.send("POST", path, **message).status == 200
	wait_for(FAMILIES)
	found = servers.rows(logged, office.writer_to_many)
	assert sorted(family for family, _minutes in found) == sorted(office.families)
	assert sum(minutes for _family, minutes in found) == 50
	mails = servers.rows(
		"select recipient, count(*) from `tabEmail Queue Recipient` where recipient like %s group by 1",
		"%@families.example",
	)
	assert [count for _address, count in mails].count(1) >= FAMILIES
	assert "0 differences" in servers.bench("liaison", "ledger", "verify")
