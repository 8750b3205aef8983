"""What the district's student system counts of the groups that Title I names: families of a school, and who took part."""

import frappe

from liaison_app.demo.acting import acting_as
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.staff import DANA, HARBOR, LINCOLN, RIVERSIDE, School

#: Group, families of the school, and how many took part. Literacy and race nobody has counted yet: the report says so.
COUNTS = {
	RIVERSIDE.name: (("Economically Disadvantaged", 214, 97), ("Limited English", 131, 66), ("Disability", 38, 16)),
	LINCOLN.name: (("Economically Disadvantaged", 187, 61), ("Limited English", 92, 27)),
	HARBOR.name: (("Economically Disadvantaged", 305, 88), ("Limited English", 166, 41), ("Disability", 57, 19)),
}  # fmt: skip


def count_population(school: School, school_year: str, calendar: Calendar) -> None:
	"""Enter a school's counts, as the coordinator does."""
	source = f"Student system, {calendar.monday(-2):%d %B %Y}"
	with acting_as(DANA.user):
		for characteristic, families, took_part in COUNTS.get(school.name, ()):
			values = {"characteristic": characteristic, "families": families, "took_part": took_part}
			values |= {"school": school.name, "school_year": school_year, "source": source}
			frappe.get_doc({"doctype": "Title I Population", **values}).insert()
