frappe.listview_settings["Partnership Activity"] = {
	...liaison_app.row_titles("activity", (row) => liaison_app.with_moment(row.activity, row.starts_on)),
	add_fields: ["status", "starts_on", "ends_on"],
	hide_name_column: true,

	get_indicator({ status, ends_on }) {
		const today = frappe.datetime.now_date();
		if (status === "Planned" && ends_on < today) {
			return [__("Late"), "red", `status,=,Planned|ends_on,<,${today}`];
		}
		const colours = { Planned: "blue", Done: "green" };
		return [__(status), colours[status] || "gray", `status,=,${status}`];
	},
};
