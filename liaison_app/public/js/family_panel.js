import { safe_hours } from "./contact_rules";
import { open_contact_dialog } from "./contact_dialog";
import { listen_to_steps, new_step, steps_html } from "./next_steps";
import { get_card, safety_banner } from "./safety";
import { clock, day, escape } from "./text";
import { way_buttons, write_and_call } from "./ways";

const WAY_WORDS = { Call: () => __("calls"), Text: () => __("texts"), Email: () => __("e-mail"), Letter: () => __("letters") };

/**
 * What matters in a hallway, in the order in which it matters.
 *
 * $parent: where to show it. family: its name. card: from families/contact_card.py. on_change: called with a
 * fresh card when something was logged or finished.
 */
export function render_family_panel($parent, family, card, on_change) {
	$parent.html(`<div class="liaison-panel" data-liaison="family-panel">
		${safety_banner(card.safety_instruction)}
		${actions()}
		${facts(card)}
		<div class="liaison-columns">
			${section(__("Adults"), card.adults.map(adult_html))}
			${section(__("Next Steps"), [steps_html(card.next_steps)])}
			${section(__("Children"), card.students.map(student_html))}
		</div>
	</div>`);
	write_and_call($parent, family, (saved) => on_change(saved.card));
	listen_to_steps($parent, async () => on_change(await get_card(family)));
	listen_to_actions($parent, family, on_change);
}

/** An adult's ways, as on the family's page; for a young person the family's safety instruction alone. */
export function render_adult_panel($parent, family, card, member) {
	const adult = card.adults.find(({ name }) => name === member);
	$parent.html(`<div class="liaison-panel" data-liaison="adult-panel">
		${safety_banner(card.safety_instruction)}${adult ? adult_html(adult) : ""}</div>`);
	write_and_call($parent, family, () => {});
}

/** What can be added to a family, by the name that its button carries: the DocType, and the words. */
const ADDITIONS = {
	log: ["Liaison Contact", () => __("Log Contact")],
	step: ["Next Step", () => __("Next Step")],
	visit: ["Home Visit", () => __("Plan Visit")],
	work: ["Liaison Activity", () => __("Other Work")],
};

function actions() {
	const buttons = Object.entries(ADDITIONS).filter(([, [doctype]]) => frappe.model.can_create(doctype));
	return `<div class="liaison-actions">${buttons
		.map(
			([action, [, label]]) =>
				`<button class="btn ${action === "log" ? "btn-primary" : "btn-default"}" data-liaison="${action}">${label()}</button>`
		)
		.join("")}</div>`;
}

function listen_to_actions($parent, family, on_change) {
	$parent.find("[data-liaison=log]").on("click", () => {
		open_contact_dialog({ family, on_saved: ({ card }) => on_change(card) });
	});
	$parent.find("[data-liaison=step]").on("click", () => {
		new_step("Focus Family", family, async () => on_change(await get_card(family)));
	});
	$parent.find("[data-liaison=visit]").on("click", () => frappe.new_doc("Home Visit", { family }));
	$parent.find("[data-liaison=work]").on("click", () => add_work_with(family));
}

/** By hand: the host's new_doc fills no rows. */
async function add_work_with(family) {
	await frappe.model.with_doctype("Liaison Activity");
	const work = frappe.model.get_new_doc("Liaison Activity");
	frappe.model.add_child(work, "families").family = family;
	frappe.set_route("Form", work.doctype, work.name);
}

function facts(card) {
	const reached = card.last_reached ? day(card.last_reached) : __("not yet");
	return `<dl class="liaison-facts">
		${fact(__("Home Language"), escape(card.home_language || __("not asked yet")))}
		${fact(__("Last Reached"), reached)}
		${due_fact(card)}
		${contact_fact(card.last_contact)}
		${appointment_fact(card.next_appointment)}
		${card.last_reached || card.diligence.attempts ? diligence_fact(card.diligence) : ""}
		${notes_fact(card.restricted_notes)}
		${card.waiting.map(waiting_fact).join("")}
		${card.lead ? fact(__("Lead Liaison"), `${escape(card.lead.liaison)}, ${escape(card.lead.school)}`) : ""}
	</dl>`;
}

function fact(label, html, css = "") {
	return `<div class="${css}"><dt>${label}</dt><dd>${html}</dd></div>`;
}

function due_fact(card) {
	if (card.paused_until && !card.is_due) {
		return fact(__("Paused Until"), day(card.paused_until));
	}
	return card.next_due ? fact(__("Contact Due"), day(card.next_due), card.is_due ? "liaison-due" : "") : "";
}

/** That there are some: what they say is for those who are named in them. */
function notes_fact(count) {
	return count ? fact(__("Restricted Notes"), `<span data-liaison="restricted-notes">${count}</span>`) : "";
}

/** An enrolment that waits for a decision. */
function waiting_fact({ name, status, school }) {
	const words = `<strong>${__(status)}</strong>, ${escape(school)}`;
	return fact(__("Enrolment"), form_link("Family Enrolment", name, words));
}

function contact_fact(contact) {
	const words = contact && `${day(contact.contacted_at)}, ${escape(__(contact.channel))}: ${escape(__(contact.outcome))}`;
	return contact ? fact(__("Last Contact"), form_link("Liaison Contact", contact.name, words)) : "";
}

function appointment_fact(appointment) {
	if (!appointment) {
		return "";
	}
	const { doctype, name, planned_start } = appointment;
	const when = `${day(planned_start)}, ${clock(planned_start.split(" ")[1])}`;
	return fact(__("Next Appointment"), form_link(doctype, name, `${__(doctype)}, ${when}`));
}

function form_link(doctype, name, words) {
	return `<a href="${frappe.utils.get_form_link(doctype, name)}">${words}</a>`;
}

function diligence_fact(done) {
	const wanted = frappe.boot.liaison.due_diligence;
	const words = __("{0} of {1} tries, {2} of {3} days, {4} of {5} ways", [
		done.attempts, wanted.attempts, done.dates, wanted.dates, done.channels, wanted.channels,
	]); // prettier-ignore
	return done.attempts ? fact(__("Due Diligence"), done.done ? __("done: {0}", [words]) : words) : "";
}

function section(title, items) {
	return `<section><h5>${title}</h5>${items.join("") || `<p class="text-muted">${__("none")}</p>`}</section>`;
}

function adult_html(adult) {
	const relation = adult.relation ? `<span class="text-muted">${escape(__(adult.relation))}</span>` : "";
	if (adult.barred) {
		return `<div class="liaison-adult" data-barred="1">
			<s>${escape(adult.full_name)}</s> ${relation}
			<strong class="liaison-no">${__("may not be contacted")}</strong>
		</div>`;
	}
	return `<div class="liaison-adult">
		<div><strong>${escape(adult.full_name)}</strong> ${relation}</div>
		<div>${remarks(adult).map((remark) => `<span class="liaison-remark">${escape(remark)}</span>`).join("")}</div>
		<div class="liaison-ways">${way_buttons(adult)}</div>
	</div>`;
}

function remarks(adult) {
	const unsafe = adult.unsafe_ways.map((way) => WAY_WORDS[way]());
	if (adult.no_voicemail) {
		unsafe.push(__("voicemail"));
	}
	return [
		adult.language_name,
		adult.interpreter_needed ? __("interpreter needed") : "",
		unsafe.length ? __("not safe: {0}", [unsafe.join(", ")]) : "",
		safe_hours(adult),
	].filter(Boolean);
}

function student_html(student) {
	const where = [student.grade, student.school].filter(Boolean).map(escape).join(", ");
	const route = frappe.utils.get_form_link("Focus Student", student.name);
	return `<div class="liaison-student"><a href="${route}">${escape(student.full_name)}</a>
		<span class="text-muted">${where}</span></div>`;
}
