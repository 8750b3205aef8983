frappe.listview_settings["Engagement Event"] = {
	...liaison_app.row_titles("event_name", (row) => liaison_app.with_moment(row.event_name, row.planned_start)),
	add_fields: ["status", "planned_start"],
	hide_name_column: true,

	get_indicator({ status }) {
		const colours = { Planned: "blue", Held: "green" };
		return [__(status), colours[status] || "gray", `status,=,${status}`];
	},
};
