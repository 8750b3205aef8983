frappe.query_reports["Caseload and Workload"] = {
	filters: [
		{ fieldname: "school", label: __("School"), fieldtype: "Link", options: "Liaison School" },
		{ fieldname: "weeks", label: __("Hours of How Many Weeks"), fieldtype: "Int", default: 4 },
	],

	/** A liaison's name leads to the liaison's record, hours and leave. */
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		return data && column.fieldname === "liaison_name"
			? `<a href="${frappe.utils.get_form_link("Family Liaison", data.liaison)}">${shown}</a>`
			: shown;
	},
};
