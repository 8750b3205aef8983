"""What the host hangs on documents: files, comments, mails, versions, tags, tasks and deleted copies, each with a word."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import frappe

from liaison_app.permissions.rooms import ROOMS, UNSPOKEN
from tests import factories as make
from tests.permissions.proof.facts import Row
from tests.permissions.proof.makers import word

#: On documents in these standings.
STANDINGS = ("own", "other school's", "excluded")


@dataclass(frozen=True)
class Hung:
	"""A record of the host, the word in it, and the document on which it hangs. url: of a file."""

	doctype: str
	name: str
	word: str
	row: Row
	url: str | None = None


def hang(rows: list[Row], user: str) -> list[Hung]:
	"""Hang something of each kind on documents of every DocType. user: whom the tasks are for."""
	return list(_hang(rows, user))


def _hang(rows: list[Row], user: str) -> Iterator[Hung]:
	kinds = list(KINDS)
	spoken = [doctype for doctype in ROOMS if doctype not in UNSPOKEN]
	documents = [_first(rows, doctype, standing) for standing in STANDINGS for doctype in spoken]
	for number, row in enumerate(row for row in documents if row):
		for doctype in ("File", kinds[number % len(kinds)]):
			text = word()
			values = KINDS.get(doctype, _file)(row, text, user)
			doc = make.insert(doctype, values)
			yield Hung(doctype, doc.name, text, row, doc.get("file_url"))


def _first(rows: list[Row], doctype: str, standing: str) -> Row | None:
	found = (row for row in rows if row.doctype == doctype and row.standing == standing)
	return next(found, None)


def _file(row: Row, text: str, _user: str) -> dict:
	return {
		"file_name": f"{text}.txt", "content": f"It says {text}.", "is_private": 1,
		"attached_to_doctype": row.doctype, "attached_to_name": row.name,
	}  # fmt: skip


def _comment(row: Row, text: str, user: str) -> dict:
	named = {"reference_doctype": row.doctype, "reference_name": row.name}
	return {"comment_type": "Comment", "content": text, "comment_email": user, **named}


def _mail(row: Row, text: str, _user: str) -> dict:
	named = {"reference_doctype": row.doctype, "reference_name": row.name}
	return {"communication_type": "Communication", "subject": text, "content": text, **named}


def _version(row: Row, text: str, _user: str) -> dict:
	data = json.dumps({"changed": [["strengths", text, "x"]]})
	return {"ref_doctype": row.doctype, "docname": row.name, "data": data}


def _deleted(row: Row, text: str, _user: str) -> dict:
	return {"deleted_doctype": row.doctype, "deleted_name": text, "data": json.dumps({"x": text})}


def _task(row: Row, text: str, user: str) -> dict:
	return {
		"description": text, "allocated_to": user, "reference_type": row.doctype, "reference_name": row.name,
	}  # fmt: skip


def _tag(row: Row, text: str, _user: str) -> dict:
	if not frappe.db.exists("Tag", "proof"):
		make.insert("Tag", {"name": "proof"})
	return {"tag": "proof", "document_type": row.doctype, "document_name": row.name, "title": text}


KINDS = {
	"Comment": _comment,
	"Communication": _mail,
	"Version": _version,
	"Deleted Document": _deleted,
	"ToDo": _task,
	"Tag Link": _tag,
}
