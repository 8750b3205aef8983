frappe.listview_settings["Partnership Team"] = {
	// Most teams have the same name.
	...liaison_app.row_titles("team_name", (row) => `${row.team_name}, ${row.school}`),
	add_fields: ["school"],
	hide_name_column: true,
};
