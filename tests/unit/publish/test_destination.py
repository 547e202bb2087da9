"""What the setting `publish_to` may say."""

from __future__ import annotations

from pathlib import Path

import pytest
from aivm.problems import Severity
from aivm.publish.destination import destination


@pytest.mark.parametrize(
    ("text", "root", "kind"),
    [
        ("sftp://moi@ssh.exemple.org/www", ':sftp,host="ssh.exemple.org",user="moi":www', "sftp"),
        (
            "sftp://moi@ssh.exemple.org:2222//var/www/",
            ':sftp,host="ssh.exemple.org",user="moi",port="2222":/var/www',
            "sftp",
        ),
        (
            "ftps://moi%40asso@ftp.exemple.org",
            ':ftp,host="ftp.exemple.org",user="moi@asso",explicit_tls="true":',
            "ftps",
        ),
        ("ftps://moi@ftp.exemple.org:990", ':ftp,host="ftp.exemple.org",user="moi",port="990",tls="true":', "ftps"),
        (
            "webdavs://moi@nuage.exemple.org/dav/site",
            ':webdav,url="https://nuage.exemple.org",user="moi":dav/site',
            "webdavs",
        ),
        (
            "s3://seau/site?endpoint=https://s3.exemple.org&region=fr-par",
            ':s3,provider="Other",env_auth="true",no_check_bucket="true",endpoint="https://s3.exemple.org",'
            'region="fr-par":seau/site',
            "s3",
        ),
        ("serveur:www", "serveur:www", "rclone"),
        (":sftp,host=a:www", ":sftp,host=a:www", "rclone"),
    ],
)
def test_addresses(text: str, root: str, kind: str, tmp_path: Path) -> None:
    """Each kind becomes what rclone reads, and keeps the words that messages print."""
    found, problems = destination(text, tmp_path)

    assert problems == []
    assert found is not None
    assert (found.name, found.root, found.kind) == (text, root, kind)


def test_a_channel_that_hides_nothing_is_an_advice(tmp_path: Path) -> None:
    """Plain FTP works, and says what it shows on the way."""
    found, (problem,) = destination("ftp://moi@ftp.exemple.org/www", tmp_path)

    assert found is not None
    assert problem.severity is Severity.ADVICE
    assert "« ftps »" in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        *("", "À COMPLÉTER", "sftp://ssh.exemple.org/www", "sftp://moi:secret@ssh.exemple.org/www", "gopher://a/b"),
        *(
            "sftp://moi@a:port/www",
            ":sftp,host=a,pass=abc:www",
            "s3://seau?endpoint=javascript:x",
            ".",
            "..",
            "content",
        ),
    ],
)
def test_what_cannot_be_a_destination(text: str, tmp_path: Path) -> None:
    """One fatal problem that names the setting, and never repeats a password."""
    found, (problem,) = destination(text, tmp_path)

    assert found is None
    assert problem.severity is Severity.FATAL
    assert problem.hint
    assert "secret" not in str(problem)
    assert "abc" not in str(problem)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("https://moi@nuage.exemple.org/site", "« webdavs »"),
        ("scp://moi@ssh.exemple.org/www", "« sftp »"),
        ("moi@ssh.exemple.org:www", "« sftp://moi@ssh.exemple.org/www »"),
        ("moi@ssh.exemple.org:/www", "« sftp://moi@ssh.exemple.org//www »"),
        ("sftp://moi@ssh.exemple.org:99999/www", "sftp://"),
    ],
)
def test_what_was_meant_is_proposed(text: str, remedy: str, tmp_path: Path) -> None:
    """The words of a browser and of « scp » are understood well enough to say how to write them here."""
    found, (problem,) = destination(text, tmp_path)

    assert found is None
    assert remedy in problem.hint


def test_folders(tmp_path: Path) -> None:
    """A folder of this machine, from the project; not a file."""
    (tmp_path / "projet").mkdir()
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    found, _ = destination("../www", tmp_path / "projet")

    assert found is not None
    assert found.root == (tmp_path / "www").as_posix()
    assert found.at(".publication/etat.json") == f"{found.root}/.publication/etat.json"
    assert destination("../fichier", tmp_path / "projet")[0] is None
