"""What all work documents share: school, liaison, minutes, type, and who may correct them."""

from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, getdate, now_datetime, nowdate

from liaison_app.ledger.lines import Line, Person
from liaison_app.permissions.matrix import LIAISON
from liaison_app.permissions.scope import current_rows, open_enrolments, overlapping_rows

MINUTES_A_DAY = 24 * 60


class Work:
	"""A document that counts as work: school, liaison, others who took part, minutes, primary type.

	WORK_DATE: the field with its date (or date and time).
	"""

	WORK_DATE = ""

	@property
	def work_date_field(self) -> str:
		"""The field with the day that the work counts on."""
		return self.WORK_DATE

	@property
	def work_date(self) -> date:
		"""The day that the work counts on, in the site's time zone."""
		return getdate(self.get(self.work_date_field))

	@property
	def is_done(self) -> bool:
		"""Whether it was done, so that its date cannot lie ahead."""
		return True

	@property
	def work_families(self) -> list[str]:
		"""The families that it was for."""
		return [self.family] if self.family else []

	@property
	def student_names(self) -> list[str]:
		"""The children that it was about."""
		return [row.student for row in self.get("students") or ()]

	@property
	def staff_rows(self) -> list[Document]:
		"""The document and rows that name a liaison with minutes, the document's liaison first."""
		return [self, *self.participants]

	@property
	def people(self) -> list[Person]:
		"""Everyone whose minutes count, for the ledger."""
		return [
			Person(row.liaison, cint(row.staff_minutes), cint(row.travel_minutes)) for row in self.staff_rows
		]

	def whole_line(self, activity_kind: str, **figures) -> Line:
		"""What the document's lines in the ledger share, for `spread`. figures: further columns of the line."""
		return Line(
			posting_date=self.work_date,
			school=self.school,
			involvement_type=self.involvement_type,
			activity_kind=activity_kind,
			**figures,
		)

	def _set_defaults(self) -> None:
		"""Fill whose work it is before the host asks for permission to create it."""
		super()._set_defaults()
		self.liaison = self.liaison or own_liaison()
		self.school = self.school or usual_school(self.liaison, next(iter(self.work_families), None))

	def fill_work(self) -> None:
		"""Fill the type from the purpose. Call it from before_validate."""
		purpose = frappe.get_cached_doc("Contact Purpose", self.purpose) if self.purpose else None
		if purpose and not self.involvement_type:
			self.involvement_type = purpose.involvement_type

	def validate_work(self) -> None:
		"""Refuse work that cannot have happened so. Call it from validate.

		Raises frappe.ValidationError with one sentence that names the field.
		"""
		self._validate_date()
		self._validate_assignment()
		self._validate_minutes()
		self._validate_students()
		self._validate_correction()

	def raise_no_permission_to(self, perm_type) -> None:
		"""Say in the liaison's words why work at a foreign school, or of a colleague, is refused."""
		frappe.flags.error_message = _(
			"You can log work as yourself, at a school where you are assigned, for a family of that school."
			" Check School, Liaison and Family."
		)
		raise frappe.PermissionError

	def _validate_date(self) -> None:
		label = self.meta.get_label(self.work_date_field)
		ahead = self.work_date > getdate() or get_datetime(self.get(self.work_date_field)) > now_datetime()
		if self.is_done and ahead:
			frappe.throw(_("{0} is in the future: log work once it has happened.").format(_(label)))
		for family in self.work_families:
			nominated = nominated_on(family)
			if nominated and self.work_date < nominated:
				frappe.throw(
					_("{0} is before the family was nominated on {1}.").format(
						_(label), frappe.format(nominated, "Date")
					)
				)

	def _validate_assignment(self) -> None:
		before = self.get_doc_before_save()
		where = ("school", "liaison", self.work_date_field)
		if before and all(str(self.get(field)) == str(before.get(field)) for field in where):
			return
		if not frappe.db.get_value("Family Liaison", self.liaison, "enabled"):
			frappe.throw(_("Liaison {0} is not active: choose another Liaison.").format(self.liaison))
		schools = assigned_schools(self.liaison, self.work_date)
		if not schools:
			frappe.throw(
				_(
					"{0} has no school on that day: a coordinator adds the assignment to the school's staff."
				).format(liaison_label(self.liaison))
			)
		if self.school not in schools:
			frappe.throw(
				_("{0} is not assigned to {1} on that day: choose another School or Date.").format(
					liaison_label(self.liaison), self.school
				)
			)

	def _validate_minutes(self) -> None:
		seen = set()
		for row in self.staff_rows:
			if cint(row.staff_minutes) + cint(row.travel_minutes) > MINUTES_A_DAY:
				frappe.throw(_("Staff Minutes and Travel Minutes add up to more than a day: check both."))
			if row.liaison in seen:
				frappe.throw(_("{0} is named twice among those who took part.").format(row.liaison))
			seen.add(row.liaison)

	def _validate_students(self) -> None:
		names = self.student_names
		if len(names) != len(set(names)):
			frappe.throw(_("Students names a child twice."))
		for name in names:
			if (frappe.db.get_value("Focus Student", name, "family") or None) not in (
				self.work_families or [None]
			):
				frappe.throw(_("Students: {0} is not a child of this family.").format(name))

	def _validate_correction(self) -> None:
		before = self.get_doc_before_save()
		if not self.meta.has_field("correction_reason"):
			return  # nobody but the liaison may change it
		if not before or before.liaison == frappe.session.user or self.flags.ignore_permissions:
			return
		if not self.correction_reason or self.correction_reason == before.correction_reason:
			frappe.throw(
				_("This is {0}'s record: say in Correction Reason why you change it.").format(
					liaison_label(before.liaison)
				)
			)


def own_liaison(user: str | None = None) -> str | None:
	"""The Family Liaison of a user (default: the session's); None if the user is none."""
	user = user or frappe.session.user
	return user if frappe.db.exists("Family Liaison", user) else None


def liaison_label(liaison: str) -> str:
	"""A liaison's name for people to read."""
	return frappe.db.get_value("Family Liaison", liaison, "liaison_name") or liaison


def assigned_liaisons(school: str) -> list[str]:
	"""The users who are liaisons at a school today."""
	table = frappe.qb.DocType("School Assignment")
	rows = (
		frappe.qb.from_(table)
		.select(table.user)
		.distinct()
		.where(
			(table.parent == school) & (table.parenttype == "Liaison School") & (table.capacity == LIAISON)
		)
		.where(current_rows(table))
		.orderby(table.user)
	).run()
	return [user for (user,) in rows]


def assigned_schools(liaison: str | None, day: date | None = None, until: date | None = None) -> list[str]:
	"""The schools where a liaison is assigned as such on a day (default: today), by name.

	until: the last of several days; being assigned on one of them is enough.
	"""
	day = getdate(day or nowdate())
	table, school = frappe.qb.DocType("School Assignment"), frappe.qb.DocType("Liaison School")
	rows = (
		frappe.qb.from_(table)
		.join(school)
		.on(school.name == table.parent)
		.select(table.parent)
		.distinct()
		.where((table.user == liaison) & (table.capacity == LIAISON))
		.where(overlapping_rows(table, day, getdate(until or day)))
		.where(school.disabled == 0)
		.orderby(table.parent)
	).run()
	return [name for (name,) in rows]


def usual_school(liaison: str | None, family: str | None = None) -> str | None:
	"""The school that a liaison's work with a family belongs to: the family's, else the only one."""
	schools = assigned_schools(liaison)
	of_family = _schools_of_family(family) if family else []
	if shared := [school for school in of_family if school in schools]:
		return shared[0]
	return schools[0] if len(schools) == 1 else None


def _schools_of_family(family: str) -> list[str]:
	"""The schools with an open enrolment of the family, that of the Lead first."""
	table = frappe.qb.DocType("Family Enrolment")
	rows = (
		frappe.qb.from_(table)
		.select(table.school)
		.where((table.family == family) & open_enrolments(table))
		.orderby(table.role == "Lead", order=frappe.qb.desc)
		.orderby(table.creation)
	).run()
	return [school for (school,) in rows]


def nominated_on(family: str) -> date | None:
	"""The day on which the family was first nominated."""
	days = frappe.get_all(
		"Family Enrolment",
		filters={"family": family},
		pluck="nominated_on",
		order_by="nominated_on asc",
		limit=1,
	)
	return days[0] if days else None
