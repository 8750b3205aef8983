frappe.query_reports["Disclosure Log"] = {
	filters: [
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{ fieldname: "student", label: __("Student"), fieldtype: "Link", options: "Focus Student" },
		{ fieldname: "outcome", label: __("Outcome"), fieldtype: "Select" },
		{ fieldname: "basis", label: __("Basis"), fieldtype: "Select" },
		{ fieldname: "party", label: __("Party"), fieldtype: "Data" },
	],

	onload(report) {
		frappe.model.with_doctype("Disclosure Log Entry", () => offer(report, ["outcome", "basis"]));
	},
};

/** What the DocType offers, and nothing at first. */
function offer(report, fieldnames) {
	for (const fieldname of fieldnames) {
		const filter = report.get_filter(fieldname);
		filter.df.options = ["", ...liaison_app.options_of("Disclosure Log Entry", fieldname)];
		filter.refresh();
	}
}
