frappe.listview_settings["Liaison Activity"] = {
	...liaison_app.row_titles("kind", (row) => liaison_app.with_moment(__(row.kind), row.activity_date)),
	add_fields: ["activity_date"],
};
