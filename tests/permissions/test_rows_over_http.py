"""Who sees which rows, asked over HTTP with real logins. Each refusal stands beside what is granted."""

import pytest

from liaison_app.permissions import matrix
from tests.web import resource
from tests.world import World

FAMILY_DOCUMENTS = ("Focus Family", "Family Member", "Focus Student", "Family Enrolment")


@pytest.mark.parametrize("doctype", FAMILY_DOCUMENTS)
@pytest.mark.parametrize("who", ["liaison", "leader"])
def test_staff_list_the_families_of_their_school_and_no_others(login, world: World, doctype: str, who: str):
	column = "name" if doctype == "Focus Family" else "family"
	rows = login(getattr(world.here, who)).get(resource(doctype), fields=[column], limit_page_length=0).data
	families = {row[column] for row in rows}
	assert world.here.family in families
	assert world.there.family not in families


def test_a_coordinator_lists_the_families_of_all_schools(login, world: World):
	assert {world.here.family, world.there.family} <= login(world.coordinator).names("Focus Family")


@pytest.mark.parametrize("who", ["liaison", "leader"])
def test_staff_open_the_family_of_their_school_and_no_other(login, world: World, who: str):
	client = login(getattr(world.here, who))
	assert client.get(resource("Focus Family", world.here.family)).status == 200
	answer = client.get(resource("Focus Family", world.there.family))
	assert answer.status == 403
	assert "Family" not in str(answer.data)


def test_contacts_are_the_liaisons_and_never_the_principals(login, world: World):
	assert world.here.contact in login(world.here.liaison).names("Liaison Contact")
	assert world.there.contact not in login(world.here.liaison).names("Liaison Contact")
	assert login(world.here.leader).get(resource("Liaison Contact", world.here.contact)).status == 403
	assert login(world.here.leader).names("Liaison Contact") == set()


def test_a_row_is_not_pulled_over_by_writing_ones_own_family_into_it(login, world: World):
	mine, foreign = login(world.here.liaison), world.there.contact
	answer = mine.put(
		resource("Liaison Contact", foreign),
		family=world.here.family, school=world.here.name, liaison=world.here.liaison,
	)  # fmt: skip
	assert answer.status == 403
	assert (
		login(world.there.liaison).get(resource("Liaison Contact", foreign)).data["school"]
		== world.there.name
	)


def test_a_row_is_not_pushed_into_a_foreign_school(login, world: World):
	mine = login(world.here.liaison)
	assert mine.put(resource("Liaison Contact", world.here.contact), tone="Positive").status == 200
	assert mine.put(resource("Liaison Contact", world.here.contact), family=world.there.family).status == 403


def test_a_link_to_a_foreign_family_fetches_nothing(login, world: World):
	"""The host copies a name through a link: a guardianship row would tell a foreign adult's name."""
	from tests import factories as make

	foreign_adult, own_child = make.adult_of(world.there.family), make.child_of(world.here.family)
	answer = login(world.here.liaison).put(
		resource("Focus Student", own_child),
		guardianships=[{"family_member": foreign_adult, "relation": "Father"}],
	)
	assert answer.status == 403
	assert "Rosa" not in answer.text


@pytest.mark.parametrize("child", ["Guardianship", "Family Phone", "Contact Student", "Family Barrier"])
def test_child_rows_follow_their_parents(login, world: World, child: str):
	from liaison_app.permissions.rooms import CHILD_ROOMS

	parent = CHILD_ROOMS[child][0]
	rows = login(world.here.liaison).get(resource(child), parent=parent, fields=["name", "parent"])
	parents = {row["parent"] for row in rows.data} if rows.status == 200 else set()
	assert not parents & login(world.there.liaison).names(parent)


def test_guardianships_are_seen_at_the_own_school_and_not_at_another(login, world: World):
	from tests import factories as make

	def seen(user: str) -> set[str]:
		rows = login(user).get(resource("Guardianship"), parent="Focus Student", fields=["parent"]).data
		return {row["parent"] for row in rows}

	here, there = make.child_of(world.here.family), make.child_of(world.there.family)
	assert here in seen(world.here.liaison)
	assert there not in seen(world.here.liaison)


def test_the_ledger_is_read_at_the_own_school_alone(login, world: World):
	rows = login(world.here.liaison).get(resource("Liaison Ledger Entry"), fields=["school", "family"]).data
	assert {row["school"] for row in rows} == {world.here.name}
	assert login(world.here.leader).get(resource("Liaison Ledger Entry")).status == 403


def test_nobody_writes_the_ledger_by_hand(login, world: World):
	entry = login(world.coordinator).get(resource("Liaison Ledger Entry")).data[0]["name"]
	assert (
		login(world.coordinator).put(resource("Liaison Ledger Entry", entry), staff_minutes=999).status == 403
	)
	assert login(world.coordinator).delete(resource("Liaison Ledger Entry", entry)).status == 403


def test_a_user_without_any_assignment_sees_no_rows(login, world: World):
	from tests import people
	from tests.connection import committing

	with committing():
		stranger = people.make_user(matrix.LIAISON, matrix.LEADER)
	client = login(stranger)
	for doctype in (*FAMILY_DOCUMENTS, "Liaison Contact", "Liaison Ledger Entry"):
		assert client.names(doctype) == set(), doctype


def test_a_system_manager_sets_up_and_sees_no_family(login, world: World):
	from tests import people
	from tests.connection import committing

	with committing():
		manager = people.make_user("System Manager")
	assert world.here.name in login(manager).names("Liaison School")
	assert login(manager).names("Focus Family") == set()


def test_a_guest_reaches_nothing(server: str, world: World):
	import urllib.error
	import urllib.request

	with pytest.raises(urllib.error.HTTPError) as refused:
		urllib.request.urlopen(f"{server}{resource('Focus Family')}")
	assert refused.value.code == 403
