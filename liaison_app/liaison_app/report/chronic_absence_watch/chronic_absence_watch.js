frappe.query_reports["Chronic Absence Watch"] = {
	filters: [
		{ fieldname: "school", label: __("School"), fieldtype: "Link", options: "Liaison School" },
		liaison_app.own_liaison_filter(),
		{
			fieldname: "tier",
			label: __("Tier"),
			fieldtype: "Select",
			options: ["", "Severe", "Chronic", "On Pace"],
		},
		{ fieldname: "needs_action", label: __("Needs Action"), fieldtype: "Check" },
		{ fieldname: "all_children", label: __("Children of No Enrolled Family Too"), fieldtype: "Check" },
	],

	/** A child leads to its page, the figures to the records behind them. */
	formatter(value, row, column, data, default_formatter) {
		const shown = liaison_app.known_value(value, row, column, data, default_formatter);
		if (data && column.fieldname === "student_name") {
			return `<a href="${frappe.utils.get_form_link("Focus Student", data.student)}">${shown}</a>`;
		}
		if (data && ["absence_rate", "days_absent"].includes(column.fieldname)) {
			return liaison_app.records_link("Student Progress Record", { student: data.student }, shown);
		}
		return shown;
	},
};
