import frappe
from frappe import _
from frappe.model.document import Document

from liaison_app.dates import check_order
from liaison_app.partnership.composition import chair_of, current_members, warnings
from liaison_app.partnership.meetings import may_plan_meeting, meetings_of


class PartnershipTeam(Document):
	"""The action team of a school."""

	def onload(self) -> None:
		self.set_onload("warnings", warnings(self))
		self.set_onload("meetings", meetings_of(self.name))
		self.set_onload("may_plan_meeting", may_plan_meeting(self))

	def before_validate(self) -> None:
		# The host gives a title no default.
		self.team_name = self.team_name or _("Action Team for Partnerships")

	def validate(self) -> None:
		self._check_terms()
		self._check_one_chair()
		self.chair_name = chair_of(self)

	def _check_terms(self) -> None:
		"""Refuse terms that end before they begin, and somebody who is on the team twice at once."""
		seen: dict[str, list] = {}
		for row in self.members:
			check_order(row, "starts_on", "last_day")
			key = row.user or row.member_name
			for other in seen.setdefault(key, []):
				if _overlap(row, other):
					frappe.throw(
						_("Members rows {0} and {1} name {2} for the same days: end one of them.").format(
							other.idx, row.idx, row.member_name or row.user
						)
					)
			seen[key].append(row)

	def _check_one_chair(self) -> None:
		chairs = [row for row in current_members(self) if row.is_chair]
		if len(chairs) > 1:
			frappe.throw(
				_("Members rows {0} and {1} are both marked as Chair: leave one.").format(
					chairs[0].idx, chairs[1].idx
				)
			)


def _overlap(row, other) -> bool:
	starts_before_end = not other.last_day or str(row.starts_on) <= str(other.last_day)
	ends_after_start = not row.last_day or str(other.starts_on) <= str(row.last_day)
	return starts_before_end and ends_after_start
