"""The work of `arpent report`: read, freeze, count, draw, write. Nothing is written before all of it is made."""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from arpent.analysis.dataset import Dataset, freeze_dataset
from arpent.analysis.errors import DatasetError
from arpent.analysis.tables import figures
from arpent.command.columns import Refused, breakdowns, groups, weights
from arpent.command.request import Request
from arpent.instrument.errors import FormRefused
from arpent.instrument.exports import Import, read_export
from arpent.instrument.tables import DataRefused
from arpent.instrument.values import Instrument, text_in
from arpent.instrument.xlsform import read_xlsform
from arpent.reports.charts.draw import draw_all
from arpent.reports.document import ANYONE, Document, Sample, themes_of
from arpent.reports.folder import write_folder
from arpent.reports.typography import listed, quoted, sentence, typeset, whole

SHOWN_MISFITS = 10


def make(request: Request) -> int:
    """Make the report and say in one line what was left out. Returns 1 when something was refused."""
    if not settings.configured:
        settings.configure(USE_I18N=False)  # templates ask; the site's own settings are not needed
    try:
        print(_made(request, datetime.now(UTC)))
    except (Refused, FormRefused, DataRefused, DatasetError) as reason:
        print(f"{reason}\nRien n’a été écrit.", file=sys.stderr)
        return 1
    except OSError as error:
        place = quoted(str(error.filename or request.out))
        print(f"{place} : {_trouble(error)}. Rien n’a été écrit.", file=sys.stderr)
        return 1
    return 0


TROUBLES: Mapping[type[OSError], str] = {
    FileNotFoundError: "ce fichier n’existe pas. Vérifiez son nom",
    PermissionError: "l’accès est refusé. Choisissez un autre dossier, ou demandez-en le droit",
    IsADirectoryError: "c’est un dossier. Donnez un fichier",
    NotADirectoryError: "c’est un fichier. Donnez un dossier",
    FileExistsError: "c’est un fichier. Donnez un dossier",
}


def _trouble(error: OSError) -> str:
    return TROUBLES.get(type(error), f"{error.strerror}. Choisissez un autre fichier ou dossier")


def _made(request: Request, now: datetime) -> str:
    instrument = read_xlsform(request.form.read_bytes(), request.form.name).instrument
    edition = _edition(instrument, request.language)
    answers = read_export(request.data.read_bytes(), request.data.name, instrument, now.date())
    _say_misfits(answers)
    with tempfile.TemporaryDirectory() as scratch, _bar() as bar:
        dataset = _frozen(Path(scratch) / "frozen", request, instrument, answers)
        counted = figures(dataset, by=request.by, threshold=request.threshold, edition=edition)
        found = [figure for figure in counted if figure.question not in answers.absent]
        document = Document(
            title=text_in(instrument.title, edition, request.form.stem),
            digest=dataset.sha256,
            themes=themes_of([(figure, ANYONE) for figure in found]),
            samples=(Sample(ANYONE, len(answers.lines)),),
            frozen_on=now.date(),
            threshold=request.threshold,
            left_out=tuple(_left_out(request, dataset, answers)),
            language=edition,
        )
        drawing = bar.add_task("Dessins", total=len(found))
        charts = draw_all(document, lambda done, _total: bar.update(drawing, completed=done))
        writing = bar.add_task("Fichiers", total=6)
        write_folder(request.out, document, charts, dataset, made_at=now, step=lambda _: bar.advance(writing))
        return _summary(request, document, dataset, answers)


@contextmanager
def _bar() -> Iterator[Progress]:
    columns = (TextColumn("{task.description:9}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield bar


def _edition(instrument: Instrument, wanted: str) -> str:
    if wanted and wanted not in instrument.editions:
        raise Refused(
            typeset(f"--lang {wanted} : le questionnaire ne parle pas cette langue. ")
            + f"Choisissez parmi {', '.join(instrument.editions)}."
        )
    return wanted or instrument.default_edition


def _frozen(folder: Path, request: Request, instrument: Instrument, answers: Import) -> Dataset:
    asked = {question.name for question in instrument.questions() if question.kind.is_asked}
    variables = breakdowns(request.by, instrument, answers)
    return freeze_dataset(
        folder,
        instrument,
        {name: column for name, column in answers.columns.items() if name in asked},
        association=groups("--cluster", request.cluster, answers) if request.cluster else None,
        region=groups("--stratum", request.stratum, answers) if request.stratum else None,
        weight=weights("--weight", request.weight, answers) if request.weight else None,
        variables=variables,
        labels={name: {"": name} for name in variables},
    )


def _say_misfits(answers: Import) -> None:
    for misfit in answers.misfits[:SHOWN_MISFITS]:
        print(misfit, file=sys.stderr)
    if len(answers.misfits) > SHOWN_MISFITS:
        more = len(answers.misfits) - SHOWN_MISFITS
        print(f"… et {whole(more)} autres, dans « Ce que ce rapport ne montre pas ».", file=sys.stderr)


def _left_out(request: Request, dataset: Dataset, answers: Import) -> Iterator[str]:
    """What the report does not show, for its page on method."""
    for name, kind in dataset.codebook.left_out.items():
        yield f"Question {quoted(name)} ({kind}) : les mots et les dates ne deviennent pas des chiffres"
    if answers.absent:
        yield f"Questions sans colonne dans les réponses : {listed(list(answers.absent))}"
    unused = [name for name in answers.leftover if name not in _used(request)]
    if unused:
        yield f"Colonnes qui ne répondent à aucune question : {listed(unused)}"
    if answers.ignored_columns:
        yield f"Colonnes techniques : {listed(list(answers.ignored_columns))}"
    yield from map(str, answers.misfits)


def _used(request: Request) -> set[str]:
    return {request.weight, request.cluster, request.stratum, *request.by}


def _summary(request: Request, document: Document, dataset: Dataset, answers: Import) -> str:
    """One line: what was made, then what was left out."""
    unused = [name for name in answers.leftover if name not in _used(request)]
    counts: Mapping[str, int] = {
        "cellule qui ne convient pas": len(answers.misfits),
        "colonne sans question": len(unused),
        "question sans colonne": len(answers.absent),
        "question de mots ou de dates": len(dataset.codebook.left_out.keys() - set(answers.absent)),
    }
    out = [f"{whole(count)} {_plural(words, count)}" for words, count in counts.items() if count]
    figures_made = sum(1 for _ in document.sections())
    made = f"{whole(len(answers.lines))} réponses, {figures_made} figures : {request.out}"
    return sentence(f"{made}. Laissé de côté : {listed(out)}") if out else sentence(made)


def _plural(words: str, count: int) -> str:
    if count < 2:
        return words
    first, rest = words.split(" ", 1)
    return f"{first}s {rest.replace('convient', 'conviennent')}"
