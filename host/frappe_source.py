"""Frappe 15 as an app folder that bench installs, made from the one wheel of it on the Python registry.

The wheel `criscostack` is Frappe 15.0.0-dev of August 2023 (MIT) with its names changed. The change is
undone here, in every text file and in the file names; what comes out is upstream's code, to the byte but
for some logos and translations.
"""

from __future__ import annotations

import re
import zipfile
from email.parser import Parser
from pathlib import Path

from host.process import call
from host.steps import remove

REQUIREMENT = "criscostack==1.0.0"
WHEEL = "criscostack-1.0.0-py3-none-any.whl"
SHA256 = "dc58aaf29c59b7666edc953596e5b31f77d7286b2ed6b14c6a205b217c210349"
BRANCH = "version-15"

# The order matters: longer names first.
NAMES = (
	("criscostack", "frappe"),
	("CRISCOSTACK", "FRAPPE"),
	("Criscostack", "Frappe"),
	("Criscoerp", "ERPNext"),
	("criscoerp", "erpnext"),
	("CRISCO", "FRAPPE"),
	("Crisco", "Frappe"),
	("crisco", "frappe"),
)
FILES = (("utils/brik_helper.py", "utils/bench_helper.py"),)

# The wheel's pins have no builds for Python 3.12 and later; these do, and Frappe works with them.
NEWER = {
	"pydantic": "pydantic>=2.10,<3",
	"pillow": "pillow>=11",
	"hiredis": "hiredis>=3",
	"psycopg2-binary": "psycopg2-binary>=2.9.10",
}

PYPROJECT = """\
[project]
name = "frappe"
authors = [{{ name = "Frappe Technologies Pvt Ltd", email = "developers@frappe.io" }}]
description = "Metadata driven, full-stack low code web framework"
requires-python = ">=3.10"
dynamic = ["version"]
dependencies = [
{dependencies}
]

[build-system]
requires = ["flit_core >=3.4,<4"]
build-backend = "flit_core.buildapi"
"""


def renamed(text: str) -> str:
	"""Undo the renaming in a text or a file's path."""
	for changed, original in NAMES:
		text = text.replace(changed, original)
	return text


def original_path(path: str) -> str:
	"""Where a file of the wheel lies in Frappe."""
	path = renamed(path)
	for changed, original in FILES:
		path = path.replace(changed, original)
	return path


def original_content(data: bytes) -> bytes:
	"""A file's content with the renaming undone; what is no text stays as it is."""
	try:
		text = data.decode("utf-8")
	except UnicodeDecodeError:
		return data
	for changed, original in (*NAMES, ("brik_helper", "bench_helper")):
		text = text.replace(changed, original)
	return text.encode("utf-8")


def dependencies(metadata: str) -> list[str]:
	"""The wheel's requirements, with newer ones where Python 3.12 and later need them."""
	found = []
	for requirement in Parser().parsestr(metadata).get_all("Requires-Dist", []):
		name = re.match(r"[\w.-]+", requirement).group().lower()
		if name in NEWER:
			found.append(f"{requirement}; python_version < '3.12'")
			found.append(f"{NEWER[name]}; python_version >= '3.12'")
		else:
			found.append(requirement)
	# Some modules import pkg_resources, which later releases no longer have.
	return [*found, "setuptools<81"]


def unpack(wheel: Path, target: Path) -> None:
	"""Write Frappe's sources and a pyproject.toml for them."""
	with zipfile.ZipFile(wheel) as archive:
		for name in archive.namelist():
			if name.endswith("METADATA"):
				lines = [f'\t"{one}",' for one in dependencies(archive.read(name).decode())]
				metadata = PYPROJECT.format(dependencies="\n".join(lines))
			elif not name.endswith("/") and ".dist-info/" not in name:
				file = target / original_path(name)
				file.parent.mkdir(parents=True, exist_ok=True)
				file.write_bytes(original_content(archive.read(name)))
	(target / "pyproject.toml").write_text(metadata, encoding="utf-8")


def make(wheel: Path, target: Path, log: Path) -> None:
	"""Make the folder as a git repository with the branch that bench asks for."""
	remove(target)
	target.mkdir(parents=True)
	unpack(wheel, target)
	git = ["git", "-c", "user.name=host", "-c", "user.email=host@localhost", "-c", "gc.auto=0"]
	for command in (
		["init", "--quiet", f"--initial-branch={BRANCH}"],
		["add", "--all"],
		["-c", "commit.gpgsign=false", "commit", "--quiet", "--no-verify", "-m", "Frappe 15.0.0-dev"],
	):
		call([*git, *command], cwd=target, log=log, failed="Frappe's sources could not be put into git.")
