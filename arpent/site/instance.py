"""The folder that holds what one installation owns: its database, its files and its secret key."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def instance_folder(named: str | None) -> Path:
    """The folder of this installation, made when missing. Raises ImproperlyConfigured if it cannot be written."""
    folder = Path(named) if named else Path.cwd() / "var"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(_unwritable(folder)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(_unwritable(folder))
    return folder.resolve()


def secret_key(folder: Path, given: str | None) -> str:
    """The key given by the environment, else the one kept in the folder, made at the first run."""
    if given:
        return given
    path = folder / "secret.key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text().strip()


def flag(value: str | None) -> bool:
    """Whether an environment variable says yes."""
    return (value or "").strip().lower() in ("1", "yes", "true", "on", "oui")


def _unwritable(folder: Path) -> str:
    return f"Arpent ne peut pas écrire dans « {folder} ». Choisissez un autre dossier : ARPENT_HOME=/chemin make run"
