"""What is printed from the code is what the code says: no site needed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

import print_docs

HOW = "Run: python3 docs/print_docs.py"


def test_every_document_stands_in_a_group_of_the_data_model():
	assert print_docs.ungrouped(print_docs.read_doctypes()) == []


def test_the_data_model_is_up_to_date():
	printed = print_docs.data_model(print_docs.read_doctypes())
	assert print_docs.DATA_MODEL.read_text(encoding="utf-8") == printed, HOW


def test_the_matrix_in_the_permissions_is_up_to_date():
	text = print_docs.PERMISSIONS.read_text(encoding="utf-8")
	assert text == print_docs.with_matrix(text), HOW


def test_every_doctype_says_why_it_exists():
	silent = [name for name, doctype in print_docs.read_doctypes().items() if not doctype.get("description")]
	assert silent == []
