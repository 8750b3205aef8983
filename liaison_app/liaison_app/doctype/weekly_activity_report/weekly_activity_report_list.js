frappe.listview_settings["Weekly Activity Report"] = {
	// Else all reports of a liaison are called the same.
	...liaison_app.row_titles(
		"liaison_name",
		(row) => `${row.liaison_name}, ${frappe.datetime.str_to_user(row.week_start)}, ${row.school}`
	),
	add_fields: ["status", "due_on", "week_start", "school"],
	hide_name_column: true,

	formatters: {
		/** The mark of a row is its workflow's; a day that has passed says itself that it has. */
		due_on(value, _df, doc) {
			const is_late = doc.status === "Draft" && value < frappe.datetime.now_date();
			return `<span class="${is_late ? "liaison-no" : ""}">${frappe.datetime.str_to_user(value)}</span>`;
		},
	},

	get_indicator(doc) {
		const colours = { Draft: "gray", "In Review": "orange", Approved: "green", Cancelled: "gray" };
		return [__(doc.status), colours[doc.status], `status,=,${doc.status}`];
	},
};
