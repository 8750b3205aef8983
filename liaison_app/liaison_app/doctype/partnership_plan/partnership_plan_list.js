frappe.listview_settings["Partnership Plan"] = {
	add_fields: ["status"],
	hide_name_column: true,
	has_indicator_for_draft: true,
	has_indicator_for_cancelled: true,

	get_indicator({ status }) {
		const colours = { "In Review": "orange", Approved: "green", Evaluated: "blue" };
		return [__(status), colours[status] || "gray", `status,=,${status}`];
	},
};
