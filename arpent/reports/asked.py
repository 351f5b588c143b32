"""To whom a question was put: to everyone, or only to those it concerns, as the routing of the questionnaire says.

A sentence speaks of those who were asked and of nobody else. What is hidden stays so: a panel whose counts may not
be shown says nothing of its routing.
"""

from collections.abc import Mapping

from arpent.analysis.figures import Figure
from arpent.instrument.values import Missing
from arpent.reports.document import Audience
from arpent.reports.typography import whole


def is_routed(figure: Figure) -> bool:
    """Whether some people were not asked."""
    return bool((figure.overall.missing or {}).get(Missing.NOT_ASKED, 0))


def those(figure: Figure, audience: Audience) -> str:
    """Those of whom the figure speaks: « familles », « familles à qui la question est posée »."""
    return (
        f"{audience.plural} {_toward(figure)} la question est posée" if is_routed(figure) else audience.plural
    )


def everyone(figure: Figure, audience: Audience) -> str:
    """All those an interval speaks of: « toutes les familles », « toutes celles que la question concerne »."""
    if not is_routed(figure):
        return audience.everyone
    return f"{'toutes celles' if audience.feminine else 'tous ceux'} que la question concerne"


def asked_in_words(figure: Figure, audience: Audience) -> tuple[str, str] | None:
    """The fact to print beside the figure: « Question posée à », « 181 familles sur 378 ». None when all were asked,
    or when it may not be said."""
    counts, n = figure.overall.missing, figure.overall.n
    if counts is None or n is None or not is_routed(figure):
        return None
    asked = n + _put_to(counts)
    everybody = asked + counts[Missing.NOT_ASKED]
    head = "Question posée pour" if figure.voice == "proxy" else "Question posée à"
    return head, f"{whole(asked)} {audience.plural} sur {whole(everybody)}"


def _put_to(counts: Mapping[str, int]) -> int:
    """Those who were asked and gave no answer that counts."""
    return sum(count for reason, count in counts.items() if reason != Missing.NOT_ASKED)


def _toward(figure: Figure) -> str:
    return "pour qui" if figure.voice == "proxy" else "à qui"
