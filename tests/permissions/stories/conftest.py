"""What the stories share: who logs in, and a look through all that the database keeps."""

from collections.abc import Callable

import frappe
import pytest

from tests.web import Client

#: Where the host keeps copies of what is written.
COPIES = (
	"Version", "Comment", "Communication", "Notification Log", "Email Queue", "ToDo", "Deleted Document",
	"Access Log", "Activity Log",
)  # fmt: skip


@pytest.fixture(scope="module")
def enter(server: str) -> Callable[[str], Client]:
	"""Logs a user in, once a story."""
	clients: dict[str, Client] = {}

	def client(user: str) -> Client:
		if user not in clients:
			clients[user] = Client(server, user)
		return clients[user]

	return client


@pytest.fixture(scope="session")
def copies_of(site: str) -> Callable[[str], list[str]]:
	"""Names the host's tables in which a word is kept."""

	def find(word: str) -> list[str]:
		frappe.db.rollback()
		tables = {doctype: frappe.qb.DocType(doctype) for doctype in COPIES}
		rows = {doctype: frappe.qb.from_(table).select("*").run() for doctype, table in tables.items()}
		return [doctype for doctype, found in rows.items() if any(word in str(row) for row in found)]

	return find
