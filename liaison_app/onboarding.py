"""First steps that each person goes through alone.

The host ticks a step for everybody at once: the first liaison who is done would take it from all others. Here
the ticks on this app's steps are kept with the user; those of other apps are left to the host.
"""

import json

import frappe
from frappe import _

from liaison_app import MODULE

#: The user's default that keeps which steps are done: step -> the field that the host would tick.
KEY = "liaison_first_steps"
TICKS = ("is_complete", "is_skipped")


@frappe.whitelist(methods=["POST"])
def update_onboarding_step(name: str, field: str, value: int | str | bool) -> None:
	"""Tick a step: for the user alone if it is this app's."""
	from frappe.desk.desktop import update_onboarding_step as update_of_host

	if name not in own_steps():
		return update_of_host(name, field, value)
	if field not in TICKS:
		frappe.throw(_("A step can be done or skipped, and nothing else."))
	frappe.defaults.set_user_default(KEY, json.dumps({**_ticks(), name: field}))


def show_own_ticks(page: dict) -> None:
	"""Write the user's own ticks into the first steps of a workspace; those that are over are left out."""
	onboardings = page.get("onboardings") or {}
	onboardings["items"] = [item for item in onboardings.get("items") or [] if not _is_over(item)]


def own_steps() -> set[str]:
	"""The steps of this app's onboardings."""
	onboardings = frappe.get_all(
		"Module Onboarding", filters={"module": MODULE}, pluck="name", order_by="name asc"
	)
	steps = frappe.get_all(
		"Onboarding Step Map", filters={"parent": ["in", onboardings]}, pluck="step", order_by="idx asc"
	)
	return set(steps)


def _is_over(onboarding: dict) -> bool:
	"""Write the user's ticks into an onboarding; whether none of its steps is left."""
	own, ticks = own_steps(), _ticks()
	steps = [step for step in onboarding["items"] if step.name in own]
	for step in steps:
		step.update({field: int(ticks.get(step.name) == field) for field in TICKS})
	return bool(steps) and all(step.name in ticks for step in steps)


def _ticks() -> dict[str, str]:
	return json.loads(frappe.defaults.get_user_default(KEY) or "{}")
