frappe.listview_settings["Focus Family"] = {
	add_fields: ["last_reached", "pause_reason", "pause_ends_on"],
	hide_name_column: true,

	onload(listview) {
		if (frappe.model.can_create("Liaison Contact")) {
			listview.page.add_actions_menu_item(__("Log Contact"), () => log_checked(listview), false);
		}
		if (liaison_app.can_write_to_families()) {
			const write = () => liaison_app.open_message_dialog(listview.get_checked_items(true));
			listview.page.add_actions_menu_item(__("Write to Families"), write, false);
		}
		if (frappe.boot.liaison?.is_coordinator) {
			listview.page.add_menu_item(__("Erase Families"), () => liaison_app.open_erasure_dialog(listview));
		}
	},

	/** Who nominates need not be able to create a family in any other way. */
	refresh(listview) {
		if (frappe.boot.liaison?.nominate_at.length) {
			const nominate = () => frappe.set_route("nominate-family");
			listview.page.set_primary_action(__("Nominate Family"), nominate, "add");
		}
	},

	button: {
		show: () => frappe.model.can_create("Liaison Contact"),
		get_label: () => __("Log"),
		get_description: (doc) => __("Log a contact with {0}", [frappe.utils.escape_html(doc.family_name)]),
		action: (doc) => log(doc.name),
	},

	/** Whether the family was reached within the cadence. When it is due (Family Worklist) depends on more. */
	get_indicator(doc) {
		const today = frappe.datetime.now_date();
		const days = frappe.boot.liaison.cadence_days;
		const latest = frappe.datetime.add_days(today, -days);
		if (doc.pause_reason && doc.pause_ends_on >= today) {
			return [__("Paused"), "gray", `pause_ends_on,>=,${today}`];
		}
		if (!doc.last_reached) {
			return [__("Not Reached Yet"), "orange", "last_reached,is,not set"];
		}
		return doc.last_reached <= latest
			? [__("Not Reached for {0} Days", [days]), "red", `last_reached,<=,${latest}`]
			: [__("Reached"), "green", `last_reached,>,${latest}`];
	},
};

function log(family) {
	liaison_app.open_contact_dialog({ family, on_saved: () => cur_list?.refresh() });
}

function log_checked(listview) {
	const [family, second] = listview.get_checked_items(true);
	if (second) {
		frappe.msgprint(__("Tick one family: a contact is one exchange with one family."));
		return;
	}
	log(family);
}
