frappe.listview_settings["Weekly Activity Report"] = {
	// Else all reports of a liaison are called the same.
	...liaison_app.row_titles(
		"liaison_name",
		(row) => `${row.liaison_name}, ${frappe.datetime.str_to_user(row.week_start)}, ${row.school}`
	),
	add_fields: ["status", "due_on", "week_start", "school"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.status === "Draft" && doc.due_on < frappe.datetime.now_date()) {
			return [__("Overdue"), "red", `status,=,Draft|due_on,<,${frappe.datetime.now_date()}`];
		}
		const colours = { Draft: "gray", "In Review": "orange", Approved: "green", Cancelled: "gray" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
