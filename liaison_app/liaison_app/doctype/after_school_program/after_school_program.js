frappe.ui.form.on("After School Program", {
	setup(frm) {
		frm.set_query("activity", () => ({ filters: { school: frm.doc.school } }));
	},

	onload: (frm) => liaison_app.propose_only_school(frm),

	refresh(frm) {
		const { places } = frm.doc.__onload || {};
		frm.get_field("places_panel").$wrapper.html(places ? places_html(places, frm.doc.capacity) : "");
		frm.is_new() || liaison_app.render_sessions(frm);
		if (!frm.is_new() && frappe.model.can_create("After School Enrolment")) {
			frm.add_custom_button(__("Enrol Child"), () =>
				frappe.new_doc("After School Enrolment", { program: frm.doc.name })
			);
		}
	},
});

function places_html({ Enrolled, Offered, Waiting }, capacity) {
	const free = Math.max(0, capacity - Enrolled - Offered);
	const facts = [
		__("Enrolled: {0} of {1}", [Enrolled, capacity]),
		Offered ? __("Offered: {0}", [Offered]) : "",
		Waiting ? __("Waiting: {0}", [Waiting]) : __("Free: {0}", [free]),
	];
	return `<p data-liaison="places">${facts.filter(Boolean).join(" · ")}</p>`;
}
