frappe.query_reports["Disclosure Log"] = {
	filters: [
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{ fieldname: "student", label: __("Student"), fieldtype: "Link", options: "Focus Student" },
		{ fieldname: "outcome", label: __("Outcome"), fieldtype: "Select", options: "\nDisclosed\nRefused" },
		{ fieldname: "basis", label: __("Basis"), fieldtype: "Data" },
		{ fieldname: "party", label: __("Party"), fieldtype: "Data" },
	],
};
