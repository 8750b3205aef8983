"""Runs in the bench: serve one site and its assets on the loopback interface alone, with threads."""

import logging
import os
import sys

import frappe.app
from frappe.middlewares import StaticDataMiddleware
from werkzeug.middleware.shared_data import SharedDataMiddleware
from werkzeug.serving import run_simple


def main(site: str, port: str) -> None:
	"""Serve until told to stop."""
	frappe.app._site = site
	application = SharedDataMiddleware(frappe.app.application, {"/assets": os.path.abspath("assets")})
	application = StaticDataMiddleware(application, {"/files": os.path.abspath(".")})
	logging.getLogger("werkzeug").setLevel(logging.ERROR)
	run_simple("127.0.0.1", int(port), application, threaded=True)


main(*sys.argv[1:])
