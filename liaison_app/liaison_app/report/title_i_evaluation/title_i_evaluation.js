frappe.query_reports["Title I Evaluation"] = {
	filters: [
		liaison_app.own_school_filter(),
		{ fieldname: "school_year", label: __("School Year"), fieldtype: "Link", options: "School Year" },
	],

	after_datatable_render() {
		const columns = { group: "finding", label: "found", value: "figure", note: "evidence" };
		liaison_app.show_figure_cards(frappe.query_report, columns);
	},

	/** What a figure rests on leads to the records, for whoever may read them; a gap stands out. */
	formatter(value, row, column, data, default_formatter) {
		const shown = default_formatter(value, row, column, data);
		if (data?.is_gap && column.fieldname === "figure") {
			return `<span class="liaison-no">${shown}</span>`;
		}
		return column.fieldname === "evidence" && data?.source && frappe.model.can_read(data.source)
			? liaison_app.records_link(data.source, {}, shown)
			: shown;
	},
};
