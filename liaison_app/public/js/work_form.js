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
		const purpose = frm.doc.purpose || (frm.get_field("purpose").df.reqd ? me.default_purpose : null);
		const involvement_type = type_of(purpose);
		const proposed = { liaison: frappe.session.user, school: second ? null : school, purpose, involvement_type };
		// Into the document itself, so that a folded section has nothing missing when the form is first drawn.
		Object.entries(proposed).forEach(([field, value]) => {
			frm.doc[field] = frm.doc[field] || value;
		});
	},

	/** A purpose proposes the primary type of involvement. */
	purpose(frm) {
		const proposed = type_of(frm.doc.purpose);
		if (proposed) {
			frm.set_value("involvement_type", proposed);
		}
	},
};

function type_of(purpose) {
	return frappe.boot.liaison?.purposes.find(({ name }) => name === purpose)?.involvement_type;
}

/** The family of a contact or visit, or the families of the rows of work that has several. */
export function families_of(frm) {
	const named = frm.doc.families ? frm.doc.families.map((row) => row.family) : [frm.doc.family];
	return [...new Set(named.filter(Boolean))];
}
