frappe.query_reports["Activity by Involvement Type"] = {
	filters: [
		{
			fieldname: "period",
			label: __("Period"),
			fieldtype: "Select",
			options: ["Week", "Month", "Term", "Year"],
			default: "Month",
			reqd: 1,
		},
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{ fieldname: "school", label: __("School"), fieldtype: "Link", options: "Liaison School" },
		{ fieldname: "liaison", label: __("Liaison"), fieldtype: "Link", options: "Family Liaison" },
	],

	onload: (report) => liaison_app.listen_to_activity(report),

	/** A figure leads to the documents behind it. */
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		return data && column.fieldname === "units" && data.units
			? liaison_app.activity_link(shown, frappe.query_report.data.indexOf(data))
			: shown;
	},
};
