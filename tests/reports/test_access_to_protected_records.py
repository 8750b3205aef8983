"""Access to Protected Records costs the same whatever was looked at."""

import frappe
import pytest

from liaison_app.liaison_app.report.access_to_protected_records.access_to_protected_records import execute
from tests import factories as make
from tests.connection import as_user
from tests.reports.statements import count_statements


def look_at(doctype: str, name: str, user: str) -> None:
	make.insert("View Log", {"reference_doctype": doctype, "reference_name": name, "viewed_by": user})


def test_a_look_of_many_costs_no_more_statements_than_one(school, liaison):
	coordinator = make.make_coordinator()

	def look(times: int) -> None:
		for _time in range(times):
			family = make.make_family(school, liaison)
			address = make.insert("Family Address", {"family": family, "kind": "Home", "city": "Elgin"}).name
			look_at("Family Address", address, liaison)

	look(1)
	as_user(coordinator)
	few = count_statements(lambda: execute({"user": liaison}))
	assert len(execute({"user": liaison})[1]) == 1
	look(9)
	as_user(coordinator)
	assert count_statements(lambda: execute({"user": liaison})) == few
	assert len(execute({"user": liaison})[1]) == 10


def test_the_looks_of_a_day_are_one_row(school, liaison, family):
	address = make.insert("Family Address", {"family": family, "kind": "Home", "city": "Elgin"}).name
	for _time in range(3):
		look_at("Family Address", address, liaison)
	as_user(make.make_coordinator())
	found = execute({"family": family})[1]
	assert [(row["viewed_by"], row["times"]) for row in found] == [(liaison, 3)]
	assert found[0]["full_name"] == frappe.db.get_value("User", liaison, "full_name")


@pytest.mark.parametrize("filters", [{"from_date": "soon"}, {"user": ["like", "%"]}, {"family": {"a": 1}}])
def test_a_filter_that_cannot_be_meant_is_answered_in_a_sentence(filters):
	as_user(make.make_coordinator())
	with pytest.raises(frappe.ValidationError, match=r"give a date|by its name"):
		execute(filters)
