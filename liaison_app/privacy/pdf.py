"""Papers that leave the school, as PDF."""

import frappe


def to_pdf(html: str) -> bytes:
	"""A PDF of this HTML."""
	# The host opens a log when this is imported, which has its place only once a site is known.
	from frappe.utils.pdf import get_pdf

	return get_pdf(html)


def answer_with_pdf(html: str, filename: str) -> None:
	"""Let the request answer with a PDF. The name should tell nothing: it stays on somebody's disk."""
	frappe.local.response.update({"filename": filename, "filecontent": to_pdf(html), "type": "pdf"})
