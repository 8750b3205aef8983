"""What a list selects is what a document allows: two ways to say the one rule."""

import frappe
import pytest

from liaison_app.permissions.criteria import criterion, is_row_allowed
from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS
from tests import factories as make
from tests.permissions.proof.world import World

#: A liaison's profile is set up by System Managers, and holds no family's data.
OF_FAMILIES = sorted(
	doctype
	for doctype in (*ROOMS, *CHILD_ROOMS)
	if "Family Liaison" not in (doctype, *CHILD_ROOMS.get(doctype, ()))
)


@pytest.mark.parametrize("doctype", sorted(ROOMS))
def test_the_list_and_the_document_follow_one_rule(proof_world: World, doctype: str):
	"""For everybody who asks, over all documents there are."""
	table = frappe.qb.DocType(doctype)
	documents = [frappe.get_doc(doctype, name) for (name,) in frappe.qb.from_(table).select(table.name).run()]
	assert documents
	for actor in proof_world.actors:
		for right in ("read", "write", "create", "delete"):
			rule = criterion(table, doctype, actor.user, right)
			query = frappe.qb.from_(table).select(table.name)
			selected = {name for (name,) in (query if rule is None else query.where(rule)).run()}
			allowed = {doc.name for doc in documents if is_row_allowed(doc, doctype, actor.user, right)}
			assert selected == allowed, (actor.title, right)


@pytest.mark.parametrize("doctype", OF_FAMILIES)
def test_a_user_with_no_role_of_ours_reads_no_row(proof_world: World, doctype: str):
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(table.name)
	assert doctype in CHILD_ROOMS or query.run()
	assert query.where(criterion(table, doctype, make.make_user("System Manager"))).run() == ()
