"""Who sees, gives and revokes a consent over HTTP, and who must not."""

import frappe
import pytest

from tests import factories as make
from tests.connection import committing
from tests.privacy.papers import consent_values, make_consent
from tests.web import resource

REVOKE = "liaison_app.privacy.consents.revoke"


@pytest.fixture
def consent(world) -> str:
	with committing():
		return make_consent(world.here.family).name


@pytest.fixture(scope="module")
def colleague(world) -> str:
	"""A liaison of the same school with another caseload."""
	with committing():
		return make.make_liaison(world.here.name)


def test_the_familys_liaison_its_principal_and_coordinators_see_it_and_others_do_not(login, world, consent, colleague):  # fmt: skip
	for user in (world.here.liaison, world.here.leader, world.coordinator):
		assert consent in login(user).names("Family Consent")
		assert login(user).get(resource("Family Consent", consent)).status == 200
	for user in (colleague, world.there.liaison, world.there.leader):
		assert consent not in login(user).names("Family Consent")
		assert login(user).get(resource("Family Consent", consent)).status == 403


def test_strangers_do_not_revoke_and_readers_do(login, world, consent, colleague):
	for user in (colleague, world.there.liaison, world.there.leader):
		assert login(user).call(REVOKE, consent=consent, reason="x").status == 403
	assert (
		login(world.here.leader).call(REVOKE, consent=consent, reason="She came to the office.").status == 200
	)
	frappe.db.rollback()
	assert frappe.db.get_value("Family Consent", consent, "revoked_by") == world.here.leader


def test_a_liaison_records_one_on_the_own_caseload_and_nowhere_else(login, world):
	def post(user, family):
		values = {**consent_values(family), "record_kinds": [{"record_kind": "Attendance"}]}
		return login(user).send("POST", resource("Family Consent"), **values).status

	assert post(world.here.liaison, world.here.family) == 200
	assert post(world.here.liaison, world.there.family) == 403


def test_nobody_revokes_by_rest_or_deletes(login, world, consent):
	coordinator = login(world.coordinator)
	assert (
		coordinator.put(resource("Family Consent", consent), revoked_at="2026-01-01 08:00:00").status == 200
	)
	frappe.db.rollback()
	assert frappe.db.get_value("Family Consent", consent, "revoked_at") is None
	assert coordinator.delete(resource("Family Consent", consent)).status == 403
