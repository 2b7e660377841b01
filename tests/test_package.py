"""What is installed finds its banks: from a wheel, and from a checkout."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from terminal import PATIENCE

ROOT = Path(__file__).parent.parent
LICENCES = ("LICENSE", "LICENSE-CONTENT")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    result = subprocess.run(
        [sys.executable, "-c", build, str(folder)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=True,
    )
    return folder / result.stdout.split()[-1]


def test_the_wheel_carries_the_banks_and_their_document(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in ("questions.yaml", "leaflet.md"):
            assert archive.read(f"quiz/{name}") == (ROOT / name).read_bytes()
        scripts = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "quiz = quiz.__main__:main\n" in archive.read(scripts).decode()
        assert "leaflet-quiz = quiz.__main__:main\n" in archive.read(scripts).decode()


def test_the_wheel_carries_every_file_of_the_package(wheel: Path) -> None:
    """Its types (py.typed), word list and templates too, not only modules."""
    files = {str(path.relative_to(ROOT)) for path in (ROOT / "quiz").rglob("*") if path.is_file()}
    with zipfile.ZipFile(wheel) as archive:
        assert {file for file in files if "__pycache__" not in file} <= set(archive.namelist())


def test_the_wheel_names_its_licences_and_carries_them(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        text = archive.read(metadata).decode()
        assert "\nLicense-Expression: MIT AND CC-BY-4.0\n" in text
        for name in LICENCES:
            assert f"\nLicense-File: {name}\n" in text
            assert archive.read(metadata.replace("METADATA", f"licenses/{name}")) == (ROOT / name).read_bytes()


def test_the_source_archive_carries_the_licences(tmp_path: Path) -> None:
    build = "import sys; from hatchling.build import build_sdist; print(build_sdist(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, capture_output=True, check=True)
    (path,) = tmp_path.iterdir()
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {*LICENCES, "CONTRIBUTING.md", "SECURITY.md", "leaflet.md", "questions.yaml", "quiz/py.typed"} <= names


def test_a_wheel_runs_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    """The package as the wheel has it, with the dependencies that are installed here."""
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    code = "import sys, quiz.__main__ as m; sys.stderr.write(m.__file__); sys.argv[1:] = ['banks']; m.main()"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=True,
    )
    assert Path(result.stderr).is_relative_to(site)
    assert "trigger-points" in result.stdout


@pytest.mark.parametrize("command", ["quiz", "leaflet-quiz"])
def test_the_installed_commands_run_from_anywhere(command: str, tmp_path: Path) -> None:
    installed = Path(sys.executable).with_name(command)
    result = subprocess.run(
        [installed, "banks"], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=True
    )
    assert "trigger-points" in result.stdout
