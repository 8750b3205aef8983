"""The matrix of docs/permissions.md: who may do what to which rows of each DocType.

Pure Python, so that hooks, DocType permissions, the docs and the tests all read this one table.

A cell reads like the printed matrix: rights, a space, a scope; several grants are parted by commas.
Rights: R read, W write, C create, S submit and cancel, D delete, P print, X export; U is W on what was
submitted, for which the host asks for submit (the workflow's transitions say who really submits); F counts
rows in figures, without reading any.
Scopes:
    s  rows in scope at the user's own schools, in that capacity
    f  rows of families on the user's own caseload
    o  rows that are the user's own record
    i  rows to which the user is invited, at the user's own schools in that capacity
    n  rows that the user wrote or is named in; of a role with schools, in scope there
    p  rows that were posted at the user's own schools in that capacity, whatever became of the family
    a  all rows
Everything but `a` needs a current assignment, and a coordinator's `n`; an Access Exclusion is taken off every
cell. Rows that are kept to who is named (`Room.kept`) are open by `n` alone.
"""

from dataclasses import dataclass

LIAISON = "Family Liaison"
COORDINATOR = "Liaison Coordinator"
LEADER = "School Leader"
TEACHER = "Referring Teacher"
TEAM = "Partnership Team Member"
SYSTEM_MANAGER = "System Manager"

#: The app's own roles. All but the coordinator's are also capacities at a school.
ROLES = (LIAISON, COORDINATOR, LEADER, TEACHER, TEAM)
CAPACITIES = (LIAISON, LEADER, TEACHER, TEAM)

RIGHTS = {
	"R": ("read", "select", "report"),
	"W": ("write",),
	"C": ("create", "import"),
	"S": ("submit", "cancel", "amend"),
	"U": ("submit",),
	"D": ("delete",),
	"P": ("print",),
	"X": ("export",),
	"F": ("figures",),
}
#: Permission types that are ours alone: the host's DocPerm has no column for them.
OUR_OWN = {"figures"}

_EVERYONE_READS = {LIAISON: "R a", LEADER: "R a", TEACHER: "R a", TEAM: "R a"}
_MASTER = {**_EVERYONE_READS, COORDINATOR: "RWCDX a", SYSTEM_MANAGER: "RWCDX a"}

MATRIX: dict[str, dict[str, str]] = {
	# Families
	"Focus Family": {LIAISON: "R s, W f, P f", COORDINATOR: "RWCXP a", LEADER: "R s"},
	"Family Member": {LIAISON: "R s, WC f, P f", COORDINATOR: "RWCXP a", LEADER: "R s"},
	"Focus Student": {LIAISON: "R s, W f", COORDINATOR: "RWCX a", LEADER: "RP s"},
	"Student Progress Record": {LIAISON: "R s, W f", COORDINATOR: "RWCX a", LEADER: "RP s"},
	"Student Assessment": {LIAISON: "R s, W f", COORDINATOR: "RWCX a", LEADER: "RP s"},
	"Screening Run": {COORDINATOR: "RWCDX a"},
	"Year Rollover": {COORDINATOR: "RWCX a"},
	"Screening Result": {LIAISON: "R s", COORDINATOR: "RX a", LEADER: "R s"},
	"Family Enrolment": {LIAISON: "R s", COORDINATOR: "RWCX a", LEADER: "R s"},
	"Family Address": {LIAISON: "RWC f", COORDINATOR: "RWC a"},
	"Access Exclusion": {COORDINATOR: "RWC a"},
	# Privacy
	"Restricted Note": {LIAISON: "RWC n", COORDINATOR: "R a, R n", LEADER: "F s"},
	"Family Consent": {LIAISON: "RC f", COORDINATOR: "RWCXP a", LEADER: "RC s"},
	"Records Request": {LIAISON: "RC f", COORDINATOR: "RWCXP a", LEADER: "RC s"},
	"Disclosure Log Entry": {LIAISON: "RC f", COORDINATOR: "RCXP a", LEADER: "RC s"},
	# Outreach
	"Liaison Contact": {LIAISON: "R s, WCD o", COORDINATOR: "RW a"},
	"Home Visit": {LIAISON: "R s, WCSD o", COORDINATOR: "RWU a"},
	"Liaison Meeting": {LIAISON: "R s, WCSD o", COORDINATOR: "RWU a", LEADER: "R i"},
	"Liaison Activity": {LIAISON: "RWCD o", COORDINATOR: "R a"},
	"Next Step": {
		LIAISON: "RWC s, D o",
		COORDINATOR: "RWCD a",
		LEADER: "RW o",
		TEACHER: "RW o",
		TEAM: "RW o",
	},
	"Weekly Activity Report": {LIAISON: "RWCD o", COORDINATOR: "RWSP a", LEADER: "RWSP s"},
	"Liaison Ledger Entry": {LIAISON: "R s, F p", COORDINATOR: "RXF a", LEADER: "F p"},
	# Partnership
	"Partnership Team": {
		LIAISON: "RWC s",
		COORDINATOR: "RWCX a",
		LEADER: "RW s",
		TEACHER: "R s",
		TEAM: "R s",
	},
	"Partnership Plan": {
		LIAISON: "RWCP s",
		COORDINATOR: "RWCSXP a",
		LEADER: "RWSP s",
		TEACHER: "R s",
		TEAM: "RP s",
	},
	"Partnership Activity": {
		LIAISON: "RWCD s",
		COORDINATOR: "RWCDX a",
		LEADER: "RW s",
		TEACHER: "R s",
		TEAM: "R s, W o",
	},
	"Engagement Event": {
		LIAISON: "RWCD s",
		COORDINATOR: "RWCDX a",
		LEADER: "RW s",
		TEACHER: "R s",
		TEAM: "R s, W o",
	},
	"Event Attendance": {LIAISON: "RWCD s, F p", COORDINATOR: "RXF a", LEADER: "F p"},
	"After School Program": {
		LIAISON: "RWC s",
		COORDINATOR: "RWCX a",
		LEADER: "RW s",
		TEACHER: "R s",
		TEAM: "R s, W o",
	},
	# Whose child takes part is not for the team and teachers, who read the program.
	"After School Enrolment": {LIAISON: "RWCD s", COORDINATOR: "RWCDX a", LEADER: "R s"},
	"Outreach Material": {
		LIAISON: "RWC a",
		COORDINATOR: "RWC a",
		LEADER: "R a",
		TEACHER: "R a",
		TEAM: "R a",
	},
	# What the counts behind Title I Evaluation say of a few is for coordinators alone; others read the report.
	"Title I Population": {LIAISON: "F s", COORDINATOR: "RWCDXF a", LEADER: "F s"},
	"Material Handout": {LIAISON: "R s, WCD o, F p", COORDINATOR: "RWCDXF a", LEADER: "F p"},
	# Set-up
	"Family Liaison": {
		LIAISON: "R s, W o",
		COORDINATOR: "RWCX a",
		LEADER: "R s",
		SYSTEM_MANAGER: "RWC a",
	},
	"Liaison School": _MASTER,
	"School Year": _MASTER,
	"Involvement Type": {**_EVERYONE_READS, COORDINATOR: "RW a", SYSTEM_MANAGER: "RW a"},
	"Contact Purpose": _MASTER,
	"Contact Channel": _MASTER,
	"Barrier Category": _MASTER,
	"Assessment Subject": _MASTER,
	"Selection Criterion": _MASTER,
	"Grade Level": _MASTER,
	"Record Kind": _MASTER,
	"Partnership Role": _MASTER,
	"Material Type": _MASTER,
	"Liaison Settings": {**_EVERYONE_READS, COORDINATOR: "RW a", SYSTEM_MANAGER: "RW a"},
}

#: What everybody reads because forms name it, and only few change.
EVERYBODYS = frozenset(doctype for doctype, row in MATRIX.items() if _EVERYONE_READS.items() <= row.items())


@dataclass(frozen=True)
class Grant:
	"""One grant of a cell: these permission types, on the rows of this scope."""

	permission_types: frozenset[str]
	scope: str


def grants(doctype: str, role: str) -> tuple[Grant, ...]:
	"""The grants that a role holds on a DocType; empty where the matrix shows a dash."""
	cell = MATRIX.get(doctype, {}).get(role, "")
	return tuple(_parse(part) for part in cell.split(",") if part.strip())


def scopes(doctype: str, role: str, permission_type: str) -> tuple[str, ...]:
	"""The scopes ("s", "f", "o", "i", "n", "p", "a") in which a role may do one thing to a DocType's rows."""
	return tuple(grant.scope for grant in grants(doctype, role) if permission_type in grant.permission_types)


def role_permissions(doctype: str, role: str) -> dict[str, int]:
	"""What the role's DocPerm row must grant: the union over scopes; the row rule narrows it again."""
	types = {name for grant in grants(doctype, role) for name in grant.permission_types} - OUR_OWN
	return dict.fromkeys(sorted(types), 1)


def _parse(part: str) -> Grant:
	letters, scope = part.split()
	return Grant(frozenset(name for letter in letters for name in RIGHTS[letter]), scope)
