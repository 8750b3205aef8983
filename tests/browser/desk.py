"""The desk as a person sees it, on our own marks in the page, which are the same on every version."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: A hand is slower than a script: the desk draws a form again a moment after a field was filled, and empties
#: what is half typed into another.
PAUSE_MILLISECONDS = 400
#: How long a hand waits for what a field offers before it types again.
PATIENCE_MILLISECONDS = 15_000
#: What a link field offers: another element in newer hosts, and for a field in a table's row in another place.
OFFER = ".awesomplete :is(li, [role=option])"


class Desk:
	"""A page of the desk. `taps` counts what the person touched through it; `errors` what broke in scripts."""

	def __init__(self, page) -> None:
		self.page = page
		self.taps = 0
		self.errors: list[str] = []
		page.on("pageerror", lambda error: self.errors.append(error.stack or str(error)))

	def go(self, *route: str) -> "Desk":
		"""Open a route of the desk, such as ("Form", "Focus Family", name)."""
		if not self.page.url.startswith("http"):
			# Not at a workspace: the host still draws that when the test has gone on, and stumbles.
			self.page.goto("/app/todo")
			# A list that is still being drawn would take the next form's place.
			self.see(".frappe-list :is(.no-result, .list-row-container)")
			self.page.wait_for_function("window.cur_list?.doctype === 'ToDo' && window.liaison_app")
			self.settle()
		self.page.evaluate("route => frappe.set_route(...route)", list(route))
		return self

	def tap(self, selector: str) -> "Desk":
		"""Touch the one visible element that a selector names."""
		self.taps += 1
		self.page.locator(f"{selector}:visible").first.click()
		return self

	def choose(self, choice: str, label: str) -> "Desk":
		"""Touch a button of the dialog that is open: choose("outcome", "Reached")."""
		self.taps += 1
		self.chip(choice, label).locator(".liaison-chip-face").click()
		return self

	def chip(self, choice: str, label: str):
		"""A button of the dialog that is open."""
		chips = self.page.locator(f".liaison-dialog:visible [data-choice={choice}] label.liaison-chip")
		return chips.filter(has_text=label).first

	def dialog(self):
		"""The open contact dialog."""
		return self.page.locator("[data-liaison=contact-dialog]:visible")

	def set_moment(self, name: str, moment: str) -> "Desk":
		"""Set date and time in the phone's own picker."""
		self.taps += 1
		self.see(f"input[data-liaison={name}]").fill(moment.replace(" ", "T")[:16])
		return self

	@contextmanager
	def finishing(self, actions: list[str]) -> Iterator[None]:
		"""Press what the workflow wants before the end, then the page's own button: its dialog is open here.

		actions: what leads to the end, the last one being the one that ends it.
		"""
		*before, last = actions
		for action in before:
			self.press(action)
		self.tap("[data-liaison=finish]").see("[data-liaison=finish-dialog]")
		self.choose("ending", last)
		yield
		with self.page.expect_response(lambda answer: "finishing.finish" in answer.url):
			self.tap("[data-liaison=finish-dialog] .btn-primary")

	def reaches(self, status: str) -> "Desk":
		"""Wait until the open document has a status."""
		self.page.wait_for_function("status => cur_frm.doc.status === status", arg=status)
		return self.settle()

	def save_contact(self) -> dict:
		"""Touch Save; the server's answer, as JSON."""
		self.taps += 1
		with self.page.expect_response(lambda answer: "quick_log.log_contact" in answer.url) as waiting:
			self.dialog().locator(".btn-primary:visible").click()
		return waiting.value.json()

	def see(self, selector: str, text: str | re.Pattern | None = None):
		"""Wait until an element is to be seen, and give it."""
		found = self.page.locator(selector, has_text=text) if text else self.page.locator(selector)
		visible = found.locator("visible=true").first
		visible.wait_for()
		return visible

	def is_form_of(self, doctype: str) -> "Desk":
		"""Wait until a form of this DocType is open and at rest."""
		self.page.wait_for_function(
			"doctype => window.cur_frm?.doctype === doctype && cur_frm.doc", arg=doctype
		)
		return self.settle()

	def settle(self) -> "Desk":
		"""Wait until the desk has the answers to all that it asked: what they fill must not fall upon what is typed."""
		self.page.evaluate("() => frappe.after_ajax()")
		return self

	def pause(self) -> "Desk":
		"""As long as a hand takes from one field to the next."""
		self.page.wait_for_timeout(PAUSE_MILLISECONDS)
		return self

	def type(self, field: str, text: str, within: str = ".form-page") -> "Desk":
		"""Type into a field, and leave it."""
		self.taps += 1
		box = (
			self.settle()
			.page.locator(f"{within} [data-fieldname={field}] :is(input, textarea):visible")
			.first
		)
		box.fill(text)
		box.blur()
		return self.pause()

	def count(self, field: str, people: int) -> "Desk":
		"""Type a number. The host selects what stands in such a field a moment after it is entered."""
		self.taps += 1
		box = self.see(f".form-page [data-fieldname={field}] input")
		box.fill(str(people))
		self.pause()
		box.blur()
		return self.pause()

	def pick(self, field: str, words: str, within: str = ".form-page") -> "Desk":
		"""Type into a link field, and take what it then offers."""
		self.taps += 1
		control = (
			self.settle().pause().page.locator(f"{within} [data-fieldname={field}]:has(input):visible").first
		)
		self._offered(control.locator("input"), words).click()
		return self.settle().pause()

	def _offered(self, box, words: str):
		"""What a link field offers for words. A form that was drawn anew meanwhile offers nothing: it is typed again."""
		from playwright.sync_api import TimeoutError as NothingOffered

		offer = self.page.locator(OFFER, has_text=words).locator("visible=true").first
		for _try in range(3):
			box.fill(words)
			with suppress(NothingOffered):
				offer.wait_for(timeout=PATIENCE_MILLISECONDS)
				break
		return offer

	def select(self, field: str, option: str, within: str = ".form-page") -> "Desk":
		"""Choose an option of a field."""
		self.taps += 1
		self.page.locator(f"{within} [data-fieldname={field}] select:visible").first.select_option(option)
		return self

	def add_row(self, table: str, field: str, words: str) -> "Desk":
		"""Touch Add Row of a table, and take what the new row's link field offers."""
		rows = self.page.locator(f".form-page [data-fieldname={table}] .grid-body .grid-row")
		before = rows.count()
		self.tap(f"[data-fieldname={table}] .grid-add-row")
		with self.open_row(rows.nth(before)) as row:
			self.pick(field, words, within=row)
		return self

	@contextmanager
	def open_row(self, row) -> Iterator[str]:
		"""Touch Edit of a table's row; where its fields then are. They close in the end."""
		self.taps += 2
		row.locator(".btn-open-row").click()
		yield ".grid-row-open"
		self.see(".grid-row-open .grid-collapse-row").click()
		self.page.locator(".grid-row-open").wait_for(state="detached")

	def save(self) -> str:
		"""Touch Save; the document's name."""
		self.taps += 1
		with self.page.expect_response(lambda answer: "savedocs" in answer.url):
			self.see(".primary-action", "Save").click()
		self.page.wait_for_function("() => !cur_frm.is_new() && !cur_frm.is_dirty()")
		return self.page.evaluate("() => cur_frm.doc.name")

	def press(self, action: str) -> "Desk":
		"""Press a button of the workflow, and Yes where the host asks whether one is sure."""
		self.taps += 1
		self.see(".actions-btn-group > button").click()
		with self.page.expect_response(lambda answer: "apply_workflow" in answer.url):
			self.see(".actions-btn-group .dropdown-item", action).click()
			if self.page.locator(".modal.show .btn-primary:visible").count():
				self.tap(".modal.show .btn-primary")
		return self.settle()

	def menu(self, label: str, phone: bool = False, under: str = "Actions") -> "Desk":
		"""Touch an entry of a menu of an open form. A phone keeps the form's own buttons in its menu."""
		self.settle()
		if phone:
			self.tap(".menu-btn-group > button").see(".menu-btn-group .dropdown-item", label).click()
		else:
			self.tap(f".custom-actions .btn:has-text('{under}')")
			self.see(".custom-actions .dropdown-item, .dropdown-menu.show .dropdown-item", label).click()
		return self

	def button(self, label: str, phone: bool = False) -> "Desk":
		"""Touch a button of an open form's own."""
		return (
			self.menu(label, phone)
			if phone
			else self.settle().tap(f".custom-actions .btn:has-text('{label}')")
		)

	def fits(self) -> bool:
		"""Whether nothing of the page is beyond its right edge, from where the host's own alerts slide in."""
		return self.page.evaluate(
			"""() => {
				document.querySelectorAll(".desk-alert").forEach((alert) => alert.remove());
				return document.documentElement.scrollWidth <= window.innerWidth;
			}"""
		)

	def look(self, name: str) -> "Desk":
		"""Keep a picture where somebody asks for pictures (LIAISON_PICTURES)."""
		if folder := os.environ.get("LIAISON_PICTURES"):
			size = "phone" if self.page.viewport_size["width"] < 500 else "desktop"
			self.settle().pause().page.screenshot(path=str(Path(folder) / f"{name}-{size}.png"))
		return self

	def is_refused(self) -> None:
		"""Wait until the desk says, in its version's words, that there is nothing here for this user."""
		self.page.wait_for_function("/permi|not found|not allowed/i.test(document.body.innerText)")

	def message(self) -> str:
		"""The sentence that the host shows."""
		return self.see(".msgprint").inner_text()

	def close_message(self) -> "Desk":
		"""Close what the host shows, to get on with what is behind it."""
		self.page.locator(".msgprint-dialog .btn-modal-close:visible").click()
		self.page.locator(".msgprint-dialog").first.wait_for(state="hidden")
		return self
