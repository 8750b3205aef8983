"""The child whose records the tests of privacy are about."""

import pytest

from tests import factories as make


@pytest.fixture
def child(family: str) -> str:
	return make.child_of(family)
