from frappe.model.document import Document

from liaison_app.dates import check_order
from liaison_app.outreach.places import is_place_protected, protect_places

PLACE = ("address_line", "city", "state", "postal_code")


class FamilyAddress(Document):
	"""Where a family lives or gets mail, and whether it is homeless: a room of its own."""

	def validate(self) -> None:
		check_order(self, "starts_on", "last_day")
		if self.homeless_status == "Shelter":
			self._keep_no_place()

	def on_update(self) -> None:
		if is_place_protected([self.family]):
			protect_places(self.family)

	def _keep_no_place(self) -> None:
		"""The place of a shelter is never stored, so that nothing can give it away."""
		self.protected = 1
		for field in PLACE:
			self.set(field, None)
