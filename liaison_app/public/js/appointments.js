import { get_outcomes, open_finish_dialog } from "./finish_dialog";
import { moment_text } from "./moments";
import { listen_to_steps, new_step, step_html } from "./next_steps";
import { get_card, show_safety_instructions } from "./safety";
import { keep_typed } from "./send";
import { has_workflow, open_status_without_workflow } from "./status_field";
import { offer_take_over } from "./take_over";
import { escape } from "./text";
import { families_of, work_form } from "./work_form";

/** What the forms of visits and meetings share beside that: queries, the safety instructions, the next steps. */
export const appointment_form = {
	...work_form,

	setup(frm) {
		work_form.setup(frm);
		frm.set_query("students", () => ({ filters: { family: ["in", families_of(frm)] } }));
	},

	onload(frm) {
		work_form.onload(frm);
		propose_language(frm);
	},

	refresh(frm) {
		open_status_without_workflow(frm);
		show_safety_instructions(frm);
		show_finish(frm);
		show_steps(frm);
		offer_take_over(frm);
	},

	/** An action that ends it asks for the outcome first, and the dialog takes the action. */
	async before_workflow_action(frm) {
		const ends = frm.doc.docstatus ? [] : await get_outcomes(frm);
		if (ends.some(({ action }) => action === frm.selected_workflow_action)) {
			frappe.dom.unfreeze();
			open_finish_dialog(frm, frm.selected_workflow_action);
			await new Promise(() => {}); // the host goes no further
		}
	},

	/** Without a workflow the host's Submit ends it. */
	before_submit(frm) {
		if (!has_workflow(frm)) {
			frappe.validated = false;
			open_finish_dialog(frm);
		}
	},
};

/** The language of whoever can be spoken to, in place of the user's own, which the host proposes. */
export async function propose_language(frm) {
	if (!frm.is_new() || frm.doc.amended_from) {
		return;
	}
	const [family] = families_of(frm);
	const card = family && (await get_card(family));
	await frappe.timeout(0); // the host's proposal comes a moment after the form is drawn
	frm.set_value("language", card?.adults.find(({ barred }) => !barred)?.spoken_language || null);
}

/** One button above all, for whoever comes from the door with a phone in the hand. */
function show_finish(frm) {
	const [rights = {}] = frm.perm;
	const may_finish = rights.submit && frm.doc.__onload?.may_finish !== false;
	frm.toggle_display("finish_panel", Boolean(may_finish && !frm.is_new() && !frm.doc.docstatus));
	const { $wrapper } = frm.get_field("finish_panel");
	const label = frm.doctype === "Home Visit" ? __("Finish Visit") : __("Finish Meeting");
	const has_begun = frm.doc.planned_start < frappe.datetime.system_datetime();
	$wrapper.html(`<button type="button" data-liaison="finish"
		class="btn liaison-big text-center ${has_begun ? "btn-primary" : "btn-default"}">${label}</button>`);
	$wrapper.off("click.liaison").on("click.liaison", "[data-liaison=finish]", () => open_finish_dialog(frm));
}

/** A family's free times in the next two weeks as buttons; on_choose gets the start and the end. */
export async function choose_time(family, on_choose) {
	const slots = await frappe.xcall("liaison_app.outreach.visit_times.propose", { family });
	if (!slots.length) {
		frappe.msgprint(__("No free time was found: add when the family can be met to its Availability."));
		return;
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Propose Times"),
		fields: [{ fieldtype: "HTML", fieldname: "times" }],
	});
	const $times = dialog.fields_dict.times.$wrapper.html(slots.map(slot_html).join(""));
	$times.on("click", "button", ({ currentTarget }) => {
		dialog.hide();
		on_choose(slots[currentTarget.dataset.slot]);
	});
	dialog.$wrapper.addClass("liaison-dialog").attr("data-liaison", "times-dialog");
	dialog.show();
}

function slot_html({ start, note }, index) {
	const weekday = __(moment(start).format("dddd"));
	return `<button type="button" class="btn btn-default btn-block liaison-slot" data-slot="${index}">
		${escape(weekday)} ${escape(moment_text(start))} <small>${escape(note)}</small>
	</button>`;
}

function show_steps(frm) {
	const $panel = frm.get_field("next_steps_panel").$wrapper;
	if (frm.is_new()) {
		$panel.html(`<p class="text-muted">${__("Save first, then write down who does what.")}</p>`);
		return;
	}
	const steps = frm.doc.__onload?.next_steps || [];
	const may_add = frappe.model.can_create("Next Step");
	const add = may_add
		? `<button type="button" class="btn btn-default" data-liaison="add-step">${__("Next Step")}</button>`
		: "";
	$panel.html(`<div data-liaison="steps">${steps.map(step_line).join("")}</div>${add}`);
	$panel.off("click.liaison").on("click.liaison", "[data-liaison=add-step]", () => add_step(frm));
	listen_to_steps($panel, () => frm.is_dirty() || frm.reload_doc());
}

/** What was typed is kept first: the new step reloads the form. */
async function add_step(frm) {
	await keep_typed(frm);
	new_step(frm.doctype, frm.doc.name, () => frm.reload_doc());
}

function step_line(step) {
	return step.done ? `<p class="text-muted"><s>${escape(step.what)}</s></p>` : step_html(step);
}
