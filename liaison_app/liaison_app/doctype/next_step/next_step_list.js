frappe.listview_settings["Next Step"] = {
	// "Find a tutor" is said of many families; a phone has no room for the end of it.
	...liaison_app.row_titles("what", (row) => [row.family_name, row.what].filter(Boolean).join(": ")),
	add_fields: ["done", "due_on", "assignee", "family_name"],
	filters: [
		["assignee", "=", frappe.session.user],
		// "= 0" would be lost, here and below: the host takes it for an empty standard filter.
		["done", "!=", 1],
	],
	hide_name_column: true,

	button: {
		show: (doc) => !doc.done,
		get_label: () => __("Done"),
		get_description: (doc) => __("Tick: {0}", [frappe.utils.escape_html(doc.what)]),
		async action(doc) {
			await liaison_app.finish_step(doc.name);
			cur_list?.refresh();
		},
	},

	get_indicator(doc) {
		const today = frappe.datetime.now_date();
		if (doc.done) {
			return [__("Done"), "green", "done,=,1"];
		}
		if (doc.due_on < today) {
			return [__("Overdue"), "red", `due_on,<,${today}|done,!=,1`];
		}
		return doc.due_on === today
			? [__("Due Today"), "orange", `due_on,=,${today}|done,!=,1`]
			: [__("Open"), "blue", `due_on,>,${today}|done,!=,1`];
	},
};
