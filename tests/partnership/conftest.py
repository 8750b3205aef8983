"""A school with its team and a plan of this school year."""

import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.partnership import plans


@pytest.fixture
def here(site: str) -> plans.Place:
	"""A school with a liaison, a principal, a parent of the team, and a plan with one goal and one activity."""
	return plans.make_place()


@pytest.fixture
def in_a_month(here) -> str:
	"""A day of the plan's year that is still to come."""
	make.make_year_of(nowdate())
	return add_days(nowdate(), 20)
