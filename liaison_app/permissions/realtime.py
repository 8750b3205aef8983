"""What the host tells open browsers while somebody works.

Whoever may read some row of a DocType may listen to all of it: the host tells each listener the name of every document
that is saved and who saved it. Whoever has opened a document hears the whole text of each comment and mail on it until
the browser is closed, also when the assignment has long ended: nobody is asked again. Neither is told for documents of
ours. That a document which is open was changed is told as ever, so that no one works on an old copy.
"""

import frappe
from frappe.model.document import Document

from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS

#: Events that tell the name of any document, or what is hung on one.
TELLING = ("list_update", "docinfo_update")


def keep_quiet(_doc: Document, _method: str | None = None) -> None:
	"""Hold back what is about to be told of a document of ours, or of what hangs on one."""
	# The host adds to what it will tell after this, up to the commit.
	frappe.db.before_commit.add(_hold_back)


def _hold_back() -> None:
	# The host's own list of events, rooms last; there is no other place where they can be looked at.
	waiting = getattr(frappe.local, "_realtime_log", None)
	if waiting:
		waiting[:] = [told for told in waiting if not (told[0] in TELLING and _is_ours(told[2]))]


def _is_ours(room: str) -> bool:
	"""Whether a room, as `doctype:Home Visit` or `doc:Home Visit/VIS-00001`, is about a DocType of ours."""
	doctype = room.partition(":")[2].partition("/")[0]
	return doctype in ROOMS or doctype in CHILD_ROOMS
