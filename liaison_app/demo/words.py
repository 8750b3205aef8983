"""What the demo's people write down. Facts and agreements, nothing that would hurt a family to read."""

STRENGTHS = (
	"Grandmother walks the children to school every day.",
	"Both parents read with the children at night.",
	"Messages are answered within the hour.",
	"An older cousin helps with homework.",
	"Not one parent evening was missed.",
	"The family knows everybody in the building and brings others along.",
	"The children look after each other; the eldest reads to the youngest.",
	"Taught school before coming here, and would like to help in class.",
	"The family eats supper together whatever the shifts are.",
	"An aunt nearby can always be asked.",
)
GOALS = (
	"Miss no more than one day a month",
	"Read together four evenings a week",
	"Come to the next parent evening",
	"Hand in homework every Friday",
	"Be at school by 8:00 on four days of five",
	"Visit the library card desk together",
	"Meet the new mathematics teacher",
	"Join the after-school reading circle",
)
REASONS = (
	"Below grade level in reading; absent one day in five last term.",
	"Below grade level in reading and mathematics; low income.",
	"Homework is seldom handed in, and calls from the office were not returned.",
	"The teacher asked for help: the child is often tired and late.",
	"New to the country; the family has not yet been inside the school.",
	"The family asked for help with tutoring and the bus.",
	"Changed schools twice last year; absent 23 days.",
	"The family asked who could explain the report card.",
)
BARRIER_NOTES = {
	"Transport": ("No car; the bus leaves before the younger one is ready.", "The car is in repair."),
	"Work Schedules": ("Both parents work nights.", "Shifts change every week."),
	"Child Care": ("Nobody for the baby in the morning.", "A neighbour helps on some days."),
	"Housing": ("Shares a flat with another family.", "The lease ends soon."),
	"Language": ("Letters come in English only.", "Needs an interpreter on the phone."),
	"Illness": ("Asthma; the inhaler is at school now.", "Grandmother is in hospital."),
	"Poverty": ("Winter coats are needed.", "The power was cut off for a week."),
	"Alienation from School": ("Bad memories of own school days.",),
}
SUMMARIES = {
	"Attendance": (
		"Talked about the days missed. The bus is the difficulty; agreed on a neighbour's car until Friday.",
		"Three days of fever; the note from the clinic will come with the child.",
		"Went through the calendar together. Mornings after a night shift are the hard ones.",
		"Told the family that the child was on time all week.",
	),
	"Academic Progress": (
		"Went through the reading record together. The family would like to know what to read at home.",
		"Explained the report card and what 'approaching grade level' means.",
		"The mathematics test went better than the last one; tutoring goes on.",
	),
	"Homework Help": (
		"Showed where homework is written down, and agreed on a quiet half hour before supper.",
		"The tablet for homework works now. The cousin will look at it with the child.",
		"Sent the list of words in both languages.",
	),
	"Checking In": (
		"All well at home. The new working hours make mornings easier.",
		"Short talk at the gate. The baby is better.",
		"Moved within the building; the phone number stays.",
		"Asked how the new class is. Likes the teacher.",
	),
	"Good News": (
		"Told the family that the child read aloud in class for the first time.",
		"A whole month without a day missed: said so, and that the teacher noticed.",
		"Best in the science fair of the class.",
	),
	"Behaviour": (
		"Talked about Tuesday's quarrel in the yard. The child has already made up with the other.",
		"Sits in front now and finds it easier to listen.",
	),
	"Parenting Support": (
		"Asked about bedtimes. Sent the leaflet in the family's language.",
		"Talked about screens at night; will try a shelf in the kitchen.",
	),
	"Referral to a Service": (
		"Gave the number of the clinic, and offered to come along to the first appointment.",
		"Filled in the form for the food bank together.",
		"The legal aid desk is open on Wednesdays; wrote down the address.",
	),
	"Family Need or Crisis": (
		"The heating is off. Called the housing office together.",
		"Work was lost last week. Food box on Thursday; lunch form renewed.",
	),
	"Event Invitation or Reminder": (
		"Invited to the family reading night; child care and supper are there.",
		"Reminded of the meeting on Thursday. Two of them will come.",
	),
	"Volunteering": (
		"Would like to help at the book fair on a Friday.",
		"Will read a story in the family's language in class.",
	),
	"School Decision or Advocacy": (
		"Explained how the school council is chosen, and when it meets.",
		"Asked how to object to the change of bus stop; wrote the letter together.",
	),
	"Meeting or Visit Arrangement": (
		"Agreed on day and hour of the visit.",
		"Asked whether I may come by; the family would like that.",
	),
}
STEPS = (
	"Send the bus timetable",
	"Ask the teacher for the reading list",
	"Call again about the clinic appointment",
	"Bring the lunch form in the family's language",
	"Find a tutor for Thursdays",
	"Remind of the reading night",
	"Ask the counsellor about the morning club",
	"Bring winter coats in two sizes",
	"Get the report card translated",
	"Book an interpreter for the conference",
)
LEADERS_STEPS = (
	"Ask the district for a later bus",
	"Sign the request for a tablet",
	"Find a room for the parents' English class",
)
HOPES = (
	"That the children finish school, and that the eldest becomes a nurse.",
	"A quiet year in one school.",
	"That reading becomes easy; books on trains are the favourites.",
	"To be able to help with homework in English.",
	"To find friends here, children and parents.",
	"A trade that is liked, and no night shifts.",
)
VISIT_STRENGTHS = (
	"Books on the shelf in two languages. Everybody has a chore.",
	"The elder one explained the homework plan by heart.",
	"Warm welcome; grandmother told of her own school.",
	"Parents share the week: one does mornings, one evenings.",
)
VISIT_BARRIERS = (
	"",
	"",
	"One table for supper and homework.",
	"The bus stop is far and dark.",
	"No internet this month.",
)
RECOMMENDATIONS = (
	"Reading circle on Thursdays; the library card is applied for.",
	"Short calls on Friday mornings rather than letters.",
	"Ask the teacher for the word list in the family's language.",
	"An alarm clock for the child's own room.",
)
REFLECTIONS = (
	"Listening first was right; homework came up by itself.",
	"Next time bring the interpreter from the start.",
	"Better without papers in hand.",
	"Stay shorter; the shift began at six.",
)
CALLED_OFF = {
	"Family": ("A child is ill.", "Called in to work.", "Visitors have come; another week, please."),
	"School": ("The liaison was ill.", "Storm; the roads were closed.", "Needed at school that afternoon."),
}
MEETINGS = {
	"Support Meeting": (
		"Agreed on what the teacher, the family and we each do until the next report card.",
		"Looked at the days missed. The family gets a call before ten on each of them.",
		"The reading specialist takes two half hours a week; the family reads on the other evenings.",
	),
	"Team Meeting": (
		"Went through the families that were not reached for four weeks, and who knows them.",
		"Prepared the reading night: rooms, supper, child care, who invites whom.",
		"Looked at absences by class. Two teachers will call themselves.",
	),
	"Mediation": (
		"Each side told how it was. The child changes the reading group; all talk again in two weeks.",
	),
	"Advocacy": (
		"Went along to the housing office. The family stays until the end of the school year.",
		"Explained the evaluation, and what the family may ask for.",
	),
}
ACTIVITIES = {
	"Planning": ("Plan of the coming two weeks.", "Calls and visits for the month, by language."),
	"Staff or Board Meeting": ("Staff meeting: attendance by class.", "School council: the new bus stop."),
	"Advice to a Teacher": (
		"How to open a talk about reading with a family.",
		"Went through a difficult call beforehand.",
	),
	"Tutoring": ("Homework table after school.", "Reading aloud with four children."),
	"Interpreting": ("Interpreted at the conference evening.", "Explained the lunch form in the office."),
	"Transport": ("Took a family to the enrolment office.", "Drove a mother to the clinic with her papers."),
	"Materials": ("Leaflet on reading at home, in three languages.", "Word lists for the kitchen wall."),
	"Training Others": (
		"Showed two volunteers how calls are logged.",
		"Half an hour on interpreters for new teachers.",
	),
	"Other": ("Sorted the coats that came in.", "Set up the parents' corner by the entrance."),
}
TALKS = (
	(
		"Teacher or Staff",
		"Class teacher",
		"Academic Progress",
		"How to open a talk about reading with a family.",
	),
	("Teacher or Staff", "Counsellor", "Attendance", "Who calls whom on a second day of absence."),
	(
		"Agency",
		"Housing office",
		"Referral to a Service",
		"Papers that a family needs for the heating grant.",
	),
	("Agency", "Health clinic", "Referral to a Service", "Evening hours with an interpreter."),
	(
		"Walk-In Family",
		"Grandmother of a new pupil",
		"Checking In",
		"Asked where the lunch form is handed in.",
	),
	("Walk-In Family", "Father", "School Decision or Advocacy", "Asked when the school council meets."),
)
HIGHLIGHTS = (
	"Two families came to the school for the first time.",
	"The reading leaflets in three languages are all gone; more are ordered.",
	"Mornings go better since the new bus stop.",
	"Good talks at the gate; fewer calls were needed.",
	"A father who had never come helped at the book fair.",
	"Four families asked for a visit themselves.",
)
CONCERNS = (
	"",
	"",
	"Three families have no heating.",
	"Interpreters for Karen are hard to get.",
	"Many wrong numbers after the phone company changed its plans.",
	"The clinic has no appointment before next month.",
)
NARRATIVES = {
	"Parenting": "Bedtimes and mornings; invitations to the reading night.",
	"Communicating": "Mostly calls about days missed, and good news where there was some.",
	"Volunteering": "Parents for the book fair and for stories in class.",
	"Learning at Home": "Homework table, and word lists for home.",
	"Decision Making": "School council, and who may speak for the families there.",
	"Collaborating with the Community": "Clinic, housing office and food bank.",
}
RETURN_REASON = "Please say under Communicating what was done about the four families without an answer."
