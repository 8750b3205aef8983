import { escape } from "./text";
import { families_of } from "./work_form";

/** The family's safety instruction as a banner; empty where there is none. */
export function safety_banner(instruction) {
	if (!instruction) {
		return "";
	}
	return `<div class="liaison-safety" role="alert">
		<strong>${__("Safety")}</strong><div data-liaison="safety">${escape(instruction)}</div>
	</div>`;
}

/** Puts the safety instruction of each of a form's families, below each other, into its instruction panel. */
export async function show_safety_instructions(frm) {
	const { $wrapper } = frm.get_field("instruction_panel");
	const families = families_of(frm);
	$wrapper.empty();
	const cards = await Promise.all(families.map(get_card));
	if (families.join() === families_of(frm).join()) {
		$wrapper.html(cards.map((card) => safety_banner(card.safety_instruction)).join(""));
	}
}

/** The contact card of a family. */
export function get_card(family) {
	return frappe.xcall("liaison_app.families.contact_card.get_contact_card", { family });
}
