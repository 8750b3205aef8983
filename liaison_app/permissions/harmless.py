"""Text that somebody typed is nothing that a browser runs, also where the host's own cleaning passes it by.

The host cleans what looks like a page when a document is saved, but not what is changed by the very request that
submits, and not text that happens to be JSON, such as a tag in quotation marks.
"""

from frappe.model.document import Document
from frappe.utils.html_utils import sanitize_html

#: In which people type. Code and JSON are never shown as a page.
TYPED = ("Data", "Small Text", "Text", "Long Text", "Text Editor", "HTML Editor", "Markdown Editor", "Phone")
#: Before a text, this leaves it no JSON, and says nothing to a browser.
NO_JSON = "."


def clean_texts(doc: Document, _method: str | None = None) -> None:
	"""Clean every text of a document and of its tables' rows."""
	for row in (doc, *doc.get_all_children()):
		for field in row.meta.fields:
			value = row.get(field.fieldname)
			if field.fieldtype in TYPED and isinstance(value, str) and "<" in value:
				row.set(field.fieldname, cleaned(value))


def cleaned(text: str) -> str:
	"""The text without scripts, as the host cleans it."""
	return sanitize_html(f"{NO_JSON}{text}")[len(NO_JSON) :]
