"""Printing to PDF fetches stylesheets and pictures from the site's own address."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _site_that_answers(server: str) -> Iterator[None]:
	"""A test site's name leads nowhere; its server does."""
	import frappe

	kept = frappe.local.conf.host_name
	frappe.local.conf.host_name = server
	yield
	frappe.local.conf.host_name = kept
