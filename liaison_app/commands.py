"""`bench liaison ...`: the ledger's audit."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
import frappe
from frappe.commands import get_site, pass_context


@click.group("liaison")
def liaison() -> None:
	"""The family-liaison programme."""


@liaison.group("ledger")
def ledger() -> None:
	"""Compare the ledger with the documents, or make it again from them."""


@ledger.command("verify")
@pass_context
def verify(context) -> None:
	"""List every difference between the ledger and the documents; exit 1 if there is one."""
	from liaison_app.ledger.audit import verify as find_differences

	with connected(context):
		differences = find_differences()
	for difference in differences:
		click.echo(
			f"{difference.kind}: {difference.what} (ledger {difference.ledger}, documents {difference.documents})"
		)
	click.echo(f"{len(differences)} differences")
	raise SystemExit(1 if differences else 0)


@ledger.command("rebuild")
@pass_context
def rebuild(context) -> None:
	"""Make the ledger again from the documents. May be stopped and run again."""
	from liaison_app.ledger.audit import rebuild as make_again

	with connected(context):
		click.echo(f"{make_again()} documents read, ledger rebuilt")
		frappe.db.commit()


@contextmanager
def connected(context) -> Iterator[None]:
	"""The site that `--site` names, connected as Administrator."""
	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		yield
	finally:
		frappe.destroy()


commands = [liaison]
