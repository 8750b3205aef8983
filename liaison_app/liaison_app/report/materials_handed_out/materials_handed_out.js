frappe.query_reports["Materials Handed Out"] = {
	filters: [
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{ fieldname: "school", label: __("School"), fieldtype: "Link", options: "Liaison School" },
	],

	after_datatable_render() {
		const head = ["title", "material_type", "language", "school"];
		liaison_app.show_row_cards(frappe.query_report, head);
	},

	/** A title leads to the material. */
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		return data && column.fieldname === "title"
			? `<a href="${frappe.utils.get_form_link("Outreach Material", data.material)}">${shown}</a>`
			: shown;
	},
};
