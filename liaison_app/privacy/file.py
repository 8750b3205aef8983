"""The file of one child for one requester: what is in it, and what is not.

It holds nothing of another child, no other adult's words or numbers, no restricted note, no address. Of a family that
hides it names no school and no person on the staff: both would say where the family is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.partnership.events import HELD
from liaison_app.privacy.redaction import Redactor

TEMPLATE = "liaison_app/templates/records_file.html"
FORMATTED = ("Date", "Datetime", "Float", "Percent")
#: What a visit says in the words of the adult who was met.
VISIT_WORDS = ("hopes_and_dreams", "strengths", "barriers", "recommendations")


@dataclass
class Section:
	"""A part of the file. rows: each a list of label and text. left_out: how many records are withheld, and why."""

	title: str
	rows: list[list[tuple[str, str]]] = field(default_factory=list)
	left_out: int = 0


class File:
	"""Collects a child's file for the requester of a Records Request."""

	def __init__(self, request: Document) -> None:
		self.request = request
		self.child = frappe.get_doc("Focus Student", request.student)
		self.redactor = Redactor(request.student, request.requester)
		self.hidden = self.redactor.hidden
		self.withheld = {
			(row.reference_doctype, row.reference_name) for row in request.withheld if row.reference_name
		}

	def sections(self) -> list[Section]:
		"""All parts, also those that are empty."""
		return [
			self._child(), self._enrolments(), self._progress(), self._assessments(), self._contacts(), self._visits(),
			self._meetings(), self._events(), self._after_school(), self._statements(),
		]  # fmt: skip

	def _child(self) -> Section:
		child = self.child
		fields = (
			"full_name",
			"birth_date",
			"local_id",
			"grade",
			"english_learner",
			"special_education",
			"low_income",
		)
		return Section(
			_("The Child"), [[*self._shown(child, *fields), (_("School"), self._place(child.school))]]
		)

	def _enrolments(self) -> Section:
		found = Section(_("In the Programme"))
		for row in self._documents(
			"Family Enrolment", {"family": self.child.family or ""}, "nominated_on asc"
		):
			shown = self._shown(row, "status", "nominated_on", "starts_on", "last_day", "exit_reason")
			found.rows.append([(_("School"), self._place(row.school)), *shown])
		return found

	def _progress(self) -> Section:
		found = Section(_("Attendance and Progress"))
		for row in self._documents("Student Progress Record", {"student": self.child.name}, "as_of asc"):
			fields = [df.fieldname for df in row.meta.fields if df.fieldtype in ("Int", "Float", "Percent")]
			shown = self._shown(row, "as_of", *fields)
			found.rows.append([(_("School"), self._place(row.school)), *shown])
		return found

	def _assessments(self) -> Section:
		found = Section(_("Assessments"))
		for row in self._documents("Student Assessment", {"student": self.child.name}, "assessed_on asc"):
			found.rows.append(self._shown(row, "assessed_on", "subject", "result", "at_grade_level"))
		return found

	def _contacts(self) -> Section:
		found = Section(_("Contacts"))
		for row in self._about_child("Liaison Contact", "contacted_at asc"):
			if not self._is_own(row.family_member, row.counterpart == "Student"):
				found.left_out += 1
				continue
			found.rows.append(
				self._shown(row, "contacted_at", "direction", "channel", "purpose", "outcome", "summary")
			)
		return found

	def _visits(self) -> Section:
		found = Section(_("Home Visits"))
		for row in self._about_child("Home Visit", "planned_start asc"):
			if row.others_met or not self._is_own(row.met_with, row.met_student == self.child.name):
				found.left_out += 1
				continue
			found.rows.append(self._shown(row, "planned_start", "status", "purpose", *VISIT_WORDS))
		return found

	def _meetings(self) -> Section:
		found = Section(_("Meetings"))
		for row in self._about_child("Liaison Meeting", "planned_start asc"):
			members = {person.family_member for person in row.invited if person.get("family_member")}
			if len(row.families) > 1 or members - {self.request.requester}:
				found.left_out += 1
				continue
			found.rows.append(self._shown(row, "planned_start", "kind", "status", "summary"))
		return found

	def _events(self) -> Section:
		"""Events that were held, to which the child came or its family; never who else, nor where it was.

		That the family came is also what its other adults did: it is for those who live with the child.
		"""
		found = Section(_("Events"))
		for row in self._documents("Event Attendance", {"family": self.child.family or ""}, "creation asc"):
			event = frappe.get_doc("Engagement Event", row.event)
			if not self._tells(event) or row.student not in (None, "", self.child.name):
				continue
			if not (row.student or self._is_of_household()):
				found.left_out += 1
				continue
			# Events are public: a name says where it was, and so does an evening.
			fields = ("kind",) if self.hidden else ("planned_start", "kind", "event_name")
			who = _("the child") if row.student else _("the family")
			found.rows.append([*self._shown(event, *fields), (_("Came"), who)])
		return found

	def _after_school(self) -> Section:
		found = Section(_("After School"))
		for row in self._documents("After School Enrolment", {"student": self.child.name}, "applied_at asc"):
			place = () if self.hidden else ("program_name", "school")
			found.rows.append(self._shown(row, *place, "status", "applied_at", "left_on"))
			# Whose words they are nobody wrote down.
			found.left_out += bool(row.left_reason)
		return found

	def _statements(self) -> Section:
		"""A parent's statement goes with the record (34 CFR 99.21); another adult's words stay theirs."""
		found = Section(_("Statements on the Record"))
		filters = {"student": self.child.name, "parent_statement": ["is", "set"]}
		for row in self._documents("Records Request", filters, "received_on asc"):
			if row.requester != self.request.requester:
				found.left_out += 1
				continue
			found.rows.append(
				self._shown(
					row, "amendment_asked_on", "amendment_text", "amendment_decision", "parent_statement"
				)
			)
		return found

	def _about_child(self, doctype: str, order_by: str) -> Iterator[Document]:
		"""Of a family's work: what names this child, or no child at all."""
		for row in self._documents(doctype, {"family": self.child.family or ""}, order_by):
			named = {person.student for person in row.students}
			if not named or self.child.name in named:
				yield row

	def _documents(self, doctype: str, filters: dict, order_by: str) -> Iterator[Document]:
		# Without a family an empty filter would find everybody who has none.
		names = (
			frappe.get_all(doctype, filters=filters, pluck="name", order_by=order_by)
			if all(filters.values())
			else ()
		)
		for name in names:
			if (doctype, name) not in self.withheld:
				yield frappe.get_doc(doctype, name)

	def _is_own(self, member: str | None, is_child: bool) -> bool:
		"""Whether the words are the requester's own."""
		return member == self.request.requester if self.request.requester else is_child

	def _tells(self, event: Document) -> bool:
		return event.status == HELD and (event.doctype, event.name) not in self.withheld

	def _is_of_household(self) -> bool:
		requester = self.request.requester
		return not requester or frappe.db.get_value("Family Member", requester, "family") == self.child.family

	def _place(self, school: str | None) -> str:
		return _("protected") if self.hidden else school or ""

	def _shown(self, row: Document, *fields: str) -> list[tuple[str, str]]:
		"""Label and text of the fields that are filled."""
		pairs = [(row.meta.get_field(name), row.get(name)) for name in fields]
		return [(_(df.label), self._text(value, df)) for df, value in pairs if value not in (None, "")]

	def _text(self, value: Any, df) -> str:
		if df.fieldtype == "Check":
			return _("Yes") if value else _("No")
		if df.fieldtype in ("Select", "Link"):
			return _(value)
		return self.redactor.clean(
			str(frappe.format(value, {"fieldtype": df.fieldtype}) if df.fieldtype in FORMATTED else value)
		)


def render(request: Document) -> str:
	"""The file of a Records Request as HTML."""
	file = File(request)
	values = {"request": request, "child": file.child, "sections": file.sections(), "hidden": file.hidden}
	return frappe.render_template(TEMPLATE, values, is_path=True)
