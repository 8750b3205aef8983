"""Runs in the bench: have the app on the site as the checkout has it."""

import sys

import frappe
from frappe.installer import install_app
from frappe.migrate import SiteMigration


def is_installed(site: str, app: str) -> bool:
	"""Say whether the site has the app."""
	frappe.init(site=site)
	frappe.connect()
	return app in frappe.get_installed_apps()


def main(site: str, app: str) -> None:
	"""Install the app, or migrate the site that has it."""
	if is_installed(site, app):
		frappe.destroy()
		SiteMigration().run(site=site)
		return
	install_app(app, verbose=False)
	frappe.db.commit()
	frappe.clear_cache()
	frappe.destroy()


main(*sys.argv[1:])
