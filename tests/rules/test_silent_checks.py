"""Asking whether somebody may do a thing says nothing to them: what is refused is refused elsewhere. No site needed."""

import ast
from pathlib import Path

import liaison_app


def asks_aloud(source: str) -> bool:
	"""Whether a document is asked itself: on early 15 its `has_permission` shows a message, and often an empty one."""
	return any(
		isinstance(node, ast.Call)
		and isinstance(node.func, ast.Attribute)
		and node.func.attr == "has_permission"
		and getattr(node.func.value, "id", "") != "frappe"
		for node in ast.walk(ast.parse(source))
	)


def test_frappe_is_asked_and_not_the_document():
	assert asks_aloud('plan.has_permission("write")') and asks_aloud(
		'frappe.get_doc("X", 1).has_permission()'
	)
	assert not asks_aloud('frappe.has_permission("X", "write", doc=plan)')
	files = Path(liaison_app.__file__).parent.rglob("*.py")
	assert [path.name for path in files if asks_aloud(path.read_text())] == []
