frappe.listview_settings["Records Request"] = {
	add_fields: ["due_on"],

	get_indicator(doc) {
		const is_late = doc.status === "Open" && doc.due_on < frappe.datetime.get_today();
		const colours = { Open: "orange", Given: "green", Refused: "red" };
		return [is_late ? __("Overdue") : __(doc.status), is_late ? "red" : colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
