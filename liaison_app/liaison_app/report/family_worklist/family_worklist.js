frappe.query_reports["Family Worklist"] = {
	filters: [
		liaison_app.own_liaison_filter(),
		{ fieldname: "school", label: __("School"), fieldtype: "Link", options: "Liaison School" },
		{
			fieldname: "days", label: __("Days Ahead"), fieldtype: "Select", default: "7",
			// The host shows a filter's label only while the filter is empty.
			options: [
				{ value: "0", label: __("Until Today") },
				...["7", "14", "28"].map((value) => ({ value, label: __("{0} Days Ahead", [value]) })),
			],
		},
	],

	onload: (report) => liaison_app.listen_to_worklist(report),

	after_datatable_render: () => liaison_app.show_worklist_cards(frappe.query_report),

	get_datatable_options: (options) => ({ ...options, cellHeight: 38 }),

	formatter(value, row, column, data, default_formatter) {
		if (data && column.fieldname === "actions") {
			return liaison_app.worklist_buttons(data, frappe.query_report.data.indexOf(data));
		}
		if (data && column.fieldname === "family_name") {
			return liaison_app.family_link(data);
		}
		return default_formatter(value, row, column, data);
	},
};
