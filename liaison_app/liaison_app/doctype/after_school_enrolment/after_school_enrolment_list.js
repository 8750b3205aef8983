frappe.listview_settings["After School Enrolment"] = {
	add_fields: ["status"],
	hide_name_column: true,

	get_indicator({ status }) {
		const colours = { Enrolled: "green", Offered: "orange", Waiting: "blue" };
		return [__(status), colours[status] || "gray", `status,=,${status}`];
	},
};
