"""Words that reports show: each stands in the code as a text to translate. No site needed."""

import ast
from pathlib import Path

import pytest

import liaison_app
from liaison_app.attendance.tiers import TIERS
from liaison_app.overview.coverage import STATES

TRENDS = ("Better", "Worse", "Same")


@pytest.fixture(scope="module")
def literals() -> set[str]:
	"""What translators are given of the Python code: the texts of `_("...")`."""
	return {
		node.args[0].value
		for path in Path(liaison_app.__file__).parent.rglob("*.py")
		for node in ast.walk(ast.parse(path.read_text()))
		if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"
		if node.args and isinstance(node.args[0], ast.Constant)
	}


@pytest.mark.parametrize("words", [TIERS, TRENDS, STATES])
def test_a_word_that_a_report_shows_can_be_translated(literals, words):
	assert set(words) <= literals
	assert "Nowhere in the Code" not in literals
