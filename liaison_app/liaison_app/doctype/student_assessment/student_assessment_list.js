frappe.listview_settings["Student Assessment"] = {
	hide_name_column: true,
};
