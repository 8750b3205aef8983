"""Every function of the app that a browser may call, with arguments that no page would send."""

import importlib
import json
import pkgutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import frappe
import pytest
from hypothesis import given
from hypothesis import strategies as some

import liaison_app
from tests.robust import awkward
from tests.robust.fuzzing import Fuzzer, some_of_them


def _functions() -> dict[str, Callable]:
	"""Every function of the app that the host lets a browser call, by its path."""
	for module in pkgutil.walk_packages(liaison_app.__path__, "liaison_app."):
		importlib.import_module(module.name)
	ours = [function for function in frappe.whitelisted if function.__module__.startswith("liaison_app.")]
	return {f"{function.__module__}.{function.__qualname__}": function for function in ours}


FUNCTIONS = _functions()
REPORTS = sorted(
	json.loads(path.read_text())["name"]
	for path in Path(liaison_app.__file__).parent.glob("liaison_app/report/*/*.json")
)
FILTERS = (
	"liaison",
	"school",
	"days",
	"from_date",
	"to_date",
	"period",
	"family",
	"kind",
	"school_year",
	"student",
)
RUN = "/api/method/frappe.desk.query_report.run"
#: Endpoints of the host in our words: they hand filters and fields on to it.
HOSTS = [path for path in FUNCTIONS if path.startswith("liaison_app.permissions.")]

arguments = cache(awkward.arguments)


def test_the_functions_are_found():
	assert {"liaison_app.outreach.quick_log.log_contact", "liaison_app.outreach.visit_times.propose"} <= set(
		FUNCTIONS
	)


@pytest.mark.parametrize("path", sorted(FUNCTIONS))
@some_of_them
@given(data=some.data())
def test_no_argument_breaks_anything(fuzzer: Fuzzer, path: str, data):
	client, given_arguments = (
		data.draw(some.sampled_from(fuzzer.clients)),
		data.draw(arguments(FUNCTIONS[path])),
	)
	fuzzer.send(client, "POST", f"/api/method/{path}", given_arguments, of_host=path in HOSTS)


@pytest.mark.parametrize("path", sorted(FUNCTIONS))
@some_of_them
@given(data=some.data())
def test_no_text_for_an_argument_breaks_anything(fuzzer: Fuzzer, path: str, data):
	"""As a form sends them: each value is text."""
	given_arguments = data.draw(arguments(FUNCTIONS[path]))
	client = data.draw(some.sampled_from(fuzzer.clients))
	answer = client.post(f"/api/method/{path}", **awkward.as_texts(given_arguments))
	fuzzer.look_at(client, answer, of_host=path in HOSTS)


@pytest.mark.parametrize("report", REPORTS)
@some_of_them
@given(data=some.data())
def test_no_filter_breaks_a_report(fuzzer: Fuzzer, report: str, data):
	filters = data.draw(some.dictionaries(some.sampled_from(FILTERS), awkward.anything, max_size=4))
	client = data.draw(some.sampled_from(fuzzer.clients))
	fuzzer.send(client, "POST", RUN, {"report_name": report, "filters": filters})
