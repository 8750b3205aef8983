frappe.listview_settings["Outreach Material"] = {
	add_fields: ["disabled"],
	hide_name_column: true,

	get_indicator(doc) {
		return doc.disabled
			? [__("No Longer Handed Out"), "grey", "disabled,=,1"]
			: [__("In Use"), "green", "disabled,=,0"];
	},
};
