"""A site of the tests' own, with the app on it and a district at work; reshaped by its administrator, then updated."""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
import pytest

from tests.install.edits import reshape
from tests.install.own_site import OwnSite, new_site
from tests.web import Client, serve


@dataclass(frozen=True)
class Reshaped:
	"""The site after the update. made: the names of what was there before, and of people by what they are."""

	site: OwnSite
	made: dict[str, str]
	logins: dict[str, Client]


@pytest.fixture(scope="session")
def reshaped(site: str) -> Iterator[Reshaped]:
	"""All edits of an administrator first, then one update: a migrate with patches, and an installation once more."""
	if not frappe.conf.root_password:
		pytest.skip("A site of its own needs root_password in the bench's common_site_config.json.")
	with new_site() as own:
		own.inside("remember")
		own.bench("install-app", "liaison_app")
		own.bench("set-config", "server_script_enabled", "1")
		made = own.inside("use")
		with serve(own.name) as address:
			people = ("manager", "coordinator", "leader", "liaison")
			logins = {who: Client(address, made[who]) for who in people}
			reshape(logins, made)
			own.inside("age")
			own.bench("migrate")
			own.inside("install_again")
			yield Reshaped(own, made, logins)
