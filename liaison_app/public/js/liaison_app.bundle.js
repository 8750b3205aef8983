import { open_contact_dialog, ContactEntry } from "./contact_dialog";
import { render_family_panel } from "./family_panel";
import { show_safety_instructions } from "./safety";
import { NominationPage } from "./nomination_page";
import { FamilyPicker } from "./family_picker";
import { finish_step, new_step } from "./next_steps";
import { open_status_without_workflow } from "./status_field";
import { render_week } from "./week_panel";
import { offer_work } from "./add_work";
import { activity_link, listen_to_activity } from "./activity";
import {
	family_link,
	listen_to_worklist,
	show_worklist_cards,
	worklist_buttons,
} from "./worklist";
import { row_titles } from "./row_titles";
import { appointment_form, choose_time } from "./appointments";
import { families_of, work_form } from "./work_form";
import { appointment_calendar, appointment_list } from "./appointment_calendar";

frappe.provide("liaison_app");
frappe.provide("frappe.ui.form");

Object.assign(liaison_app, {
	open_contact_dialog,
	render_family_panel,
	show_safety_instructions,
	NominationPage,
	FamilyPicker,
	finish_step,
	new_step,
	open_status_without_workflow,
	render_week,
	offer_work,
	activity_link,
	listen_to_activity,
	family_link,
	listen_to_worklist,
	show_worklist_cards,
	worklist_buttons,
	row_titles,
	appointment_form,
	choose_time,
	families_of,
	appointment_calendar,
	appointment_list,
	work_form,
});

// Wherever the desk makes a new contact or family, it opens ours.
frappe.ui.form.LiaisonContactQuickEntryForm = ContactEntry;
frappe.create_routes["Focus Family"] = "nominate-family";
