"""The wheel's renaming is undone."""

import subprocess
import zipfile

from host import frappe_source

METADATA = """\
Metadata-Version: 2.1
Name: criscostack
Requires-Dist: Pillow~=9.5.0
Requires-Dist: pytz==2023.3
"""


def test_names_come_back_in_every_spelling():
	text = "criscostack.Criscostack CRISCOSTACK Criscoerp criscoerp Crisco CRISCO"
	assert frappe_source.renamed(text) == "frappe.Frappe FRAPPE ERPNext erpnext Frappe FRAPPE"


def test_files_come_back_under_their_own_names():
	assert frappe_source.original_path("criscostack/utils/brik_helper.py") == "frappe/utils/bench_helper.py"
	assert frappe_source.original_path("criscostack/criscostackclient.py") == "frappe/frappeclient.py"


def test_what_is_no_text_stays_as_it_is():
	data = b"\xff\xfecriscostack"
	assert frappe_source.original_content(data) == data


def test_newer_pythons_get_requirements_that_have_builds_for_them():
	found = frappe_source.dependencies(METADATA)
	assert "Pillow~=9.5.0; python_version < '3.12'" in found
	assert "pillow>=11; python_version >= '3.12'" in found
	assert "pytz==2023.3" in found


def test_the_wheel_becomes_a_repository_that_bench_can_clone(tmp_path):
	wheel = tmp_path / "some.whl"
	with zipfile.ZipFile(wheel, "w") as archive:
		archive.writestr("criscostack/__init__.py", '"""Crisco."""\n')
		archive.writestr("criscostack/public/logo.bin", b"\xff\xfe\x00")
		archive.writestr("criscostack-1.0.0.dist-info/METADATA", METADATA)
	target = tmp_path / "frappe"
	frappe_source.make(wheel, target, tmp_path / "log")
	assert (target / "frappe" / "__init__.py").read_text() == '"""Frappe."""\n'
	assert 'name = "frappe"' in (target / "pyproject.toml").read_text()
	branch = subprocess.run(
		["git", "branch", "--show-current"], cwd=target, capture_output=True, text=True, check=True
	)
	assert branch.stdout.strip() == frappe_source.BRANCH
