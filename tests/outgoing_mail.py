"""Mail of the site that is written for real: an account by which it goes, and a worker that writes it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.utils.background_jobs import get_queue

from tests import factories as make
from tests.connection import committing


@contextmanager
def committed_mail_account() -> Iterator[None]:
	"""Mail goes out by an account; in the end what waits is written, and all of it is gone, the account too."""
	with committing():
		before = _mails()
		values = {
			"doctype": "Email Account", "email_id": f"{frappe.generate_hash(length=8)}@tests.example",
			"email_account_name": make.unique("Mail"), "enable_outgoing": 1, "default_outgoing": 1,
			"smtp_server": "localhost", "password": "x", "no_smtp_authentication": 1, "domain": None,
		}  # fmt: skip
		account = frappe.get_doc(values)
		account.db_insert()
	yield
	work()
	with committing():
		frappe.db.delete("Email Account", {"name": account.name})
		written = sorted(_mails() - before) or [""]
		frappe.db.delete("Email Queue Recipient", {"parent": ["in", written]})
		frappe.db.delete("Email Queue", {"name": ["in", written]})


def _mails() -> set[str]:
	return set(frappe.get_all("Email Queue", pluck="name", order_by="name"))


def work(*queues: str) -> None:
	"""Let a worker do what waits in the queues, by default in the long one, and end."""
	command = [
		sys.executable,
		"-m",
		"frappe.utils.bench_helper",
		"frappe",
		"worker",
		"--queue",
		",".join(queues or ("long",)),
		"--burst",
	]
	sites = os.path.join(os.environ["LIAISON_BENCH"], "sites")
	subprocess.run(command, cwd=sites, check=True, capture_output=True, timeout=300)


def forget_jobs(*queues: str) -> None:
	"""Take out of the queues what earlier tests left waiting there for this site."""
	for name in queues:
		for job in get_queue(name).jobs:
			if job.kwargs.get("site") == frappe.local.site:
				job.delete()
