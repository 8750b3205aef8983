"""Removed from a site on which a district worked and whose administrator reshaped the app."""

import pytest

from tests.install.conftest import Reshaped


@pytest.fixture(scope="module")
def left(reshaped: Reshaped) -> dict:
	"""What is on the site after the removal and was not there before the installation."""
	reshaped.site.bench("uninstall-app", "liaison_app", "--yes", "--no-backup")
	return reshaped.site.inside("left")


def test_nothing_of_the_app_stays_behind(left):
	assert left["behind"] == {}


def test_what_people_made_beside_the_app_stays(left):
	assert {"Note", "User"} <= set(left["kept"])
