frappe.query_reports["Partnership Worklist"] = {
	filters: [
		{ fieldname: "school", label: __("School"), fieldtype: "Link", options: "Liaison School" },
		{ fieldname: "days", label: __("Days Ahead"), fieldtype: "Int" },
		{ fieldname: "own", label: __("Mine Alone"), fieldtype: "Check" },
	],

	onload: (report) => liaison_app.listen_to_team_worklist(report),

	after_datatable_render: () => liaison_app.show_team_cards(frappe.query_report),

	get_datatable_options: (options) => ({ ...options, cellHeight: 38 }),

	/** What is to be done leads to its document. */
	formatter(value, row, column, data, default_formatter) {
		if (data && column.fieldname === "actions") {
			return liaison_app.team_buttons(data, frappe.query_report.data.indexOf(data));
		}
		if (data && column.fieldname === "activity_title") {
			return liaison_app.activity_name_link(data);
		}
		return default_formatter(value, row, column, data);
	},
};
