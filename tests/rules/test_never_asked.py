"""What the app never asks, keeps or offers: where a family came from, and by which papers it is here. No site needed."""

import json
import re
import sys
from pathlib import Path

from liaison_app import records

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

from print_docs import read_doctypes

NEVER = re.compile(
	r"immigra|migrant|undocumented|citizen|nationality|passport|\bvisas?\b|\balien\b|asylum|refugee|deport|green.?card"
	r"|country.of.(birth|origin)|place.of.birth|birth.?(place|country)|residen(t|ce|cy).(status|permit)|\bi-?94\b|\bdaca\b",
	re.IGNORECASE,
)
APP = Path(__file__).parents[2] / "liaison_app"


def test_the_pattern_finds_what_it_is_for():
	for text in ("Immigration Status", "citizenship", "country_of_birth", "Visa", "residence permit"):
		assert NEVER.search(text), text
	assert not NEVER.search("Alienation from School")


def test_no_field_of_any_document_is_of_that_kind():
	texts = [
		(name, str(field.get(key)))
		for name, doctype in read_doctypes().items()
		for field in (doctype, *doctype["fields"])
		for key in ("name", "fieldname", "label", "options", "description", "default")
		if field.get(key)
	]
	assert len(texts) > 1000
	assert [found for found in texts if NEVER.search(found[1])] == []


def test_no_barrier_or_other_master_is_of_that_kind():
	texts = [json.dumps(row) for row in records.masters()]
	assert [text for text in texts if NEVER.search(text)] == []


def test_no_fixture_report_form_or_file_of_the_demo_is_of_that_kind():
	files = [*APP.glob("fixtures/**/*"), *APP.glob("liaison_app/**/*.json"), *APP.glob("demo/**/*.py")]
	found = [file.name for file in files if file.is_file() and NEVER.search(file.read_text("utf-8"))]
	assert found == []
