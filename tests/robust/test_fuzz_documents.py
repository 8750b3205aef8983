"""REST on every DocType of the app, with values that no form would send."""

import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.robust import awkward
from tests.robust.fuzzing import Fuzzer, some_of_them
from tests.web import resource

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

from print_docs import read_doctypes

DOCTYPES = sorted(name for name, doctype in read_doctypes().items() if not doctype.get("issingle"))

document = cache(awkward.document)
names_of = cache(awkward.names_of)


@pytest.mark.parametrize("doctype", DOCTYPES)
@some_of_them
@given(data=some.data())
def test_no_new_document_breaks_anything(fuzzer: Fuzzer, doctype: str, data):
	client, posted = data.draw(some.sampled_from(fuzzer.clients)), data.draw(document(doctype))
	fuzzer.send(client, "POST", resource(doctype), posted)


@pytest.mark.parametrize("doctype", [*DOCTYPES, "Liaison Settings"])
@some_of_them
@given(data=some.data())
def test_no_change_of_a_document_breaks_anything(fuzzer: Fuzzer, doctype: str, data):
	client, posted = data.draw(some.sampled_from(fuzzer.clients)), data.draw(document(doctype))
	name = doctype if doctype == "Liaison Settings" else data.draw(names_of(doctype))
	fuzzer.send(client, "PUT", resource(doctype, name), posted)


@pytest.mark.parametrize("doctype", DOCTYPES)
@some_of_them
@given(data=some.data())
def test_no_list_breaks_anything(fuzzer: Fuzzer, doctype: str, data):
	asked = some.fixed_dictionaries(
		{},
		optional={
			"fields": awkward.anything,
			"filters": awkward.filters(doctype),
			"or_filters": awkward.filters(doctype),
			"order_by": awkward.anything,
			"group_by": awkward.anything,
			"limit": awkward.anything,
			"limit_start": awkward.anything,
			"as_dict": awkward.anything,
			"debug": some.just(1),
			"parent": awkward.anything,
		},
	)
	client = data.draw(some.sampled_from(fuzzer.clients))
	answer = client.get(resource(doctype), **awkward.as_texts(data.draw(asked)))
	fuzzer.look_at(client, answer, of_host=True)
