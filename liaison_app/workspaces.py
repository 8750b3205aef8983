"""A workspace as the host gives it, with what is of use to the one who opens it."""

import frappe
from frappe import _

from liaison_app.arguments import parse_values
from liaison_app.onboarding import show_own_ticks
from liaison_app.permissions.matrix import EVERYBODYS


@frappe.whitelist()
def get_desktop_page(page: str | dict) -> dict:
	"""A workspace as the host gives it, with the user's own first steps and without links that lead nowhere for them."""
	from frappe.desk.desktop import get_desktop_page as page_of_host

	answer = page_of_host(frappe.as_json(parse_values(page, _("Workspace"))))
	show_own_ticks(answer)
	_leave_out_set_up(answer)
	return answer


def _leave_out_set_up(page: dict) -> None:
	"""The host links whatever one may read; what everybody reads is a place to go for those alone who look after it."""
	cards = page.get("cards") or {}
	for card in cards.get("items") or []:
		card["links"] = [link for link in card["links"] if _is_of_use(link)]
	cards["items"] = [card for card in cards.get("items") or [] if card["links"]]


def _is_of_use(link: dict) -> bool:
	return link["link_to"] not in EVERYBODYS or frappe.has_permission(link["link_to"], "write")
