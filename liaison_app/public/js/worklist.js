import { open_contact_dialog } from "./contact_dialog";
import { can_write_to_families, open_message_dialog } from "./message_dialog";
import { listen_to_signs, sign_buttons, signs_now } from "./check_in";
import { listen_to_rows, row_button, show_cards } from "./row_actions";
import { get_card, safety_banner } from "./safety";
import { day, escape } from "./text";
import { way_buttons, write_and_call } from "./ways";

/** What can be done from a row of the worklist, by the name that its button carries. */
const ACTIONS = {
	log: ({ family }, refresh) => open_contact_dialog({ family, on_saved: refresh }),
	call: (row, refresh) => open_call_dialog(row, refresh),
	visit: ({ family, school }) => frappe.new_doc("Home Visit", { family, school }),
	open: ({ reference_doctype, reference_name }) =>
		frappe.set_route("Form", reference_doctype, reference_name),
};

/** Lets the buttons of the worklist act, in its table and in its cards. */
export function listen_to_worklist(report) {
	listen_to_rows(report, "worklist", ACTIONS);
	if (can_write_to_families()) {
		const write = () => open_message_dialog(report.data.map((row) => row.family));
		report.page.add_inner_button(__("Write to Families"), write);
	}
	listen_to_signs(report.page.main, () => report.refresh());
}

/** The buttons of a row; `index` is its place in the report's data. */
export function worklist_buttons(row, index) {
	const with_family = [
		["log", __("Log")],
		["call", __("Call")],
		["visit", __("Plan Visit")],
	];
	const may_log = row.family && frappe.model.can_create("Liaison Contact");
	// While a visit is on, its signs of life come in place of what can wait.
	const signs = row.visit ? signs_now(row.visit) : [];
	const buttons = may_log ? with_family.filter(([action]) => !signs.length || action === "call") : [];
	const open = row.reference_name ? [["open", __("Open")]] : [];
	const usual = [...buttons, ...open].map(([action, label]) =>
		row_button({ mark: "worklist", action, label, about: row.family_name, index })
	);
	return [sign_buttons(row.visit?.name, signs, "btn-xs btn-default"), ...usual].join(" ");
}

/** The family's name as a link to it, after the mark of its safety instruction. */
export function family_link(row) {
	const link = `<a href="${frappe.utils.get_form_link("Focus Family", row.family)}">${escape(row.family_name)}</a>`;
	return row.family ? instruction_mark(row) + link : "";
}

/** The mark of a family with a safety instruction; the instruction itself stands where a contact starts. */
function instruction_mark(row) {
	const label = __("Has a safety instruction");
	return row.has_instruction
		? `<span class="liaison-mark" data-liaison="instruction" role="img" title="${label}" aria-label="${label}">!</span> `
		: "";
}

/** The rows as a phone shows them. */
export function show_worklist_cards(report) {
	show_cards(report, card_html);
}

function card_html(row, index) {
	const facts = [
		when_due(row),
		row.family && (row.last_reached ? __("last reached {0}", [day(row.last_reached)]) : __("never reached")),
		escape(row.school),
		escape(row.liaison_name),
	];
	return `<div class="liaison-card" data-liaison="card">
		<div class="liaison-card-name">${family_link(row)}</div>
		<div>${escape(row.why)}</div>
		${row.next_step ? `<div>${escape(row.next_step)}</div>` : ""}
		<div class="text-muted">${facts.filter(Boolean).join(" · ")}</div>
		<div class="liaison-card-do">${worklist_buttons(row, index)}</div>
	</div>`;
}

function when_due({ days_overdue, due_on }) {
	if (!days_overdue) return __("Due {0}", [day(due_on)]);
	return days_overdue === 1 ? __("1 day overdue") : __("{0} days overdue", [days_overdue]);
}

/** Whom to call, with the safety instruction above: one touch dials and opens the contact beside it. */
async function open_call_dialog({ family, family_name }, refresh) {
	const card = await get_card(family);
	const dialog = new frappe.ui.Dialog({
		title: __("Call {0}", [escape(family_name)]),
		fields: [{ fieldtype: "HTML", fieldname: "body" }],
	});
	dialog.$wrapper.addClass("liaison-dialog").attr("data-liaison", "call-dialog");
	const $body = dialog.fields_dict.body.$wrapper;
	$body.html(safety_banner(card.safety_instruction) + card.adults.map(adult_html).join(""));
	write_and_call($body, family, refresh);
	$body.on("click", "a[data-way]", () => dialog.hide());
	dialog.show();
}

function adult_html(adult) {
	const nothing = adult.barred ? __("May not be contacted") : __("No safe way now");
	return `<div class="liaison-callee"><strong>${escape(adult.full_name)}</strong>
		<span class="text-muted">${escape(__(adult.relation))}</span>
		<div>${way_buttons(adult) || `<span class="text-muted">${nothing}</span>`}</div></div>`;
}
