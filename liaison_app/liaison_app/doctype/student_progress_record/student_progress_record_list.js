frappe.listview_settings["Student Progress Record"] = {
	hide_name_column: true,
};
