import { open_contact_dialog, ContactEntry } from "./contact_dialog";
import { render_adult_panel, render_family_panel } from "./family_panel";
import { get_card, show_safety_instructions } from "./safety";
import { can_write_to_families, open_message_dialog } from "./message_dialog";
import { NominationPage } from "./nomination_page";
import { show_person_names } from "./person_names";
import { open_handover_dialog } from "./handover_dialog";
import { open_transfer_dialog } from "./transfer_dialog";
import { FamilyPicker } from "./family_picker";
import { finish_step, new_step } from "./next_steps";
import { open_status_without_workflow } from "./status_field";
import { write_while_new } from "./new_form";
import { render_week } from "./week_panel";
import { offer_work } from "./add_work";
import { activity_link, listen_to_activity } from "./activity";
import {
	family_link,
	listen_to_worklist,
	show_worklist_cards,
	worklist_buttons,
} from "./worklist";
import {
	activity_name_link,
	listen_to_team_worklist,
	show_team_cards,
	team_buttons,
} from "./team_worklist";
import { adults_of, liaisons_of } from "./link_queries";
import { known_value, records_link } from "./record_links";
import { own_liaison_filter, own_school_filter } from "./report_filters";
import { show_figure_cards, show_row_cards } from "./report_cards";
import { row_titles, with_moment } from "./row_titles";
import { appointment_form, choose_time, propose_language } from "./appointments";
import { families_of, work_form } from "./work_form";
import { show_check_in } from "./check_in";
import { WhoIsOut } from "./who_is_out";
import { appointment_calendar, appointment_list } from "./appointment_calendar";
import { keep_words_in_conflicts } from "./conflict";
import { keep_typed, send, tell_of_saves_without_answer, typed_dialog } from "./send";
import { stay_when_session_ends } from "./session_end";
import { options_of } from "./text";
import { consent_state } from "./consents";
import { open_erasure_dialog } from "./erasure_dialog";
import { show_workflow_once } from "./workflow_form";
import { give_reason, status_after } from "./workflow_reason";
import {
	forget_form,
	render_balance,
	render_meetings,
	render_plan,
	render_preparations,
} from "./partnership";
import { propose_only_school } from "./own_school";
import { name_link } from "./link_names";
import { open_evaluation } from "./evaluation_dialog";
import { render_review } from "./year_review";
import { offer_next_plan } from "./next_plan";
import { render_attendance, render_events } from "./events";
import { offer_children, render_sessions } from "./after_school";

frappe.provide("liaison_app");
frappe.provide("frappe.ui.form");

Object.assign(liaison_app, {
	open_contact_dialog,
	can_write_to_families,
	open_message_dialog,
	render_family_panel,
	render_adult_panel,
	show_safety_instructions,
	show_person_names,
	get_card,
	open_handover_dialog,
	open_transfer_dialog,
	NominationPage,
	FamilyPicker,
	finish_step,
	new_step,
	open_status_without_workflow,
	write_while_new,
	render_week,
	offer_work,
	activity_link,
	listen_to_activity,
	family_link,
	listen_to_worklist,
	show_worklist_cards,
	worklist_buttons,
	activity_name_link,
	listen_to_team_worklist,
	show_team_cards,
	team_buttons,
	adults_of,
	liaisons_of,
	known_value,
	records_link,
	own_liaison_filter,
	own_school_filter,
	options_of,
	show_figure_cards,
	show_row_cards,
	row_titles,
	with_moment,
	appointment_form,
	choose_time,
	propose_language,
	families_of,
	appointment_calendar,
	appointment_list,
	work_form,
	show_check_in,
	WhoIsOut,
	consent_state,
	open_erasure_dialog,
	send,
	typed_dialog,
	keep_typed,
	give_reason,
	status_after,
	forget_form,
	render_balance,
	render_meetings,
	render_plan,
	render_preparations,
	name_link,
	propose_only_school,
	open_evaluation,
	render_review,
	offer_next_plan,
	render_attendance,
	render_events,
	offer_children,
	render_sessions,
});

stay_when_session_ends();
tell_of_saves_without_answer();
keep_words_in_conflicts();
show_workflow_once();

// Wherever the desk makes a new contact or family, it opens ours.
frappe.ui.form.LiaisonContactQuickEntryForm = ContactEntry;
frappe.create_routes["Focus Family"] = "nominate-family";
