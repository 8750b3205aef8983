frappe.query_reports["School Brief"] = {
	filters: [
		liaison_app.own_school_filter(),
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
	],

	after_datatable_render() {
		const columns = { group: "section", label: "label", value: "value", note: "counts" };
		liaison_app.show_figure_cards(frappe.query_report, columns);
	},

	onload(report) {
		report.page.add_inner_button(__("One Page as PDF"), () => open_page(report.get_filter_values(true)));
	},
};

/** The print of the same school and period; without a school the report has said that it lacks one. */
function open_page(filters) {
	if (!filters) {
		return;
	}
	const { school, ...period } = filters;
	const page = { doctype: "Liaison School", name: school, format: "School Brief", no_letterhead: 1, ...period };
	const address = `/api/method/frappe.utils.print_format.download_pdf?${new URLSearchParams(page)}`;
	window.open(frappe.urllib.get_full_url(address));
}
