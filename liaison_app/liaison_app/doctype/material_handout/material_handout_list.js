frappe.listview_settings["Material Handout"] = {
	...liaison_app.row_titles("material_title", (row) =>
		liaison_app.with_moment(`${row.copies} × ${row.material_title || row.name}`, row.handed_on)
	),
	add_fields: ["copies", "handed_on"],
	hide_name_column: true,
};
