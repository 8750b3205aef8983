/** A liaison of one school writes for that one. */
export function propose_only_school(frm) {
	const { schools = [] } = frappe.boot.liaison || {};
	if (frm.is_new() && !frm.doc.school && schools.length === 1) {
		frm.set_value("school", schools[0]);
	}
}
