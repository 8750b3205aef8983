frappe.query_reports["Caseload Balancing"] = {
	filters: [{ fieldname: "moves", label: __("Moves at Most"), fieldtype: "Int", default: 10 }],

	/** The liaison whom a family leaves leads to the page that hands it over. */
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		const links = { from_name: ["Family Liaison", data?.from_liaison], family_name: ["Focus Family", data?.family] };
		const link = data && links[column.fieldname];
		return link ? `<a href="${frappe.utils.get_form_link(...link)}">${shown}</a>` : shown;
	},
};
