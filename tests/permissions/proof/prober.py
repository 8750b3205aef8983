"""Sends users through channels, reads whatever comes back, and compares it with the facts."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import cycle
from typing import Any
from urllib.parse import unquote_plus

import frappe
import pytest

from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS
from tests.permissions.proof.channels import Channel, Oracle
from tests.permissions.proof.facts import Actor, Row
from tests.permissions.proof.world import World
from tests.web import Answer, Client

#: A word of the world, or the name of a document.
TOKEN = re.compile(r"(?<![A-Z])[A-Z]{3,}-\d{5,}|[0-9A-Za-z]{8,}")

#: Whose names tell nothing: a colleague's mail address, and the sum by which a report names the lines that it counted.
TELLING_NOTHING = ("Family Liaison", "Liaison Ledger Entry")


def tokens(text: str) -> set[str]:
	"""Everything in a text that could be a word or a name of the world."""
	return set(TOKEN.findall(text))


def words_in(answer: Answer) -> str:
	"""What a reader of the answer can read: a workbook is unpacked, a PDF is turned into text."""
	if answer.body.startswith(b"PK"):
		with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
			return " ".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
	if answer.body.startswith(b"%PDF"):
		from pypdf import PdfReader

		return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body)).pages)
	return answer.text


class Listener(Client):
	"""A user of whose every answer is read whether it says what the user must not know."""

	def __init__(self, addresses: list[str], actor: Actor, forbidden: set[str]) -> None:
		self.actor = actor
		self.forbidden = forbidden
		self.asked: list[str] = []
		self.leaks: list[str] = []
		self.servers = cycle(addresses)
		super().__init__(addresses[0], actor.user)

	def _open(self, verb: str, path: str, body: bytes | None = None, kind: str | None = None) -> Answer:
		self.address = next(self.servers)
		answer = super()._open(verb, path, body, kind)
		self.asked.append(verb)
		asked = unquote_plus(f"{path} {(body or b'').decode(errors='replace')}")
		told = (tokens(words_in(answer)) & self.forbidden) - tokens(asked)
		if told:
			self.leaks.append(f"{self.actor.title}: {verb} {asked[:300]} told {sorted(told)[:5]}")
		return answer

	def is_logged_in(self) -> bool:
		"""Whether the session still stands, for writing too: after some answers the host wants a token with each POST."""
		answer = super()._open("POST", "/api/method/frappe.auth.get_logged_user", b"")
		return self.user == "Guest" or (answer.status == 200 and answer.data == self.user)


@dataclass(repr=False)
class Prober:
	"""Everybody of the world, logged in. addresses: of the servers that answer."""

	addresses: list[str]
	world: World
	clients: dict[str, Listener] = field(default_factory=dict)
	listeners: list[Listener] = field(default_factory=list)
	leaked: int = 0
	served: int = 0
	wrong: list[str] = field(default_factory=list)

	def __post_init__(self) -> None:
		for actor in self.world.actors:
			self.clients[actor.user] = self.log_in(actor)
		# What is asked looks up fields and documents: each thread has a connection of its own.
		self.pool = ThreadPoolExecutor(
			len(self.addresses), initializer=_connect, initargs=(frappe.local.site,)
		)

	def client(self, actor: Actor) -> Listener:
		"""The actor, logged in once for all tests."""
		return self.clients[actor.user]

	def log_in(self, actor: Actor) -> Listener:
		"""Log the actor in once more, for requests that may end the session."""
		self.listeners.append(Listener(self.addresses, actor, self._forbidden(actor)))
		return self.listeners[-1]

	def ask_all(self, questions: Iterable[tuple], ask: Callable[..., Any]) -> list[tuple]:
		"""Ask each question, several at a time. Returns each with what `ask` gave, in their order."""
		questions = list(questions)

		def ask_one(question: tuple) -> tuple:
			try:
				return (*question, ask(*question))
			finally:
				frappe.db.rollback()

		return list(self.pool.map(ask_one, questions))

	@property
	def probes(self) -> int:
		"""How many requests were sent."""
		return sum(len(listener.asked) for listener in self.listeners)

	def need(self, channel: Channel | Oracle) -> None:
		"""Skip a channel that this host does not have."""
		if int(frappe.__version__.split(".")[0]) < channel.since:
			pytest.skip(f"Frappe has it from {channel.since} on.")

	def judge(self, served: bool, granted: bool, actor: Actor, what: Row | str, answer: Answer) -> None:
		"""Note a leak, or a positive control that failed."""
		self.served += served and granted
		if served != granted:
			self.wrong.append(
				f"{'LEAK' if served else 'SHUT OUT'}: {actor.title}, {what} -> {answer.status} {answer.text[-200:]}"
			)

	def fail_on_leaks(self) -> None:
		"""Fail with all that went wrong since the last call, and unless somebody was served."""
		told = [leak for listener in self.listeners for leak in listener.leaks]
		wrong, served = self.wrong + told, self.served
		for listener in self.listeners:
			listener.leaks.clear()
		self.wrong, self.served = [], 0
		self.leaked += len(wrong)
		if wrong:
			pytest.fail("\n".join(wrong[:60]), pytrace=False)
		assert served, "Nobody was served: this proves nothing."
		out = [client.actor.title for client in self.clients.values() if not client.is_logged_in()]
		assert not out, f"{out} were not logged in any more: their refusals prove nothing."

	def _forbidden(self, actor: Actor) -> set[str]:
		facts = self.world.facts
		return {
			token
			for token, holders in self._holders.items()
			if not any(facts.may(actor, "read", row) for row in holders)
		}

	@cached_property
	def _holders(self) -> dict[str, set[Row]]:
		"""For each word and name of the world, the rows in which it stands in the database."""
		frappe.db.rollback()
		rows = [row for row in self.world.rows if row.doctype in ROOMS or row.doctype in CHILD_ROOMS]
		known = {row.name for row in rows if row.doctype not in TELLING_NOTHING}
		holders: dict[str, set[Row]] = {name: set() for name in known}
		for row, text in _stored_texts(rows):
			for token in tokens(text):
				if token in known or token.startswith("Zq"):
					holders.setdefault(token, set()).add(row)
		for hung in self.world.hung:
			holders.setdefault(hung.word, set()).add(hung.row)
		return holders


def _connect(site: str) -> None:
	"""At the start of a thread."""
	frappe.init(site=site)
	frappe.connect()
	frappe.set_user("Administrator")


def _stored_texts(rows: Iterable[Row]) -> Iterable[tuple[Row, str]]:
	by_doctype: dict[str, dict[str, Row]] = {}
	for row in rows:
		by_doctype.setdefault(row.doctype, {})[row.name] = row
	for doctype, named in by_doctype.items():
		table = frappe.qb.DocType(doctype)
		for stored in (
			frappe.qb.from_(table).select("*").where(table.name.isin(list(named))).run(as_dict=True)
		):
			yield named[stored.name], " ".join(str(value) for value in stored.values() if value is not None)
