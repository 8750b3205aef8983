"""What an installation inserts once. An administrator may change all of it; no migrate touches it again.

`install.py` inserts these records, `uninstall.py` removes what is the app's alone.
"""

from pathlib import Path

from liaison_app import MODULE
from liaison_app.permissions.matrix import COORDINATOR, LEADER, LIAISON, ROLES

#: Epstein's six types (J. L. Epstein et al., School, Family, and Community Partnerships).
INVOLVEMENT_TYPES = (
	("Parenting", "Help families understand child development and support children as students; help schools understand families", "Reach all families, not only those who attend workshops"),
	("Communicating", "Two-way communication on programmes and progress", "Readability, translation, every family reached"),
	("Volunteering", "Recruit, train and schedule volunteers and audiences", "Recruit widely, flexible schedules"),
	("Learning at Home", "Help families help with homework, goals and course decisions", "Regular, interactive, families in decisions"),
	("Decision Making", "Families in governance and advocacy; parent leaders", "Leaders from all groups, trained"),
	("Collaborating with the Community", "Find and join community resources and services", "Turf, funding, informing all, equal access"),
)  # fmt: skip

CONTACT_PURPOSES = {
	"Attendance": "Communicating",
	"Academic Progress": "Communicating",
	"Behaviour": "Communicating",
	"Checking In": "Communicating",
	"Good News": "Communicating",
	"Meeting or Visit Arrangement": "Communicating",
	"Homework Help": "Learning at Home",
	"Parenting Support": "Parenting",
	"Family Need or Crisis": "Collaborating with the Community",
	"Referral to a Service": "Collaborating with the Community",
	"Event Invitation or Reminder": "Parenting",
	"Volunteering": "Volunteering",
	"School Decision or Advocacy": "Decision Making",
}
DEFAULT_PURPOSE = "Checking In"

CONTACT_CHANNELS = (
	("Phone Call", "Call"),
	("Text Message", "Text"),
	("In Person", "In Person"),
	("E-Mail", "Email"),
	("Video Call", "Video"),
	("Letter", "Letter"),
)

#: Root causes of absence (Attendance Works) and barriers that liaisons meet.
BARRIER_CATEGORIES = (
	"Poverty", "Illness", "Transport", "Housing", "Work Schedules", "Child Care", "Safety", "Language",
	"Alienation from School",
)  # fmt: skip

#: Subjects of the published criteria.
ASSESSMENT_SUBJECTS = ("Reading", "Mathematics")

#: Whom to choose (M. G. Sanders 2008): name, what it says, and the measure. The study gives no weights, so each
#: has one point; nor a figure for homework, so that one is a proposal.
SELECTION_CRITERIA = (
	("Below Grade Level in Reading", "Preference of the reference district.", {"measure_of": "Assessment", "subject": "Reading", "measure_field": "at_grade_level", "operator": "Equal To", "threshold": "No"}),
	("Below Grade Level in Mathematics", "Preference of the reference district.", {"measure_of": "Assessment", "subject": "Mathematics", "measure_field": "at_grade_level", "operator": "Equal To", "threshold": "No"}),
	("Low Income", "Preference of the reference district; free or reduced-price lunch.", {"measure_of": "Student", "measure_field": "low_income", "operator": "Equal To", "threshold": "Yes"}),
	("Absent 20% or More", "Absence rate of 20% or more of the days enrolled, for any reason.", {"measure_of": "Progress", "measure_field": "absence_rate", "operator": "At Least", "threshold": "20"}),
	("Inconsistent Homework", "Inconsistent homework completion. No figure is published: set your own.", {"measure_of": "Progress", "measure_field": "homework_rate", "operator": "Less Than", "threshold": "80"}),
	("Alienated from School", "Family disenfranchised or alienated from school.", {"measure_of": "Open Barrier", "barrier_category": "Alienation from School", "operator": "Equal To", "threshold": "Yes"}),
)  # fmt: skip

#: What of a family's file may be told: name, and what it comprises.
RECORD_KINDS = (
	("Contact Details", "Names, phones, e-mail, languages. Never a protected address."),
	("Attendance", "Days enrolled and absent, tardy days."),
	("Achievement", "Assessments, homework, grades, programmes."),
	("Work with the Family", "Contacts, visits and meetings: when, about what, with what result."),
	("Needs and Services", "Barriers, goals, and help that was asked for or given."),
)

#: Whom an action team consists of (NNPS): name, at least, at most (0: any number), only in schools of this kind, role in a
#: meeting.
PARTNERSHIP_ROLES = (
	("Principal", 1, 0, "", "Principal or Counsellor"),
	("Teacher", 2, 3, "", "Teacher"),
	("Parent", 2, 3, "", "Parent or Guardian"),
	("Liaison", 1, 0, "", "Liaison"),
	("Community Member", 1, 0, "", "Agency"),
	("Student", 2, 0, "High School", "Student"),
)

#: What liaisons hand out (M. G. Sanders 2008): name, what it is.
MATERIAL_TYPES = (
	("Newsletter", "News of the school and the programme for families."),
	("Checklist", "Such as of a child's learning style, filled in by the family or the teacher."),
	("Communication Guideline", "For teachers: how to reach out to families."),
	("Handout", "Of a workshop, or on one question."),
)

GRADE_LEVELS = ("Pre-Kindergarten", "Kindergarten", *(f"Grade {number}" for number in range(1, 13)))

SETTINGS = {"default_contact_purpose": DEFAULT_PURPOSE}


def masters() -> list[dict]:
	"""The masters in the order in which they can be inserted."""
	return [
		*(
			{"doctype": "Involvement Type", "type_name": name, "position": position, "description": what, "usual_challenge": challenge}
			for position, (name, what, challenge) in enumerate(INVOLVEMENT_TYPES, start=1)
		),
		*(
			{"doctype": "Contact Purpose", "purpose_name": name, "involvement_type": kind}
			for name, kind in CONTACT_PURPOSES.items()
		),
		*(
			{"doctype": "Contact Channel", "channel_name": name, "way": way, "position": position}
			for position, (name, way) in enumerate(CONTACT_CHANNELS, start=1)
		),
		*({"doctype": "Barrier Category", "category_name": name} for name in BARRIER_CATEGORIES),
		*({"doctype": "Assessment Subject", "subject_name": name} for name in ASSESSMENT_SUBJECTS),
		*(
			{"doctype": "Selection Criterion", "criterion_name": name, "description": what, **measure}
			for name, what, measure in SELECTION_CRITERIA
		),
		*({"doctype": "Record Kind", "kind_name": name, "description": what} for name, what in RECORD_KINDS),
		*(
			{"doctype": "Partnership Role", "role_name": name, "position": position, "at_least": least, "at_most": most, "school_kind": kind, "meeting_role": meeting_role}
			for position, (name, least, most, kind, meeting_role) in enumerate(PARTNERSHIP_ROLES, start=1)
		),
		*(
			{"doctype": "Material Type", "type_name": name, "description": what}
			for name, what in MATERIAL_TYPES
		),
		*(
			{"doctype": "Grade Level", "grade_name": name, "position": position}
			for position, name in enumerate(GRADE_LEVELS)
		),
	]  # fmt: skip


def roles() -> list[dict]:
	"""The app's roles. All of them work in the desk."""
	return [{"doctype": "Role", "role_name": name, "desk_access": 1} for name in ROLES]


#: Each state: name, docstatus, the status it stands for, who may edit in it, style of its mark.
#: Each transition: from, action, to, role.
WORKFLOWS = {
	"Family Enrolment": {
		"states": (
			("Nominated", 0, "Nominated", COORDINATOR, "Primary"),
			("In Review", 0, "In Review", COORDINATOR, "Warning"),
			("Waitlisted", 0, "Waitlisted", COORDINATOR, "Warning"),
			("Enrolled", 0, "Enrolled", COORDINATOR, "Success"),
			("Exited", 0, "Exited", COORDINATOR, "Inverse"),
			("Declined", 0, "Declined", COORDINATOR, "Inverse"),
		),
		"transitions": (
			("Nominated", "Start Review", "In Review", COORDINATOR),
			("Nominated", "Enrol", "Enrolled", COORDINATOR),
			("Nominated", "Decline", "Declined", COORDINATOR),
			("In Review", "Enrol", "Enrolled", COORDINATOR),
			("In Review", "Put on Waiting List", "Waitlisted", COORDINATOR),
			("In Review", "Decline", "Declined", COORDINATOR),
			("Waitlisted", "Enrol", "Enrolled", COORDINATOR),
			("Waitlisted", "Decline", "Declined", COORDINATOR),
			("Enrolled", "Exit", "Exited", COORDINATOR),
		),
	},
	# Everyone may edit here: the row rule has narrowed that to the liaison and the coordinators.
	"Home Visit": {
		"states": (
			("Planned", 0, "Planned", "All", "Primary"),
			("Confirmed", 0, "Confirmed", "All", "Warning"),
			("Completed", 1, "Completed", "All", "Success"),
			("Attempted", 1, "Attempted", "All", "Danger"),
			("Called Off", 1, "Called Off", "All", "Inverse"),
			("Cancelled", 2, "Cancelled", "All", "Inverse"),
		),
		"transitions": (
			("Planned", "Confirm", "Confirmed", LIAISON),
			*(
				(state, action, to, LIAISON)
				for state in ("Planned", "Confirmed")
				for action, to in (
					("Complete", "Completed"),
					("Nobody Was Met", "Attempted"),
					("Call Off", "Called Off"),
				)
			),
			*((state, "Cancel", "Cancelled", LIAISON) for state in ("Completed", "Attempted", "Called Off")),
		),
	},
	"Liaison Meeting": {
		"states": (
			("Planned", 0, "Planned", "All", "Primary"),
			("Held", 1, "Held", "All", "Success"),
			("Called Off", 1, "Called Off", "All", "Inverse"),
			("Cancelled", 2, "Cancelled", "All", "Inverse"),
		),
		"transitions": (
			("Planned", "Record as Held", "Held", LIAISON),
			("Planned", "Call Off", "Called Off", LIAISON),
			("Held", "Cancel", "Cancelled", LIAISON),
			("Called Off", "Cancel", "Cancelled", LIAISON),
		),
	},
	"Weekly Activity Report": {
		"states": (
			("Draft", 0, "Draft", LIAISON, ""),
			("In Review", 0, "In Review", COORDINATOR, "Warning"),
			("Approved", 1, "Approved", COORDINATOR, "Success"),
			("Cancelled", 2, "Cancelled", COORDINATOR, "Inverse"),
		),
		"transitions": (
			("Draft", "Hand In", "In Review", LIAISON),
			("Draft", "Hand In on Behalf", "In Review", COORDINATOR),
			("In Review", "Approve", "Approved", COORDINATOR),
			("In Review", "Approve", "Approved", LEADER),
			("In Review", "Return", "Draft", COORDINATOR),
			("In Review", "Return", "Draft", LEADER),
			("Approved", "Cancel", "Cancelled", COORDINATOR),
		),
	},
	"Partnership Plan": {
		"states": (
			("Draft", 0, "Draft", "All", ""),
			("In Review", 0, "In Review", COORDINATOR, "Warning"),
			("Approved", 1, "Approved", "All", "Success"),
			("Evaluated", 1, "Evaluated", COORDINATOR, "Primary"),
			("Cancelled", 2, "Cancelled", COORDINATOR, "Inverse"),
		),
		"transitions": (
			*(("Draft", "Hand In", "In Review", role) for role in (LIAISON, COORDINATOR, LEADER)),
			*(
				(state, action, to, role)
				for state, action, to in (
					("In Review", "Approve", "Approved"),
					("In Review", "Return", "Draft"),
					("Approved", "Evaluate", "Evaluated"),
				)
				for role in (COORDINATOR, LEADER)
			),
			("Approved", "Cancel", "Cancelled", COORDINATOR),
		),
	},
}


#: By name: what is told when, besides the words of `notifications/`. No role is an address: that would
#: tell the whole district.
NOTIFICATIONS = {
	"Weekly Report Due": {
		"document_type": "Weekly Activity Report",
		"event": "Days Before",
		"date_changed": "due_on",
		"days_in_advance": 0,
		"condition": 'doc.status == "Draft"',
		"recipients": [{"receiver_by_document_field": "liaison"}],
	},
	"Weekly Report Returned": {
		"document_type": "Weekly Activity Report",
		"event": "Value Change",
		"value_changed": "status",
		"condition": 'doc.status == "Draft"',
		"recipients": [{"receiver_by_document_field": "liaison"}],
	},
}
WORDS = Path(__file__).parent / "notifications"


def workflow_parts(*doctypes: str) -> list[dict]:
	"""The states and actions that these workflows use, by default all; other workflows may use them too."""
	specs = [WORKFLOWS[doctype] for doctype in doctypes or WORKFLOWS]
	states = {row[0]: row[4] for spec in specs for row in spec["states"]}
	actions = {row[1] for spec in specs for row in spec["transitions"]}
	return [
		*(
			{"doctype": "Workflow State", "workflow_state_name": name, "style": style}
			for name, style in states.items()
		),
		*({"doctype": "Workflow Action Master", "workflow_action_name": name} for name in sorted(actions)),
	]


def workflows() -> list[dict]:
	"""One workflow for each document with a status of its own."""
	return [_workflow(doctype, spec) for doctype, spec in WORKFLOWS.items()]


def _workflow(doctype: str, spec: dict) -> dict:
	return {
		"doctype": "Workflow",
		"workflow_name": doctype,
		"document_type": doctype,
		"is_active": 1,
		"send_email_alert": 0,
		"workflow_state_field": "workflow_state",
		"states": [
			{
				"state": state,
				"doc_status": str(docstatus),
				"update_field": "status",
				"update_value": status,
				"allow_edit": role,
			}
			for state, docstatus, status, role, _style in spec["states"]
		],
		"transitions": [
			{"state": state, "action": action, "next_state": to, "allowed": role, "allow_self_approval": 1}
			for state, action, to, role in spec["transitions"]
		],
	}


def notifications() -> list[dict]:
	"""The notifications. Not standard ones: nobody may edit those, and each update would bring back their words."""
	return [_notification(name, rule) for name, rule in NOTIFICATIONS.items()]


def _notification(name: str, rule: dict) -> dict:
	# The first line is the subject.
	subject, message = (WORDS / f"{name.lower().replace(' ', '_')}.html").read_text().split("\n", 1)
	return {
		"doctype": "Notification",
		"name": name,
		"module": MODULE,
		"enabled": 1,
		"channel": "System Notification",
		"subject": subject,
		"message": message,
		"message_type": "HTML",
		**rule,
	}
