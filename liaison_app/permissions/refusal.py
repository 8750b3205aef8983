"""How a request is refused before any endpoint runs."""

from typing import NoReturn

import frappe


def refuse(sentence: str) -> NoReturn:
	"""Raise frappe.PermissionError in the host's own way: the desk shows the sentence under "Not permitted"."""
	frappe.flags.error_message = sentence
	raise frappe.PermissionError(sentence)
