/** What was typed stays on the screen until the server has kept it. */

/**
 * Asks the server to change something. Gives its answer, or nothing once the user was told why it was refused.
 *
 * The host's own frappe.xcall never settles where the connection, the session or the right is gone.
 * unanswered: says that no answer came.
 */
export function send(method, args, unanswered = tell_no_answer) {
	return new Promise((resolve) => {
		let answer;
		frappe.call({
			method,
			args,
			callback: (given) => (answer = given),
			always(data) {
				// What comes in place of an answer is nothing, or the request itself.
				if (!answer && (!data || "readyState" in data)) {
					unanswered();
				}
				resolve(answer && (answer.message ?? {}));
			},
		});
	});
}

/** Keeps what was typed in a form, before something that loads it anew. */
export async function keep_typed(frm) {
	if (frm.is_dirty()) {
		await frm.save(frm.doc.docstatus ? "Update" : "Save");
	}
}

/** A dialog of the host's that its own buttons close: no tap beside it, no Escape, which lose what was typed. */
export function lasting_dialog(options) {
	const dialog = new frappe.ui.Dialog({ ...options, static: true });
	dialog.get_close_btn().show();
	dialog.$wrapper.addClass("liaison-dialog");
	dialog.fields_list.filter(({ df }) => TEXTS.includes(df.fieldtype)).forEach(keep_while_typed);
	return dialog;
}

const TEXTS = ["Data", "Small Text", "Text"];

/** While the host still checks a link that was left, it empties the box in which somebody types by then. */
function keep_while_typed(field) {
	const { set_formatted_input } = field;
	field.set_formatted_input = function (value) {
		if (value || !this.$input?.is(":focus")) {
			set_formatted_input.call(this, value);
		}
	};
}

/** A dialog that closes once `save(values)` has an answer; until then it stays with what was typed. */
export function typed_dialog({ title, fields, action_label = __("Save"), save }) {
	const dialog = lasting_dialog({
		title,
		fields,
		primary_action_label: action_label,
		async primary_action(values) {
			if (await without_second_tap(dialog, () => save(values))) {
				dialog.hide();
			}
		},
	});
	dialog.show();
	return dialog;
}

/** Whether a dialog's button can be touched: the host's own way makes it pale, and it works still. */
export function allow_primary_action(dialog, allowed) {
	dialog.get_primary_btn().prop("disabled", !allowed);
}

/** Runs `work` while the dialog's button cannot be touched again; gives what it gives. What is refused can be copied. */
export async function without_second_tap(dialog, work) {
	allow_primary_action(dialog, false);
	try {
		const answer = await work();
		answer || offer_copy(dialog);
		return answer;
	} finally {
		allow_primary_action(dialog, true);
	}
}

/** The document may be closed to these words by now: they have a way to wherever they belong instead. */
function offer_copy(dialog) {
	if (typed_words(dialog)) {
		dialog.set_secondary_action_label(__("Copy"));
		dialog.set_secondary_action(() => frappe.utils.copy_to_clipboard(typed_words(dialog)));
	}
}

function typed_words(dialog) {
	const $boxes = dialog.$wrapper.find(".frappe-control textarea, .frappe-control[data-fieldtype=Data] input");
	return $boxes
		.toArray()
		.filter((box) => box.value.trim())
		.map((box) => `${$(box).closest(".frappe-control").find(".control-label").first().text().trim()}: ${box.value}`)
		.join("\n");
}

/** The host is silent where a form's save gets no answer. */
export function tell_of_saves_without_answer() {
	$(document).on("ajaxError", (_event, { status }, { url }) => {
		if (!status && /savedocs|apply_workflow|form\.save\.cancel/.test(url)) {
			tell_no_answer();
		}
	});
}

function tell_no_answer() {
	frappe.msgprint({
		title: __("No Answer"),
		indicator: "orange",
		message: __("The server did not answer. What you typed is still here: save again once you are connected."),
	});
}
