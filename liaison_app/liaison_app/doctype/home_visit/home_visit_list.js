frappe.listview_settings["Home Visit"] = {
	add_fields: ["status", "docstatus"],
	hide_name_column: true,
	has_indicator_for_draft: true,
	has_indicator_for_cancelled: true,
	get_indicator: (doc) => [__(doc.status), liaison_app.appointment_colour(doc.status), `status,=,${doc.status}`],
};
