"""An outgoing mail account, for jobs that write mail."""

from collections.abc import Iterator

import frappe
import pytest

from tests import factories as make


@pytest.fixture
def outgoing_mail() -> Iterator[None]:
	"""The site can send mail; nothing leaves, because nothing flushes the queue."""
	account = {"email_id": "school@tests.example", "email_account_name": make.unique("Mail"), "domain": None,
		"enable_outgoing": 1, "default_outgoing": 1, "smtp_server": "localhost", "password": "x",
		"no_smtp_authentication": 1}  # fmt: skip
	frappe.get_doc({"doctype": "Email Account", **account}).db_insert()
	frappe.flags.mute_emails = False
	_forget_account()
	yield
	frappe.flags.mute_emails = True
	_forget_account()


def _forget_account() -> None:
	"""The host keeps for the length of a request which account it found, or that it found none."""
	frappe.local.outgoing_email_account = {}
