frappe.listview_settings["Family Enrolment"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator(doc) {
		const colours = { Nominated: "blue", "In Review": "orange", Waitlisted: "yellow", Enrolled: "green" };
		return [__(doc.status), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
