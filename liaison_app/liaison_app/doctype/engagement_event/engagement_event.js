frappe.ui.form.on("Engagement Event", {
	setup(frm) {
		frm.set_query("after_school_program", () => ({ filters: { school: frm.doc.school } }));
	},

	onload: (frm) => liaison_app.work_form.onload(frm),
	refresh(frm) {
		liaison_app.render_attendance(frm);
		liaison_app.offer_children(frm);
		liaison_app.name_link(frm, "activity", frm.doc.__onload?.activity_name);
	},

	purpose: (frm) => liaison_app.work_form.purpose(frm),

	/** What an event of the plan takes from its activity; the server fills the same for other ways in. */
	async activity(frm) {
		if (!frm.doc.activity) {
			return;
		}
		const fields = ["activity", "school", "involvement_type", "in_charge"];
		const { message } = await frappe.db.get_value("Partnership Activity", frm.doc.activity, fields);
		const { activity, ...proposed } = message || {};
		await frm.set_value({ ...proposed, event_name: frm.doc.event_name || activity });
	},

	/** Most events end on the day on which they begin: two hours are a first guess. */
	planned_start(frm) {
		const { planned_start, planned_end } = frm.doc;
		if (planned_start && !planned_end) {
			frm.set_value("planned_end", moment(planned_start).add(2, "hours").format("YYYY-MM-DD HH:mm:ss"));
		}
	},

	after_save: (frm) => liaison_app.forget_form("Partnership Activity", frm.doc.activity),
});
