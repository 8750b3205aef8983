from frappe.model.document import Document

from liaison_app.materials.counts import handed_out
from liaison_app.materials.library import check_material


class OutreachMaterial(Document):
	"""What is handed out to families or teachers, in one language."""

	def onload(self) -> None:
		if not self.is_new():
			self.set_onload("handed_out", handed_out(self.name))

	def validate(self) -> None:
		check_material(self)
