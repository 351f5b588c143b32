"""Pictures of packs, brought in by an organisation and shown by a version, each with its credit."""

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from arpent.surveys.actions import erase_files, stored_name
from arpent.surveys.attachments import Upload, ending_of, plain_name
from arpent.surveys.models import Attachment, Picture, PicturePack, Version
from arpent.ui.pictos import slug

IMAGES = (".png", ".jpg", ".jpeg", ".webp")


@transaction.atomic
def add_pictures(*, pack: PicturePack, files: Sequence[Upload]) -> int:
    """Keep these pictures, each found by the words of its file name; those whose words are taken are left."""
    added = 0
    for file in files:
        words = words_of(file.name or "")
        if not pack.pictures.filter(words=words).exists():
            picture = Picture(pack=pack, words=words)
            picture.file.save(stored_name(file.name or ""), file, save=True)
            added += 1
    return added


def words_of(name: str) -> str:
    """`ma_maison-bleue.png` → « ma maison bleue »."""
    stem = PurePath(plain_name(name)).stem
    return " ".join(stem.replace("_", " ").replace("-", " ").split())[:200] or "image"


@transaction.atomic
def attach_picture(*, version: Version, picture: Picture) -> str:
    """The version keeps a copy of its own, with its credit; the name under which a question shows it."""
    pack = picture.pack
    name = (
        f"{slug(pack.name)[:60]}-{slug(picture.words)[:60]}-{picture.pk}{ending_of(str(picture.file.name))}"
    )
    if not version.attachments.filter(name=name).exists():
        kept = Attachment(
            version=version, name=name, credit=pack.credit[:300], restricted=not pack.may_travel
        )
        with picture.file.open("rb") as content:
            kept.file.save(stored_name(name), ContentFile(content.read()), save=True)
    return name


@transaction.atomic
def remove_pack(*, pack: PicturePack) -> None:
    """Take a pack away. The versions that show its pictures keep their copies."""
    files = [picture.file for picture in pack.pictures.all()]
    pack.delete()
    transaction.on_commit(partial(erase_files, files))


@transaction.atomic
def drop_picture(*, picture: Picture) -> None:
    """Take one picture away, with its file."""
    file = picture.file
    picture.delete()
    transaction.on_commit(partial(erase_files, [file]))
