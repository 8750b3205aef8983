frappe.query_reports["Contact Coverage and Due Diligence"] = {
	filters: [
		liaison_app.own_liaison_filter(),
		{ fieldname: "school", label: __("School"), fieldtype: "Link", options: "Liaison School" },
		{
			fieldname: "state",
			label: __("Coverage"),
			fieldtype: "Select",
			options: ["", "Due", "Diligence Done", "Not Reached Yet", "Reached in Time", "Paused"],
		},
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
	],

	/** A family leads to its page, its figures to the contacts behind them. */
	formatter(value, row, column, data, default_formatter) {
		const shown = liaison_app.known_value(value, row, column, data, default_formatter);
		if (data && column.fieldname === "family_name") {
			return `<a href="${frappe.utils.get_form_link("Focus Family", data.family)}">${shown}</a>`;
		}
		if (data && value && ["outgoing", "reached", "incoming", "attempts"].includes(column.fieldname)) {
			return liaison_app.records_link("Liaison Contact", { family: data.family }, shown);
		}
		return shown;
	},
};
