import { moment_text } from "./moments";
import { send } from "./send";
import { escape } from "./text";

/** The signs of life from a visit, each one tap, by the name of its function on the server. */
const SIGNS = {
	arrive: { label: () => __("I Have Arrived"), done: () => __("Arrival noted") },
	stay_longer: {
		label: () => __("{0} Minutes More", [frappe.boot.liaison.stay_longer_minutes]),
		done: () => __("You are expected later"),
	},
	come_back: { label: () => __("I Am Back"), done: () => __("Good that you are back") },
	they_are_back: { method: "come_back", label: () => __("They Are Back"), done: () => __("The alarm is over") },
	take_alarm: { label: () => __("I Take Care of It"), done: () => __("The alarm is yours now") },
};

/** The buttons of some signs for a visit; `css` is their look. */
export function sign_buttons(visit, signs, css = "btn-default liaison-big") {
	return signs
		.map((sign, index) => {
			const look = index === 0 ? css.replace("btn-default", "btn-primary") : css;
			return `<button type="button" class="btn ${look}" data-sign="${sign}" data-visit="${escape(visit)}">
				${SIGNS[sign].label()}</button>`;
		})
		.join("");
}

/** What visitors can say now of a visit: nothing when it is far off, or they are back. */
export function signs_now(visit) {
	return is_awaited(visit) && is_near(visit) ? visitor_signs(visit) : [];
}

/** What visitors can say while they are still to come back, what is most likely first. */
export function visitor_signs({ arrived_at, expected_return }) {
	const signs = ["come_back", "stay_longer"];
	return arrived_at || is_late(expected_return) ? signs : ["arrive", ...signs];
}

/** Lets the buttons below an element send their sign. on_sent: called with what the server then knows. */
export function listen_to_signs($parent, on_sent) {
	$parent.off("click.sign").on("click.sign", "[data-sign]", async ({ currentTarget }) => {
		const { sign, visit } = currentTarget.dataset;
		currentTarget.disabled = true;
		const known = await send_sign(sign, visit);
		currentTarget.disabled = false;
		if (known) {
			on_sent(known);
		}
	});
}

async function send_sign(sign, visit) {
	const { method = sign, done } = SIGNS[sign];
	const known = await send(`liaison_app.safety.check_in.${method}`, { visit }, () => {});
	// Silence would be taken for "sent".
	known
		? frappe.show_alert({ message: done(), indicator: "green" })
		: frappe.show_alert({ message: __("Not sent: touch again, or call the school."), indicator: "red" }, 15);
	return known;
}

/** Puts what visitors can say now on top of a visit's form, while they are still to come back. */
export function show_check_in(frm) {
	const { doc } = frm;
	const signs = goes_along(doc) ? signs_now(doc) : [];
	frm.toggle_display("check_in_panel", signs.length > 0);
	if (!signs.length) {
		return;
	}
	const $panel = frm.get_field("check_in_panel").$wrapper;
	$panel.html(`<div class="liaison-check-in" data-liaison="check-in">
		<p>${expectation(doc)}</p>
		<div>${sign_buttons(doc.name, signs)}</div>
		${frappe.boot.liaison.can_be_called ? "" : `<p class="liaison-no">${no_number()}</p>`}
	</div>`);
	listen_to_signs($panel, (known) => {
		// Only what the server wrote: what is typed elsewhere in the form stays.
		Object.assign(doc, known);
		frm.refresh_fields();
		show_check_in(frm);
	});
}

/** When the visitors are expected back, or were. */
export function expectation({ expected_return, arrived_at }) {
	const sentence = is_late(expected_return) ? __("You were expected back at {0}.") : __("Expected back at {0}.");
	const arrived = arrived_at ? __("Arrived at {0}.", [escape(moment_text(arrived_at))]) : "";
	return `${sentence.replace("{0}", `<strong>${escape(moment_text(expected_return))}</strong>`)} ${arrived}`;
}

function is_late(expected_return) {
	return moment(expected_return).isBefore(frappe.datetime.now_datetime());
}

function is_awaited({ __islocal, docstatus, expected_return, checked_in_at }) {
	return !__islocal && !docstatus && Boolean(expected_return) && !checked_in_at;
}

function goes_along({ liaison, visitors }) {
	return [liaison, ...visitors.map((row) => row.liaison)].includes(frappe.session.user);
}

function is_near({ planned_start }) {
	const { check_in_early_hours } = frappe.boot.liaison;
	return moment(planned_start).subtract(check_in_early_hours, "hours").isBefore(frappe.datetime.now_datetime());
}

function no_number() {
	return __("Your login has no mobile number: nobody could call you. Ask the coordinator to add it.");
}
