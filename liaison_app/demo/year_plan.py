"""What the schools' teams plan for the year, and what has come of it. No site needed."""

from dataclasses import dataclass
from random import Random

from liaison_app.demo.staff import HARBOR, LINCOLN, MAPLE, RIVERSIDE, School

#: Placeholders of who is in charge, or does a preparation.
LIAISON, APPROVER = "{liaison}", "{approver}"


@dataclass(frozen=True)
class Goal:
	"""A goal of a plan. improvement_goal: what it serves in the school improvement plan."""

	goal: str
	focus: str
	improvement_goal: str
	desired_result: str
	measured_by: str


@dataclass(frozen=True)
class Preparation:
	"""What is done so many weeks before an activity.

	who: LIAISON, APPROVER or a name; where it has no login the liaison does it. forgotten: still open though it is due.
	"""

	what: str
	weeks: int
	who: str = LIAISON
	forgotten: bool = False


@dataclass(frozen=True)
class Planned:
	"""An activity: number of its goal, the week in which it begins and for how many weeks it goes on.

	result: what came of it, where somebody has said so; {families} and {people} stand for the figures of its events.
	ratings: one of which it got.
	"""

	goal: int
	activity: str
	kind: str
	approach: str
	week: int
	weeks: int
	in_charge: str
	helpers: str
	measured_by: str
	preparations: tuple[Preparation, ...] = ()
	title_i: str = ""
	result: str = ""
	ratings: str = ""
	what_to_change: str = ""

	def rating_at(self, school: School) -> str:
		"""How a school's team rated it; empty where it did not."""
		return Random(f"rating {school.name} {self.activity}").choice(self.ratings) if self.result else ""


_WELCOME = Goal("Every family is greeted in its language", "Welcoming Climate", "School climate survey, 4 of 5", "Signs, letters and calls in the five languages of most families.", "Walk-through by parents in autumn and spring")  # fmt: skip
_PRESENT = Goal("Fewer children miss a tenth of the school days", "Behaviour", "Chronic absence below 15%", "A third fewer than last year.", "Attendance by month")  # fmt: skip
_OF_ELEMENTARY = (
	Goal("Every child reads at home five evenings a week", "Academic", "Reading at grade level, 70%", "Reading logs come back from four families in five.", "Reading logs, each month"),
	Goal("Families know what is learned in mathematics and how to help", "Academic", "Mathematics at grade level, 65%", "Half of all families have come to one evening.", "Sign-in sheets, a survey in spring"),
	_PRESENT,
	_WELCOME,
)  # fmt: skip
_OF_OLDER = (
	Goal("Families know which courses lead where", "Academic", "On track for the next grade, 85%", "Every family of the last grade has gone through the courses with us.", "Sign-in sheets, course sheets signed"),
	Goal("Homework is handed in on four days of five", "Academic", "Homework handed in, 80%", "Families see each evening what is to be done.", "Homework by month, log-ins of parents"),
	_PRESENT,
	_WELCOME,
)  # fmt: skip

_CALLS = Planned(2, "Morning calls on the first day away", "Communicating", "Maintain", -12, 34, LIAISON, "Office", "Calls made, children back on the next day")  # fmt: skip
_WALK = Planned(3, "Parents walk through the school", "Decision Making", "Improve", -6, 0, "Rosa Delgado", "The principal", "A list of what to change", (Preparation("Checklist in five languages", 2),), "", "{families} families walked with us. Eleven things to change; seven are done.", "44553", "Let a pupil lead each group.")  # fmt: skip
_ANNUAL = Planned(3, "Annual meeting with child care", "Decision Making", "Maintain", 5, 0, APPROVER, "Liaison, interpreters", "Who came, by language", (Preparation("Invitations in the families' languages", 3), Preparation("Book interpreters", 2)), "Annual meeting, flexible times")  # fmt: skip
_SUPPER = Planned(3, "Supper of the languages", "Parenting", "Implement", 12, 0, LIAISON, "Parents of each language", "Head count by language", (Preparation("Kitchen and tables", 4, APPROVER), Preparation("Ask each table for a host", 2)))  # fmt: skip
ELEMENTARY = (
	Planned(0, "Family reading night", "Learning at Home", "Improve", -5, 0, "Grace Mbeki", "Two parents, the librarian", "Head count, three questions at the door", (Preparation("Choose books in five languages", 4), Preparation("Invite families", 2)), "Building capacity", "{families} families of the programme came, {people} people with the others.", "4455", "Begin at 17:30, after the bus."),
	Planned(0, "Reading log with a question for the family", "Learning at Home", "Maintain", -10, 30, "Daniel Osei", "All class teachers", "Logs returned, each month", (Preparation("Print the logs", 2),)),
	Planned(0, "After-school reading club", "Learning at Home", "Implement", -7, 20, LIAISON, "Elm Street Library, volunteers", "Who comes, and the reading record before and after", (Preparation("Ask for volunteers", 3), Preparation("Snacks from the kitchen", 2))),
	Planned(0, "Parents read aloud in class", "Volunteering", "Implement", 6, 8, "Rosa Delgado", "Class teachers", "Sessions held, teachers' notes", (Preparation("Ask for readers", 5, "Rosa Delgado"), Preparation("Show them round", 1))),
	Planned(1, "Open mathematics lesson", "Learning at Home", "Implement", -2, 0, "Grace Mbeki", "Two class teachers", "Head count, one question at the door", (Preparation("Write to the families", 2),), "Building capacity"),
	Planned(1, "Mathematics games evening", "Parenting", "Implement", 2, 0, "Grace Mbeki", "Older pupils", "Head count, a short survey", (Preparation("Order game sets", 3, forgotten=True), Preparation("Child care and supper", 1)), "Building capacity"),
	Planned(1, "Half-page of what we learn this month", "Communicating", "Improve", -8, 24, "Daniel Osei", "Office, interpreters", "Two parents read it first", (Preparation("Find readers for each language", 1),)),
	_CALLS,
	Planned(2, "Talk on sleep and mornings", "Parenting", "Implement", -3, 0, LIAISON, "The school nurse", "Head count, days away before and after", (Preparation("Ask the nurse", 3), Preparation("Leaflets in three languages", 1)), "", "{families} families came, close to where they live; the nurse stayed for an hour of questions.", "545", "Again in spring, with the clinic."),
	Planned(2, "Walking bus from Elm Street", "Collaborating with the Community", "Implement", 1, 13, "Thomas Lindqvist", "Elm Street Library, four parents", "Late arrivals before and after", (Preparation("Walk the way with the police", 3, APPROVER, forgotten=True), Preparation("Vests and a rota", 1))),
	_WALK, _ANNUAL, _SUPPER,
)  # fmt: skip
OLDER = (
	Planned(0, "Evening on courses and credits", "Learning at Home", "Improve", -5, 0, "Grace Mbeki", "Counsellors, older pupils", "Head count, course sheets signed", (Preparation("Course sheets in five languages", 4), Preparation("Invite families", 2)), "Building capacity", "{families} families of the programme came, {people} people with the others.", "343", "Pupils explain better than slides: give them the first half."),
	Planned(0, "Visit to the community college", "Collaborating with the Community", "Implement", 6, 0, "Thomas Lindqvist", "The college, one teacher", "Who came, and who applies", (Preparation("Ask for the bus", 10, APPROVER, forgotten=True), Preparation("Permission slips", 2))),
	Planned(0, "Conferences that pupils lead", "Communicating", "Maintain", 9, 1, "Daniel Osei", "All class teachers", "Families that came, by class", (Preparation("Rehearse in class", 2),)),
	Planned(1, "Homework room", "Learning at Home", "Implement", -7, 20, LIAISON, "Elm Street Library, older pupils", "Who comes, homework before and after", (Preparation("Ask older pupils", 3), Preparation("A room with computers", 2))),
	Planned(1, "Portal lesson: homework on the phone", "Learning at Home", "Implement", -2, 0, "Daniel Osei", "The office", "Log-ins in the month after", (Preparation("Write to the families", 2),), "Building capacity"),
	Planned(1, "Parents tell of their trades", "Volunteering", "Implement", 2, 0, "Rosa Delgado", "Class teachers", "Classes visited, pupils' questions", (Preparation("Ask in the families' languages", 3, forgotten=True), Preparation("A class for each guest", 1))),
	_CALLS,
	Planned(2, "Talk on night shifts and mornings", "Parenting", "Implement", -3, 0, LIAISON, "The school nurse", "Head count, days away before and after", (Preparation("Ask the nurse", 3), Preparation("Leaflets in three languages", 1)), "", "{families} families came, close to where they live; four asked for a wake-up call.", "453", "Later in the evening: many came from work."),
	Planned(2, "Bus passes with the city", "Collaborating with the Community", "Implement", 1, 13, "Thomas Lindqvist", "City transit office", "Passes given, late arrivals", (Preparation("Meet the transit office", 3), Preparation("List of pupils who ask", 1),)),
	_WALK, _ANNUAL, _SUPPER,
)  # fmt: skip

GOALS = {RIVERSIDE.name: _OF_ELEMENTARY, MAPLE.name: _OF_ELEMENTARY, LINCOLN.name: _OF_OLDER, HARBOR.name: _OF_OLDER}  # fmt: skip
ACTIVITIES = {RIVERSIDE.name: ELEMENTARY, MAPLE.name: ELEMENTARY, LINCOLN.name: OLDER, HARBOR.name: OLDER}
#: What was called off, and why; what is over, and nobody has said how it went.
CALLED_OFF = {
	(HARBOR.name, "Bus passes with the city"): "The city gives passes to all pupils from next year on."
}
UNSAID = {
	(LINCOLN.name, "Talk on night shifts and mornings"),
	(MAPLE.name, "Parents walk through the school"),
	(RIVERSIDE.name, "Parents walk through the school"),
}
#: What has become of each school's plan.
STATUS = {RIVERSIDE.name: "Approved", MAPLE.name: "Draft", LINCOLN.name: "In Review", HARBOR.name: "Approved"}
