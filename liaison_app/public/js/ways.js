import { channels_of, escape } from "./text";
import { way_problem } from "./contact_rules";
import { open_contact_dialog } from "./contact_dialog";

/** Links that start a contact on the phone itself, by way. */
const LINKS = {
	Call: { label: () => __("Call"), scheme: "tel:" },
	Text: { label: () => __("Text"), scheme: "sms:" },
	Email: { label: () => __("Write"), scheme: "mailto:" },
};

/** Buttons that call, text or write to an adult by the ways that are safe now. */
export function way_buttons(adult) {
	if (adult.barred) {
		return "";
	}
	const phones = adult.phones.flatMap(({ phone_number }) => [
		way_button(adult, "Call", phone_number),
		way_button(adult, "Text", phone_number),
	]);
	const mail = adult.email ? way_button(adult, "Email", adult.email) : "";
	return [...phones, mail].join("");
}

/**
 * Lets the way buttons below an element open the contact as a draft beside the call or mail.
 *
 * on_saved: called with what was saved.
 */
export function write_and_call($parent, family, on_saved) {
	$parent.off("click.liaison").on("click.liaison", "a[data-way]", (event) => {
		if (!frappe.model.can_create("Liaison Contact")) {
			return;
		}
		const { way, member, address } = event.currentTarget.dataset;
		open_contact_dialog({
			family,
			family_member: member,
			channel: channels_of(way)[0]?.name,
			number_used: address,
			on_saved,
		});
	});
}

function way_button(adult, way, address) {
	const { label, scheme } = LINKS[way];
	const now = frappe.datetime.now_time();
	if (!channels_of(way).length || way_problem(adult, way, "Outgoing", now)) {
		return "";
	}
	const target = way === "Email" ? encodeURIComponent(address).replace("%40", "@") : dialled(address);
	return `<a class="btn btn-default liaison-way" href="${escape_attribute(scheme + target)}"
		data-way="${way}" data-member="${escape(adult.name)}" data-address="${escape(address)}"
		aria-label="${escape(`${label()} ${adult.full_name}`)}">
		${label()} ${way === "Call" ? `<span class="liaison-number">${escape(address)}</span>` : ""}</a>`;
}

/** The digits that a phone dials, with a leading + where there is one. */
function dialled(number) {
	return number.replace(/(?!^\+)[^\d]/g, "");
}

function escape_attribute(url) {
	return url.replace(/[<>"'`]/g, encodeURIComponent);
}
