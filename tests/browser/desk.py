"""The desk as a person sees it, on our own marks in the page, which are the same on every version."""


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
			self.page.wait_for_function("window.cur_list?.doctype === 'ToDo' && window.liaison_app")
		self.page.evaluate("route => frappe.set_route(...route)", list(route))
		return self

	def tap(self, selector: str) -> "Desk":
		"""Touch the one visible element that a selector names."""
		self.taps += 1
		self.page.locator(f"{selector}:visible").first.click()
		return self

	def choose(self, choice: str, label: str) -> "Desk":
		"""Touch a button of the contact dialog: choose("outcome", "Reached")."""
		self.taps += 1
		self.chip(choice, label).locator(".liaison-chip-face").click()
		return self

	def chip(self, choice: str, label: str):
		"""A button of the contact dialog."""
		return self.dialog().locator(f"[data-choice={choice}] label.liaison-chip", has_text=label).first

	def dialog(self):
		"""The open contact dialog."""
		return self.page.locator("[data-liaison=contact-dialog]:visible")

	def save_contact(self) -> dict:
		"""Touch Save; the server's answer, as JSON."""
		self.taps += 1
		with self.page.expect_response(lambda answer: "quick_log.log_contact" in answer.url) as waiting:
			self.dialog().locator(".btn-primary:visible").click()
		return waiting.value.json()

	def see(self, selector: str, text: str | None = None):
		"""Wait until an element is to be seen, and give it."""
		found = self.page.locator(selector, has_text=text) if text else self.page.locator(selector)
		visible = found.locator("visible=true").first
		visible.wait_for()
		return visible

	def is_refused(self) -> None:
		"""Wait until the desk says, in its version's words, that there is nothing here for this user."""
		self.page.wait_for_function("/permi|not found|not allowed/i.test(document.body.innerText)")

	def message(self) -> str:
		"""The sentence that the host shows."""
		return self.see(".msgprint").inner_text()
