"""`./concord test`: what it runs and what it says at the end."""

import sys
from pathlib import Path

import pytest

from crm.embedded import browser, checks
from crm.embedded.checks import Check
from crm.embedded.places import DataFolder


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find", lambda: Path("/usr/bin/chromium"))


def _python(code: str) -> list[str | Path]:
    return [sys.executable, "-S", "-c", code]


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize(
    ("check", "pytest_code", "expected"),
    [("", "", 0), ("raise SystemExit(1)", "", 1), ("", "raise SystemExit(2)", 2)],
)
def test_it_fails_when_anything_fails_and_closes_with_pytests_line(
    check: str,
    pytest_code: str,
    expected: int,
    beside: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setattr(checks, "checks", lambda python: [Check("Lint", _python(check), beside=beside)])
    script = tmp_path / "python"
    script.write_text(f"#!{sys.executable} -S\nprint('3 passed in 0.01s')\n{pytest_code}\n")
    script.chmod(0o755)

    code = checks.run(data=DataFolder(tmp_path), python=script, args=[])

    said = capfdbinary.readouterr().out.decode().strip().splitlines()
    assert code == expected
    assert said[-1] == "3 passed in 0.01s"
    assert any("besides the tests: Lint" in line for line in said) == bool(check)


@pytest.mark.usefixtures("found")
def test_nothing_of_the_running_site_reaches_the_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://production/concord")
    monkeypatch.setenv("CONCORD_DB_ROLE", "owner")
    environment = checks.environment(DataFolder(tmp_path))
    assert not {"DATABASE_URL", "CONCORD_DB_ROLE"} & environment.keys()
    assert environment["CONCORD_CHROMIUM"] == "/usr/bin/chromium"


def test_without_a_browser_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("CONCORD_CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "install", lambda: None)
    assert "CONCORD_CHROMIUM" not in checks.environment(DataFolder(tmp_path))
    assert "the browser tests are left out" in capsys.readouterr().err


def test_a_browser_that_does_not_start_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCORD_CHROMIUM", "/bin/false")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.find() is None
