from frappe.model.document import Document


class SchoolYearDay(Document):
	pass
