import { listen_to_signs, sign_buttons, visitor_signs } from "./check_in";
import { moment_text } from "./moments";
import { escape } from "./text";

const EVERY_MILLISECONDS = 60_000;

/** The page "Who Is Out": the visits from which somebody is still to come back, as the user may know of them. */
export class WhoIsOut {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({ parent: wrapper, title: __("Who Is Out"), single_column: true });
		this.page.main.addClass("liaison-out");
		this.page.set_secondary_action(__("Refresh"), () => this.load());
		listen_to_signs(this.page.main, () => this.load());
		setInterval(() => this.page.main.is(":visible") && this.load(), EVERY_MILLISECONDS);
	}

	/** Called by the desk whenever the page comes up. */
	show() {
		return this.load();
	}

	async load() {
		const { rows, instruction } = await frappe.xcall("liaison_app.safety.who_is_out.who_is_out");
		this.page.main.html(rows.map((row) => card_html(row, instruction)).join("") || nobody());
	}
}

function nobody() {
	return `<p class="text-muted" data-liaison="nobody-out">${__("Nobody is out on a home visit.")}</p>`;
}

function card_html(row, instruction) {
	return `<div class="liaison-card" data-liaison="out" data-overdue="${row.is_overdue ? 1 : 0}" data-visit-name="${escape(row.name)}">
		<div class="liaison-card-name">${row.callees.map(({ name }) => escape(name)).join(", ")}</div>
		<div>${when(row)}</div>
		${family(row)}
		<div>${row.callees.map(call_button).join("")}</div>
		${row.is_overdue ? overdue_html(row, instruction) : ""}
		<div>${sign_buttons(row.name, signs_of(row))}</div>
	</div>`;
}

function when({ expected_return, arrived_at, is_overdue }) {
	const time = `<strong class="${is_overdue ? "liaison-no" : ""}">${escape(moment_text(expected_return))}</strong>`;
	const sentence = is_overdue ? __("Not back. Expected at {0}.") : __("Expected back at {0}.");
	const arrived = arrived_at ? __("Arrived at {0}.", [escape(moment_text(arrived_at))]) : "";
	return `${sentence.replace("{0}", time)} ${arrived}`;
}

/** Only who may read the visit is told the family and the place, and can open it. */
function family({ name, family_name, place }) {
	if (!family_name) {
		return "";
	}
	const route = frappe.utils.get_form_link("Home Visit", name);
	return `<div><a href="${route}">${escape(family_name)}</a> <span class="text-muted">${escape(place)}</span></div>`;
}

function call_button({ name, number }) {
	if (!number) {
		return `<p class="liaison-no">${__("{0} has no phone number on file.", [escape(name)])}</p>`;
	}
	const dialled = number.replace(/(?!^\+)[^\d]/g, "");
	return `<a class="btn btn-default liaison-big" href="tel:${escape(dialled)}">${__("Call {0}", [escape(name)])}
		<span class="liaison-number">${escape(number)}</span></a>`;
}

function overdue_html(row, instruction) {
	return `<div class="liaison-safety"><strong>${taken_html(row)}</strong><div>${escape(instruction)}</div></div>`;
}

function taken_html({ alarm_taken_by, alarm_taken_by_name, alarms_raised }) {
	if (alarm_taken_by === frappe.session.user) {
		return __("You take care of it.");
	}
	return alarm_taken_by
		? __("{0} takes care of it.", [escape(alarm_taken_by_name)])
		: __("Alarms raised: {0}. Nobody takes care of it yet.", [alarms_raised || 0]);
}

function signs_of(row) {
	if (row.is_mine) {
		return visitor_signs(row);
	}
	if (!row.is_alarmed) {
		return [];
	}
	return row.alarms_raised && !row.alarm_taken_by ? ["take_alarm", "they_are_back"] : ["they_are_back"];
}
