"""Whatever writes past the rights of the user says why beside it. No site needed."""

import ast
from pathlib import Path

import liaison_app

WORD = "ignore_permissions"


def unexplained(source: str) -> list[int]:
	"""The lines that write past the rights with no comment in the three lines above, and none in their function's docstring."""
	lines = source.splitlines()
	explained = set()
	for node in ast.walk(ast.parse(source)):
		if isinstance(node, ast.FunctionDef) and "past" in (ast.get_docstring(node) or "").lower():
			explained.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
	return [
		number
		for number, line in enumerate(lines, 1)
		if f"{WORD}=True" in line or f"flags.{WORD} = True" in line
		if number not in explained and not any("#" in above for above in lines[max(0, number - 4) : number])
	]


def test_a_reason_stands_beside_each():
	assert unexplained("doc.insert(ignore_permissions=True)") == [1]
	assert unexplained("# A job.\ndoc.insert(ignore_permissions=True)") == []
	assert unexplained('def f():\n\t"""Past its rights: why."""\n\tdoc.flags.ignore_permissions = True') == []
	package = Path(liaison_app.__file__).parent
	found = {str(path.relative_to(package)): unexplained(path.read_text()) for path in package.rglob("*.py")}
	assert {path: lines for path, lines in found.items() if lines} == {}
