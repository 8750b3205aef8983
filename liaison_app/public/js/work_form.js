/** What the forms of all work share: the schools to choose from, whose work it is, the type by the purpose. */
export const work_form = {
	setup(frm) {
		frm.set_query("school", () => ({ filters: { name: ["in", frappe.boot.liaison?.schools || []] } }));
	},

	/** Whose work it is, where there is no doubt; the server fills the same for other ways in. */
	onload(frm) {
		const me = frappe.boot.liaison;
		if (!frm.is_new() || !me?.is_liaison) {
			return;
		}
		const [school, second] = me.schools;
		const own = { liaison: frappe.session.user, school: second ? null : school };
		Object.entries(own).forEach(([field, value]) => frm.doc[field] || frm.set_value(field, value));
		if (frm.get_field("purpose").df.reqd && !frm.doc.purpose) {
			frm.set_value("purpose", me.default_purpose);
		}
	},

	/** A purpose proposes the primary type of involvement. */
	purpose(frm) {
		const chosen = frappe.boot.liaison?.purposes.find(({ name }) => name === frm.doc.purpose);
		if (chosen) {
			frm.set_value("involvement_type", chosen.involvement_type);
		}
	},
};

/** The family of a contact or visit, or the families of the rows of work that has several. */
export function families_of(frm) {
	const named = frm.doc.families ? frm.doc.families.map((row) => row.family) : [frm.doc.family];
	return [...new Set(named.filter(Boolean))];
}
