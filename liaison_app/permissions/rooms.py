"""Which columns of a DocType say whose rows they are.

Pure Python: hooks.py reads it before a site exists.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
	"""Where a DocType keeps the family, the school and the person that a row belongs to.

	family: column with the Focus Family. Its rows follow the family's current enrolments.
	school: column with the Liaison School. With `family` too, it counts where the family is empty.
	student: True where the school opens the row whether or not the family is in scope.
	ledger: True where school *and* family (if any) must be in scope.
	own: column with the user whose own record it is (a Family Liaison is named by its user).
	hidden_from: column with a user who never sees the row.
	families: table field with further families (Work Family). All of them must be in scope: the document
		names each, and one that has moved on may not be shown to the others' school.
	invited: table field with the users who are invited (Meeting Invited).
	named: table field with the users who read a row beside its author (Note Reader).
	kept: check column: a row with it is open to its author and to who is named, and to nobody else.
	pupil: column with the Focus Student that the row is about. That student's row, as it stands today, must be
		in scope too; a room without family and school of its own follows the student alone.
	secret: True where who looks at a row is noted, and reported to the coordinators (`looks.py`).
	"""

	family: str | None = None
	school: str | None = None
	student: bool = False
	ledger: bool = False
	own: str | None = None
	hidden_from: str | None = None
	families: str | None = None
	invited: str | None = None
	named: str | None = None
	kept: str | None = None
	pupil: str | None = None
	secret: bool = False

	@property
	def columns(self) -> tuple[str, ...]:
		"""The columns that decide; a change of any is judged by its old and its new value."""
		columns = (self.family, self.school, self.own, self.hidden_from, self.pupil, self.kept)
		return tuple(column for column in columns if column)

	@property
	def follows_pupil(self) -> bool:
		"""Whether the student alone decides."""
		return bool(self.pupil) and not (self.family or self.school)


ROOMS: dict[str, Room] = {
	"Focus Family": Room(family="name"),
	"Family Member": Room(family="family"),
	"Focus Student": Room(family="family", school="school", student=True),
	"Student Progress Record": Room(pupil="student"),
	"Student Assessment": Room(pupil="student"),
	"Screening Result": Room(family="family", school="school", pupil="student"),
	"Family Enrolment": Room(family="family"),
	"Family Address": Room(family="family", secret=True),
	"Access Exclusion": Room(family="family", hidden_from="user", secret=True),
	"Restricted Note": Room(family="family", own="author", named="readers", kept="named_only", secret=True),
	"Family Consent": Room(family="family"),
	"Records Request": Room(pupil="student"),
	"Disclosure Log Entry": Room(pupil="student"),
	"Liaison Contact": Room(family="family", school="school", own="liaison"),
	"Home Visit": Room(family="family", school="school", own="liaison"),
	"Liaison Meeting": Room(
		family="family", school="school", own="liaison", families="families", invited="invited"
	),
	"Liaison Activity": Room(family="family", school="school", own="liaison", families="families"),
	"Next Step": Room(family="family", school="school", own="assignee"),
	"Weekly Activity Report": Room(school="school", own="liaison"),
	"Liaison Ledger Entry": Room(family="family", school="school", ledger=True, own="liaison"),
	"Family Liaison": Room(own="name"),
	"Partnership Team": Room(school="school"),
	"Partnership Plan": Room(school="school"),
	"Partnership Activity": Room(school="school", own="in_charge"),
	"Engagement Event": Room(school="school", own="in_charge"),
	"Event Attendance": Room(family="family", school="school"),
	"After School Program": Room(school="school", own="in_charge"),
	"After School Enrolment": Room(family="family", school="school"),
	# Of no school and no family; a room all the same, so that its texts and files are looked at like all others.
	"Outreach Material": Room(),
	"Title I Population": Room(school="school"),
	"Material Handout": Room(family="family", school="school", own="liaison"),
}

#: The rooms in which every look is noted.
SECRET = tuple(doctype for doctype, room in ROOMS.items() if room.secret)

#: Child tables hold no rule of their own: a row is seen by whoever sees its parent.
CHILD_ROOMS: dict[str, tuple[str, ...]] = {
	"Family Barrier": ("Focus Family",),
	"Family Goal": ("Focus Family",),
	"Family Availability": ("Focus Family",),
	"Family Phone": ("Family Member",),
	"Guardianship": ("Focus Student",),
	"Former Liaison": ("Family Enrolment",),
	"Named Record Kind": ("Family Consent", "Disclosure Log Entry"),
	"Withheld Part": ("Records Request",),
	"Disclosure Party": ("Disclosure Log Entry",),
	"Screening Finding": ("Screening Result",),
	"Screening Decision": ("Screening Result",),
	"Note Reader": ("Restricted Note",),
	"Contact Student": ("Liaison Contact", "Home Visit", "Liaison Meeting"),
	"Secondary Involvement Type": ("Liaison Contact", "Home Visit", "Liaison Meeting", "Liaison Activity"),
	"Work Participant": ("Liaison Contact", "Liaison Meeting", "Liaison Activity", "Engagement Event"),
	"Visit Visitor": ("Home Visit",),
	"Work Family": ("Liaison Meeting", "Liaison Activity"),
	"Meeting Invited": ("Liaison Meeting",),
	"Weekly Report Line": ("Weekly Activity Report",),
	"Weekly Report Entry": ("Weekly Activity Report",),
	"Liaison Ledger Student": ("Liaison Ledger Entry",),
	"Liaison Language": ("Family Liaison",),
	"Liaison Leave": ("Family Liaison",),
	"Partnership Member": ("Partnership Team",),
	"Partnership Goal": ("Partnership Plan",),
	"Partnership Review": ("Partnership Plan",),
	"Partnership Grade": ("Partnership Activity",),
	"Partnership Change": ("Partnership Activity",),
	"Event Language": ("Engagement Event",),
	"Program Volunteer": ("After School Program",),
}

#: Host DocTypes whose rows name documents, and the columns that say which of which DocType. Their lists show none of
#: ours to anybody: a document's own page asks for its files, comments and tags by itself. ASKED_OF has the exceptions.
REFERENCES: dict[str, tuple[str, str]] = {
	"File": ("attached_to_doctype", "attached_to_name"),
	"Tag Link": ("document_type", "document_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"Comment": ("reference_doctype", "reference_name"),
	"Version": ("ref_doctype", "docname"),
	"View Log": ("reference_doctype", "reference_name"),
	"DocShare": ("share_doctype", "share_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Deleted Document": ("deleted_doctype", "deleted_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Reminder": ("reminder_doctype", "reminder_docname"),
	"Workflow Action": ("reference_doctype", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"Energy Point Log": ("reference_doctype", "reference_name"),
}
#: Those that are addressed to people, and the columns with these; a Workflow Action has a table of roles, which the
#: host looks at itself. A list shows them for as long as the one asked may read the document.
ASKED_OF: dict[str, tuple[str, ...]] = {
	"ToDo": ("allocated_to", "assigned_by"),
	"Workflow Action": (),
	"Notification Log": ("for_user",),
	"Energy Point Log": ("user",),
	"Reminder": ("user",),
}

#: Host DocTypes that hold whole files of documents.
IMPORTS = ("Data Import", "Data Import Log")

#: Host DocTypes in which users save how they look at documents, and the column that says of which DocType.
SAVED: dict[str, str] = {
	"Report": "ref_doctype",
	"List Filter": "reference_doctype",
	"Kanban Board": "reference_doctype",
}

#: Those that users write.
NAMED_IN = ("Tag Link", "Communication", "Comment", "Document Follow", "ToDo", "Reminder")


#: All of them: what is read of one tells of a family.
NAMING = frozenset((*ROOMS, *CHILD_ROOMS, *REFERENCES))

#: Documents on which nothing is hung and of which nothing is told: no comment, file, mail, task, version, print, notice.
UNSPOKEN = ("Restricted Note",)
#: Host DocTypes that tell or keep what is in the documents of a DocType, and the column that names it.
TELLING = {
	"Assignment Rule": "document_type",
	"Milestone Tracker": "document_type",
	"Notification": "document_type",
	"Print Format": "doc_type",
	"Webhook": "webhook_doctype",
}

#: Host DocTypes that are run as templates and are written by others than System Managers.
TEMPLATES = ("Auto Repeat", "Newsletter", "Web Page")


def function_name(doctype: str) -> str:
	"""The name of a DocType's query condition, as a function."""
	return doctype.lower().replace(" ", "_")
