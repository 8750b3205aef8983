import { escape } from "./text";
import { get_card, safety_banner } from "./safety";
import { finish_step, new_step, step_html } from "./next_steps";

/** What the forms of visits and meetings share: whose work it is, queries, the safety instructions, the next steps. */
export const appointment_form = {
	setup(frm) {
		frm.set_query("school", () => ({ filters: { name: ["in", frappe.boot.liaison?.schools || []] } }));
		frm.set_query("students", () => ({ filters: { family: ["in", families_of(frm)] } }));
	},

	/** Whose work it is, where there is no doubt; the server fills the same for other ways in. */
	onload(frm) {
		const me = frappe.boot.liaison;
		if (!frm.is_new() || !me?.is_liaison) {
			return;
		}
		const [school, second] = me.schools;
		const own = { liaison: frappe.session.user, school: second ? null : school };
		Object.entries(own).forEach(([field, value]) => frm.doc[field] || frm.set_value(field, value));
		if (frm.get_field("purpose").df.reqd && !frm.doc.purpose) {
			frm.set_value("purpose", me.default_purpose);
		}
	},

	refresh(frm) {
		liaison_app.open_status_without_workflow(frm);
		appointment_form.show_instructions(frm);
		show_steps(frm);
	},

	/** The instruction of every family, each under its name where there are several. */
	async show_instructions(frm) {
		const families = families_of(frm);
		const cards = await Promise.all(families.map(get_card));
		if (families.join() === families_of(frm).join()) {
			const banners = cards.map((card) => safety_banner(card.safety_instruction));
			frm.get_field("instruction_panel").$wrapper.html(banners.join(""));
		}
	},

	/** A purpose proposes the primary type of involvement. */
	purpose(frm) {
		const chosen = frappe.boot.liaison?.purposes.find(({ name }) => name === frm.doc.purpose);
		if (chosen) {
			frm.set_value("involvement_type", chosen.involvement_type);
		}
	},
};

/** The families of a visit, or of the rows of work that has several. */
export function families_of(frm) {
	const named = frm.doc.families ? frm.doc.families.map((row) => row.family) : [frm.doc.family];
	return [...new Set(named.filter(Boolean))];
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
		${escape(weekday)} ${escape(frappe.datetime.str_to_user(start))} <small>${escape(note)}</small>
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
	$panel.off(".liaison");
	$panel.on("click.liaison", "[data-liaison=add-step]", () => add_step(frm));
	$panel.on("change.liaison", "input[data-step]", ({ currentTarget }) => tick(frm, currentTarget));
}

/** What was typed is kept first: the new step reloads the form. */
async function add_step(frm) {
	if (frm.is_dirty()) {
		await frm.save(frm.doc.docstatus ? "Update" : "Save");
	}
	new_step(frm.doctype, frm.doc.name, () => frm.reload_doc());
}

async function tick(frm, box) {
	box.disabled = true;
	try {
		await finish_step(box.dataset.step);
		await frm.reload_doc();
	} catch {
		box.checked = box.disabled = false;
	}
}

function step_line(step) {
	return step.done ? `<p class="text-muted"><s>${escape(step.what)}</s></p>` : step_html(step);
}
