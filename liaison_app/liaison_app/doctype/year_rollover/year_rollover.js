frappe.ui.form.on("Year Rollover", {
	refresh(frm) {
		if (frm.is_new()) {
			return;
		}
		const { status } = frm.doc;
		if (status !== "Draft") {
			frm.disable_form();
		}
		show_preview(frm);
		if (status !== "Finished") {
			const is_draft = status === "Draft";
			frm.add_custom_button(is_draft ? __("Roll Over") : __("Start Again"), () => start(frm)).addClass(
				is_draft ? "btn-primary" : ""
			);
		}
		if (status === "Running") {
			frm.dashboard.set_headline(__("At work in the background. Start again only if it was interrupted."));
		}
	},
});

function start(frm) {
	frappe.confirm(__("Bring all children to {0}? This cannot be undone.", [frm.doc.school_year]), async () => {
		const started = await liaison_app.send("liaison_app.rollover.run.start", { rollover: frm.doc.name });
		started && frm.reload_doc();
	});
}

async function show_preview(frm) {
	const found = await frappe.xcall("liaison_app.rollover.preview.preview", { rollover: frm.doc.name });
	frm.fields_dict.preview_panel.$wrapper.html(preview_html(found));
}

function preview_html(found) {
	const escape = frappe.utils.escape_html;
	const moves = found.grades.map(
		({ from, to, children }) => `<li>${escape(__(from))} → ${escape(__(to))}: ${children}</li>`
	);
	const counts = [
		__("Children already of the new year: {0}", [found.named]),
		__("Children without a grade, who stay so: {0}", [found.without_grade]),
		__("Children who leave: {0}", [found.leaving]),
	].map((sentence) => `<li>${sentence}</li>`);
	return `<div data-liaison="rollover"><ul>${[...moves, ...counts].join("")}</ul>
		${families_html(__("Families that exit: {0}", [found.families_leaving_count]), found.families_leaving)}
		${families_html(
			__("Families whose school has no child of theirs, to be transferred: {0}", [found.families_elsewhere_count]),
			found.families_elsewhere
		)}
		${consents_html(found)}</div>`;
}

function families_html(title, families) {
	return list_html(
		title,
		families.map((row) => [["Family Enrolment", row.enrolment], row.family_name, row.school])
	);
}

function consents_html(found) {
	const title = __("Consents that end before the new year is over: {0}", [found.consents_ending_count]);
	return list_html(
		title,
		found.consents_ending.map((row) => [
			["Family Consent", row.consent],
			row.family_name,
			frappe.datetime.str_to_user(row.last_day),
		])
	);
}

function list_html(title, rows) {
	const escape = frappe.utils.escape_html;
	const items = rows.map(
		([document, name, remark]) =>
			`<li><a href="${frappe.utils.get_form_link(...document)}">${escape(name)}</a>, ${escape(remark)}</li>`
	);
	return `<strong>${title}</strong><ul>${items.join("")}</ul>`;
}
