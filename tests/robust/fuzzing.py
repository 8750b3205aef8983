"""What holds of every answer and of the database, whatever was asked."""

import json
import re
from dataclasses import dataclass, field
from functools import cache

import frappe
from hypothesis import HealthCheck, settings

from liaison_app.ledger.audit import verify
from tests.web import Answer, Client

#: The same values on each run; a machine that is busy is no failure.
some_of_them = settings(
	max_examples=20,
	derandomize=True,
	database=None,
	deadline=None,
	suppress_health_check=list(HealthCheck),
)
#: What only the code and the database should know.
INTERNALS = re.compile(
	r"Traceback|File \\?\"|/apps/|/sites/|\.py\b|pymysql|MySQL|MariaDB|SQL syntax|`tab|\bselect\b.*\bfrom\b|Unknown column",
	re.IGNORECASE,
)


@dataclass
class Fuzzer:
	"""Sends requests, and looks at each answer.

	clients: staff of one school. coordinator: who sees all. secret: a word in every text of the other school.
	"""

	clients: list[Client]
	coordinator: Client
	secret: str
	answers: dict[int, int] = field(default_factory=dict)

	def send(self, client: Client, verb: str, path: str, body: dict, of_host: bool = False) -> Answer:
		"""Send JSON; the answer is a sentence or what was asked for, and a refusal leaves nothing behind."""
		before = rows()
		answer = client._open(verb, path, json.dumps(body).encode(), "application/json")
		self.look_at(client, answer, of_host)
		if answer.status != 200:
			assert rows() == before, "a refusal left something behind"
		return answer

	def look_at(self, client: Client, answer: Answer, of_host: bool = False) -> None:
		"""Refuse a crash, what only developers should read, and anything of the other school.

		of_host: the host's own list code stumbles over much that is no question; then it says so in one sentence.
		"""
		self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
		assert answer.status < 500 or (of_host and "This did not work" in answer.text), last_error()
		assert not INTERNALS.search(answer.text), INTERNALS.search(answer.text)
		assert client is self.coordinator or self.secret not in answer.text


def last_error() -> str:
	"""Why the site's own log says that a request broke."""
	from frappe.deferred_insert import save_to_db

	save_to_db()  # the host keeps what broke in Redis for a while
	errors = frappe.get_all("Error Log", pluck="error", order_by="creation desc", limit=1)
	return errors[0][-2500:] if errors else "no error is logged"


@cache
def our_doctypes(istable: tuple[int, ...] = (0, 1)) -> list[str]:
	"""The names of the app's DocTypes, tables or not."""
	found = {"module": "Liaison App", "issingle": 0, "istable": ["in", istable]}
	return frappe.get_all("DocType", filters=found, pluck="name", order_by="name asc")


def rows() -> list[int]:
	"""How many rows each of our tables has, as another connection sees it."""
	frappe.db.rollback()
	counts = " union all ".join(f"select count(*) from `tab{doctype}`" for doctype in our_doctypes())
	return [count for (count,) in frappe.db.sql(counts)]


def orphans() -> list[tuple]:
	"""Rows of tables whose document is not there."""
	frappe.db.rollback()
	found = []
	for doctype in our_doctypes((1,)):
		for parenttype, parent in frappe.db.sql(f"select distinct parenttype, parent from `tab{doctype}`"):
			if not frappe.db.exists(parenttype, parent):
				found.append((doctype, parenttype, parent))
	return found


def half_saved() -> list:
	"""Whatever the ledger and the documents say differently, and rows without their document."""
	return [*orphans(), *verify()]
