import { escape } from "./text";

/** The family's safety instruction as a banner; empty where there is none. */
export function safety_banner(instruction) {
	if (!instruction) {
		return "";
	}
	return `<div class="liaison-safety" role="alert">
		<strong>${__("Safety")}</strong><div data-liaison="safety">${escape(instruction)}</div>
	</div>`;
}

/** Puts the safety instruction of a form's family into one of its HTML fields. */
export async function show_safety_instruction(frm, fieldname) {
	const field = frm.get_field(fieldname);
	const family = frm.doc.family;
	field.$wrapper.empty();
	if (!family) {
		return;
	}
	const card = await get_card(family);
	if (frm.doc.family === family) {
		field.$wrapper.html(safety_banner(card.safety_instruction));
	}
}

/** The contact card of a family. */
export function get_card(family) {
	return frappe.xcall("liaison_app.families.contact_card.get_contact_card", { family });
}
