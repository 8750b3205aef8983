frappe.query_reports["Partnership Plan Progress"] = {
	filters: [
		{ fieldname: "school_year", label: __("School Year"), fieldtype: "Link", options: "School Year" },
		{
			fieldname: "by",
			label: __("Rows By"),
			fieldtype: "Select",
			options: ["School", "Goal", "Type"],
			default: "School",
			reqd: 1,
		},
		{ fieldname: "school", label: __("School"), fieldtype: "Link", options: "Liaison School" },
		{
			fieldname: "involvement_type",
			label: __("Type of Involvement"),
			fieldtype: "Link",
			options: "Involvement Type",
		},
	],

	after_datatable_render() {
		const head = ["goal", "involvement_type", "school", "plan_status"];
		liaison_app.show_row_cards(frappe.query_report, head);
	},

	/** A plan leads to its page, a figure to the activities behind it. */
	formatter(value, row, column, data, default_formatter) {
		const shown = liaison_app.known_value(value, row, column, data, default_formatter);
		if (!data?.plan || !value) {
			return shown;
		}
		if (column.fieldname === "plan_status") {
			return `<a href="${frappe.utils.get_form_link("Partnership Plan", data.plan)}">${shown}</a>`;
		}
		if (column.fieldname === "attendance") {
			const events = { activity: ["in", data.with_events.join(",")], status: "Held" };
			return liaison_app.records_link("Engagement Event", events, shown);
		}
		const filters = behind(column.fieldname);
		if (!filters) {
			return shown;
		}
		const { plan, goal, involvement_type } = data;
		// A goal is one of its plan's, so the list knows no options of it.
		const of_row = { plan, ...(goal && { goal: ["like", goal] }), ...(involvement_type && { involvement_type }) };
		return liaison_app.records_link("Partnership Activity", { ...of_row, ...filters }, shown);
	},
};

/** Which activities a figure counts, as filters of their list. */
function behind(figure) {
	const today = frappe.datetime.now_date();
	return {
		planned: { status: ["!=", "Called Off"] },
		done: { status: "Done" },
		late: { status: "Planned", ends_on: ["<", today] },
		to_come: { status: "Planned", ends_on: [">=", today] },
		called_off: { status: "Called Off" },
	}[figure];
}
