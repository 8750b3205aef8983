"""Steps are made once, again when their inputs change, and again when they were interrupted."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from host import setup
from host.errors import HostError
from host.lock import only_one
from host.paths import CHECKOUT, Paths
from host.process import Daemon, started_at
from host.site import Site
from host.steps import Steps, fingerprint, write_atomically


def test_a_step_is_made_once_for_the_same_inputs(tmp_path):
	steps, made = Steps(tmp_path), []
	assert steps.run("one", "one", "a", lambda: made.append("a"))
	assert not steps.run("one", "one", "a", lambda: made.append("again"))
	assert steps.run("one", "one", "b", lambda: made.append("b"))
	assert made == ["a", "b"]


def test_an_interrupted_step_is_made_again(tmp_path):
	steps = Steps(tmp_path)
	steps.run("one", "one", "a", lambda: None)

	def interrupted():
		raise KeyboardInterrupt

	with pytest.raises(KeyboardInterrupt):
		steps.run("one", "one", "b", interrupted)
	assert not steps.is_done("one", "a")
	assert not steps.is_done("one", "b")


def test_a_fingerprint_follows_contents_and_names(tmp_path):
	(tmp_path / "a.py").write_text("one")
	first = fingerprint(tmp_path)
	(tmp_path / "__pycache__").mkdir()
	(tmp_path / "__pycache__" / "a.pyc").write_text("made")
	assert fingerprint(tmp_path) == first
	(tmp_path / "a.py").write_text("two")
	second = fingerprint(tmp_path)
	(tmp_path / "a.py").rename(tmp_path / "b.py")
	assert len({first, second, fingerprint(tmp_path)}) == 3


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
	file = tmp_path / "config.json"
	write_atomically(file, "{}")
	with pytest.raises(TypeError):
		write_atomically(file, None)
	assert file.read_text() == "{}"


def test_the_first_failure_of_parallel_steps_is_told(monkeypatch):
	ended = []
	monkeypatch.setattr(setup.process, "end_children", lambda: ended.append(True))

	def fails():
		raise HostError("This one.")

	with pytest.raises(HostError, match="This one"):
		setup.together(lambda: None, fails)
	assert ended


def test_a_daemon_is_remembered_and_stopped_with_all_that_it_started(tmp_path):
	daemon = Daemon("sleeper", tmp_path, tmp_path)
	daemon.start(["sh", "-c", "sleep 60 & echo $!; wait"], port=7)
	again = Daemon("sleeper", tmp_path, tmp_path)
	assert again.remembered()["port"] == 7
	while not (grandchild := again.log.read_text().strip()):
		time.sleep(0.01)
	again.stop()
	assert not again.remembered()
	# A busy machine's init takes a moment to clear away what has ended.
	deadline = time.monotonic() + 10
	while started_at(int(grandchild)) is not None and time.monotonic() < deadline:
		time.sleep(0.01)
	assert started_at(int(grandchild)) is None


def test_a_record_of_a_process_that_is_gone_counts_no_more(tmp_path):
	daemon = Daemon("gone", tmp_path, tmp_path)
	daemon.record.write_text(json.dumps({"pid": os.getpid(), "started": "1"}))
	assert not daemon.remembered()
	daemon.stop()
	assert started_at(os.getpid()) is not None


HOLDER = """
import sys, time
from pathlib import Path
from host.lock import only_one
with only_one(Path(sys.argv[1]), "it"):
	print("held", flush=True)
	time.sleep(60)
"""


def test_a_lock_ends_with_a_killed_holder(tmp_path):
	lock = tmp_path / "lock"
	command = [sys.executable, "-c", HOLDER, str(lock)]
	holder = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
	assert holder.stdout.readline() == "held\n"
	second = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
	assert second.stdout.readline().startswith("Waiting: it is under way")
	holder.send_signal(signal.SIGKILL)
	assert second.stdout.readline() == "held\n"
	second.kill()
	for one in (holder, second):
		one.wait()
		one.stdout.close()
	with only_one(lock, "it"):
		pass


def test_a_site_that_is_made_again_gets_the_app_again(tmp_path, monkeypatch):
	app = tmp_path / "liaison_app"
	app.mkdir()
	told = Site("a.localhost", Paths(tmp_path), services=None)
	ran = []
	monkeypatch.setattr(told, "run", lambda *_args, **_more: told.folder.mkdir(parents=True, exist_ok=True))
	monkeypatch.setattr(told, "run_inside", lambda script, *_args, **_more: ran.append(script))
	monkeypatch.setattr(told, "_root", list)
	monkeypatch.setattr(told, "_make_dump", lambda: None)
	monkeypatch.setattr(told, "configure", lambda: None)
	told.ensure("inputs", anew=False)
	# As after a change of what the app does not read, such as the answers to the setup wizard.
	told.forget()
	told.ensure("inputs", anew=False)
	assert ran.count("sync_app.py") == 2
