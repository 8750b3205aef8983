frappe.query_reports["Focus Student Progress"] = {
	filters: [
		liaison_app.own_liaison_filter(),
		{ fieldname: "school", label: __("School"), fieldtype: "Link", options: "Liaison School" },
	],

	/** A child leads to its page, the figures of today to the records behind them. */
	formatter(value, row, column, data, default_formatter) {
		const shown = liaison_app.known_value(value, row, column, data, default_formatter);
		if (data && column.fieldname === "student_name") {
			return `<a href="${frappe.utils.get_form_link("Focus Student", data.student)}">${shown}</a>`;
		}
		const { fieldname } = column;
		if (data && value != null && value !== "" && fieldname.endsWith("_now")) {
			const doctype = fieldname.startsWith("subject_") ? "Student Assessment" : "Student Progress Record";
			return liaison_app.records_link(doctype, { student: data.student }, shown);
		}
		return shown;
	},
};
