import { send, typed_dialog } from "./send";
import { day, escape } from "./text";

/** A family's open steps, each with a box to tick. */
export function steps_html(steps) {
	return steps.map(step_html).join("");
}

/** Lets the boxes below an element finish their steps. on_done: called when one was. */
export function listen_to_steps($parent, on_done) {
	$parent.off("change.liaison").on("change.liaison", "input[data-step]", async (event) => {
		const box = event.currentTarget;
		box.disabled = true;
		if (await finish_step(box.dataset.step)) {
			await on_done();
		} else {
			box.checked = box.disabled = false;
		}
	});
}

/** Tick a step; gives whether it was. */
export async function finish_step(name) {
	const ticked = await send("frappe.client.set_value", {
		doctype: "Next Step", name, fieldname: "done", value: 1,
	}); // prettier-ignore
	if (ticked) {
		frappe.show_alert({ message: __("Done"), indicator: "green" });
	}
	return Boolean(ticked);
}

/** Write down a step that comes from a document. on_saved: called when it is kept. further: more fields of the step. */
export function new_step(doctype, name, on_saved, { title = __("Next Step"), further = [] } = {}) {
	typed_dialog({
		title,
		fields: [
			{ fieldtype: "Data", fieldname: "what", label: __("What"), reqd: 1 },
			{ fieldtype: "Date", fieldname: "due_on", label: __("Due on"), reqd: 1 },
			...further,
		],
		async save(values) {
			const doc = { doctype: "Next Step", ...values, reference_doctype: doctype, reference_name: name };
			const kept = await send("frappe.client.insert", { doc });
			kept && on_saved();
			return kept;
		},
	});
}

/** One open step, with its box to tick. who: whose it is, as HTML. */
export function step_html(step, who = "") {
	const is_late = String(step.due_on) < frappe.datetime.now_date();
	return `<label class="liaison-step">
		<input type="checkbox" data-step="${escape(step.name)}">
		<span>${escape(step.what)} <small class="${is_late ? "liaison-no" : "text-muted"}">${day(step.due_on)}</small>${who}</span>
	</label>`;
}
