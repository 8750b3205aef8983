/** The host leaves for the login page the moment a session has ended, and takes along what was typed. */

const METHOD = "/api/method/liaison_app.boot.resume_session";
const places = [
	() => Boolean(window.cur_frm?.doc && cur_frm.is_dirty()),
	() => Boolean(window.cur_dialog?.display && window.cur_dialog !== frappe.msg_dialog),
];
let dialog;
let resuming;

/** Names a place where words may be typed: `has_words()` says whether there are some. */
export function keep_words_of(has_words) {
	places.push(has_words);
}

/** Whether something on this page would be lost by leaving it. */
function has_words() {
	return places.some((place) => place());
}

/** Keeps this page when the session has ended while there are words on it, behind a curtain until its user is back. */
export function stay_when_session_ends() {
	const app = frappe.Application.prototype;
	const leave = app.handle_session_expired;
	app.handle_session_expired = function () {
		dialog || has_words() ? ask_to_log_in() : leave.call(this);
	};
	// After a logout in another tab the host sees no session that has ended, only a guest who may not.
	$(document).on("ajaxError", (_event, { status }) => {
		if ([401, 403].includes(status) && frappe.get_cookie("user_id") === "Guest") {
			frappe.app.handle_session_expired();
		}
	});
	// Logged in again elsewhere: the page's token is that of the session before.
	frappe.request.on_error("CSRFTokenError", () => resume().then((is_back) => is_back || ask_to_log_in()));
}

function ask_to_log_in() {
	if (dialog) {
		return;
	}
	dialog = new frappe.ui.Dialog({
		title: __("Your Session Has Ended"),
		static: true,
		fields: [{ fieldtype: "HTML", fieldname: "words", options: explanation() }],
		primary_action_label: __("Log In"),
		primary_action: () => window.open("/login", "_blank"),
		secondary_action_label: __("Leave Without Saving"),
		secondary_action: () => location.reload(),
	});
	dialog.$wrapper.addClass("liaison-dialog liaison-curtain").attr("data-liaison", "session-ended");
	dialog.show();
	// A phone that comes back from another tab does not always say that its window has the focus.
	$(window).on("focus.liaison", resume);
	$(document).on("visibilitychange.liaison", () => document.hidden || resume());
}

function explanation() {
	const sentences = [
		__("What you typed is kept on this page, and not saved yet."),
		__("Log in in the new tab, then come back to this one and save."),
	];
	return `<p>${sentences.join("</p><p>")}</p>`;
}

/** Asks once at a time: two answers could bring two tokens, and the first would be no good any more. */
function resume() {
	resuming ||= lift_curtain().finally(() => (resuming = null));
	return resuming;
}

/** Lift the curtain if the same user has logged in again; another user is shown nothing of it. */
async function lift_curtain() {
	// Not by the host's call: without a session that would end here again.
	const answer = await fetch(METHOD, { headers: { Accept: "application/json" } }).catch(() => null);
	if (!answer?.ok) {
		return false;
	}
	const { user, csrf_token } = (await answer.json()).message;
	if (user !== frappe.boot.user.name) {
		location.reload();
		return true;
	}
	frappe.csrf_token = csrf_token;
	$(window).off("focus.liaison");
	$(document).off("visibilitychange.liaison");
	frappe.hide_msgprint();
	dialog?.hide();
	dialog = null;
	frappe.show_alert({ message: __("You are logged in again: save what you typed."), indicator: "green" });
	return true;
}
