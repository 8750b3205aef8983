frappe.query_reports["Event Attendance"] = {
	filters: [
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{ fieldname: "school", label: __("School"), fieldtype: "Link", options: "Liaison School" },
		{
			fieldname: "kind",
			label: __("Kind"),
			fieldtype: "Select",
			options: [
				"",
				"Family Event",
				"Workshop",
				"After-School Session",
				"Liaison Training",
				"Coaching",
				"Learning Group",
			],
		},
	],

	after_datatable_render() {
		const head = ["event_name", "held_on", "school", "kind"];
		liaison_app.show_row_cards(frappe.query_report, head);
	},

	/** A row leads to its event. */
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		return data && column.fieldname === "event_name"
			? `<a href="${frappe.utils.get_form_link("Engagement Event", data.event)}">${shown}</a>`
			: shown;
	},
};
