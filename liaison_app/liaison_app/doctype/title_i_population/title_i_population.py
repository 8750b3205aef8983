from frappe.model.document import Document

from liaison_app.title_i.population import check_population


class TitleIPopulation(Document):
	"""Families of a group at a school, and how many took part."""

	def validate(self) -> None:
		check_population(self)
