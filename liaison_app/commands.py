"""`bench liaison ...`: the ledger's audit and the demo district."""

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


@liaison.group("demo")
def demo() -> None:
	"""A district to try things out: four schools, three liaisons with 122 families each, a term of work."""


@demo.command("make")
@pass_context
def make_demo(context) -> None:
	"""Make the demo district, or what is still missing of it, and print its logins."""
	from liaison_app.demo.make import make, missing_stages
	from liaison_app.demo.star import PackagesMissing

	with connected(context), plainly(frappe.ValidationError, PackagesMissing):
		if not make(click.echo):
			click.echo("The demo district is there.")
		if missing := missing_stages():
			click.echo(
				f"An earlier version of the app made it, without what is new in: {', '.join(missing)}. To have that,"
				f" remove it with `bench --site {frappe.local.site} liaison demo remove` and make it again."
			)
		print_logins()


@demo.command("remove")
@pass_context
def remove_demo(context) -> None:
	"""Remove the demo district with all that was added to it since; all of it, or nothing and why."""
	from liaison_app.demo.remove import remove

	with connected(context), plainly(frappe.ValidationError):
		removed = remove()
	if removed is None:
		click.echo("There is no demo district on this site.")
	for doctype, count in (removed or {}).items():
		click.echo(f"{count:6} {doctype}")


@demo.command("logins")
@pass_context
def logins(context) -> None:
	"""Print the demo's logins."""
	with connected(context):
		print_logins()


def print_logins() -> None:
	"""Print role, e-mail and password of each person of the demo."""
	from liaison_app.demo.logins import get_logins

	for login in get_logins():
		click.echo(f"{login.role:36} {login.email:32} {login.password}  {login.place}")


@contextmanager
def plainly(*errors: type[Exception]) -> Iterator[None]:
	"""Say what is wrong in one sentence, and end with exit code 1."""
	try:
		yield
	except errors as error:
		raise click.ClickException(frappe.utils.strip_html(str(error))) from error


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
