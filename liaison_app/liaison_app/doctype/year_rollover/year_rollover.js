frappe.ui.form.on("Year Rollover", {
	refresh(frm) {
		if (frm.is_new()) {
			return;
		}
		const { status } = frm.doc;
		if (status !== "Draft") {
			frm.disable_save();
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
	frappe.confirm(__("Bring all children to {0}? This is not undone.", [frm.doc.school_year]), async () => {
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
		)}</div>`;
}

function families_html(title, families) {
	const escape = frappe.utils.escape_html;
	const rows = families.map(
		({ enrolment, family_name, school }) =>
			`<li><a href="${frappe.utils.get_form_link("Family Enrolment", enrolment)}">${escape(family_name)}</a>, ${escape(school)}</li>`
	);
	return `<h6>${title}</h6><ul>${rows.join("")}</ul>`;
}
