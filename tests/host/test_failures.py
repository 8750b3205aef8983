"""What goes wrong on a user's machine is one sentence and a non-zero exit."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from host import cli, debian, disk, download, ports, process, tests_run
from host.__main__ import fits
from host.errors import HostError
from host.paths import CHECKOUT, Paths


def run_host(*arguments, python=sys.executable, **environment):
	"""Run the host's command line, from the checkout."""
	env = {**os.environ, **environment}
	command = [python, "-m", "host", *arguments]
	return subprocess.run(command, cwd=CHECKOUT, env=env, capture_output=True, text=True, check=False)


def test_a_download_with_the_pinned_hash_is_taken(tmp_path):
	file = tmp_path / "some.whl"
	file.write_bytes(b"as pinned")
	assert download.checked(file, hashlib.sha256(b"as pinned").hexdigest()) == file
	assert file.exists()


def test_a_broken_download_is_refused_and_removed(tmp_path):
	file = tmp_path / "some.whl"
	file.write_bytes(b"cut off")
	with pytest.raises(HostError, match=r"some\.whl is broken"):
		download.checked(file, hashlib.sha256(b"as pinned").hexdigest())
	assert not file.exists()


def test_a_broken_file_in_the_cache_is_fetched_again(tmp_path, monkeypatch):
	good = hashlib.sha256(b"as pinned").hexdigest()
	(tmp_path / "some.whl").write_bytes(b"cut off")

	def fetch(command, **options):
		folder = Path(command[command.index("--dest") + 1])
		(folder / "some.whl").write_bytes(b"as pinned")

	monkeypatch.setattr(download, "call", fetch)
	found = download.wheel(Path(sys.executable), "some==1", "some.whl", good, tmp_path, tmp_path / "log")
	assert found.read_bytes() == b"as pinned"


def test_a_given_port_that_is_taken_is_refused():
	with socket.socket() as taken:
		taken.bind((ports.LOOPBACK, 0))
		taken.listen()
		port = taken.getsockname()[1]
		with pytest.raises(HostError, match=f"Port {port} is taken"):
			ports.given(port)
		assert ports.free_near(port) != port
	assert ports.given(port) == port


def test_a_given_port_that_is_none_is_refused():
	with pytest.raises(HostError, match="no port"):
		ports.given(70000)


def test_make_demo_on_a_taken_port_says_so_and_fails():
	with socket.socket() as taken:
		taken.bind((ports.LOOPBACK, 0))
		taken.listen()
		port = taken.getsockname()[1]
		done = run_host("demo", "--port", str(port))
	assert done.returncode == 1
	if "served already" not in done.stderr:
		assert f"Port {port} is taken" in done.stderr
	assert "Traceback" not in done.stderr


def test_too_little_disk_is_refused(tmp_path):
	disk.ensure_room(tmp_path, 1)
	with pytest.raises(HostError, match="too little room on the disk"):
		disk.ensure_room(tmp_path, 10**18)


def test_missing_packages_are_named_in_one_message(tmp_path, monkeypatch):
	monkeypatch.setattr(os, "geteuid", lambda: 1000)
	needed = {"sh": "dash", "no-such-server": "one-server", "no-such-client": "one-client"}
	with pytest.raises(HostError) as raised:
		debian.ensure(tmp_path, needed)
	assert "one-client, one-server" in str(raised.value)
	assert "dash" not in str(raised.value)
	debian.ensure(tmp_path, {"sh": "dash"})


def test_only_pythons_that_frappe_installs_on_fit():
	assert [version for version in [(3, 9), (3, 10), (3, 13), (3, 14)] if fits(version)] == [(3, 10), (3, 13)]


def an_older_python():
	"""A Python before 3.10, if this machine has one."""
	for name in ("python3.9", "python3.8", "python3.7"):
		asked = [name, "-c", "import sys; print(sys.executable)"]
		if shutil.which(name):
			done = subprocess.run(asked, capture_output=True, text=True, check=False)
			if done.returncode == 0:
				return done.stdout.strip()
	return next(iter(map(str, Path.home().glob(".pyenv/versions/3.[6789].*/bin/python3"))), None)


def test_a_wrong_python_gets_a_sentence(tmp_path):
	old = an_older_python()
	if not old:
		pytest.skip("no Python older than 3.10 is here")
	done = run_host("stop", python=old, PATH=str(tmp_path))
	assert done.returncode == 1
	assert "needs Python 3.10, 3.11, 3.12 or 3.13" in done.stderr
	assert "Traceback" not in done.stderr


def test_a_failed_program_is_a_sentence_with_the_end_of_its_log(tmp_path):
	with pytest.raises(HostError) as raised:
		process.call(["sh", "-c", "echo why; exit 3"], log=tmp_path / "log", failed="It failed.")
	assert str(raised.value).startswith("It failed.\n")
	assert "why" in str(raised.value)


def test_a_folder_that_is_no_bench_is_refused(tmp_path):
	with pytest.raises(HostError, match="is no bench"):
		tests_run.ensure_fit(tmp_path, "any.localhost", Paths())


def test_a_site_that_the_bench_has_not_is_refused(tmp_path):
	bench = bench_with(tmp_path, "{}")
	with pytest.raises(HostError, match=r"has no site any\.localhost"):
		tests_run.ensure_fit(bench, "any.localhost", Paths())


def bench_with(tmp_path, config):
	"""A bench with nothing but a site's configuration."""
	(tmp_path / "env" / "bin").mkdir(parents=True)
	(tmp_path / "env" / "bin" / "python").touch()
	site = tmp_path / "sites" / "own.localhost"
	site.mkdir(parents=True)
	(site / "site_config.json").write_text(config)
	(tmp_path / "sites" / "apps.txt").touch()
	return tmp_path


def test_a_site_that_does_not_allow_tests_is_refused(tmp_path):
	bench = bench_with(tmp_path, '{"db_name": "own"}')
	with pytest.raises(HostError, match="does not allow tests") as raised:
		tests_run.ensure_fit(bench, "own.localhost", Paths())
	assert "bench --site own.localhost set-config allow_tests true" in str(raised.value)


def test_a_site_allows_tests_by_its_own_word_or_its_benchs(tmp_path):
	bench = bench_with(tmp_path, '{"allow_tests": true}')
	assert tests_run.allowed_in(bench, "own.localhost")
	(bench / "sites" / "common_site_config.json").write_text('{"allow_tests": true}')
	(bench / "sites" / "own.localhost" / "site_config.json").write_text('{"allow_tests": false}')
	assert not tests_run.allowed_in(bench, "own.localhost")


def test_a_bench_without_a_site_is_refused():
	done = run_host("test", "--bench", "/nowhere")
	assert done.returncode == 1
	assert "BENCH= and SITE= go together" in done.stderr


def test_benchmarks_on_several_sites_are_refused():
	done = run_host("benchmark", "--bench", "/nowhere", "--site", "one.localhost two.localhost")
	assert done.returncode == 1
	assert "The benchmarks run on one site" in done.stderr


def test_each_worker_has_a_site_of_its_own():
	assert cli.sites_for(1) == ["test.localhost"]
	assert cli.sites_for(3) == ["test.localhost", "test-2.localhost", "test-3.localhost"]


@pytest.mark.parametrize(
	("arguments", "words"),
	[
		(["--jobs", "0"], "give 1 or more"),
		(["--jobs", "2", "--bench", "/nowhere", "--site", "one.localhost"], "name several in SITE="),
	],
)
def test_a_number_of_workers_that_cannot_be_is_refused(arguments, words):
	done = run_host("test", *arguments)
	assert done.returncode == 1
	assert words in done.stderr


def test_a_bench_command_keeps_its_options():
	for given in (["--site", "any.localhost", "migrate"], ["console", "--help"], ["--help"]):
		assert cli.parser().parse_args(["bench", *given]).arguments == given
