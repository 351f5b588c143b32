"""What the database keeps of a figure is the figure."""

import json

from arpent.analysis.codec import from_plain, to_plain
from arpent.analysis.figures import Figure, Measure, Number, Panel, Suppression

HIDDEN = Panel("association", "Association", "a1", "Le Gué", None, None, (), None, Suppression.TOO_FEW)
SHARE = Number("oui", "Oui", 0.72, 0.68, 0.76, favourable=True)
ALL = Panel(None, "", None, "", 412, {"dont_know": 11}, (SHARE,), SHARE)
FIGURE = Figure(
    question="repit",
    label="Avez-vous du temps pour vous ?",
    theme="Le répit",
    measure=Measure.SHARES,
    ordered=True,
    finding="ont du temps pour elles",
    level=0.95,
    method="part pondérée",
    overall=ALL,
    breakdowns=((HIDDEN,),),
    notes=("peu de réponses",),
)


def test_figures_survive_the_database():
    assert from_plain(json.loads(json.dumps(to_plain([FIGURE])))) == (FIGURE,)


def test_a_hidden_number_stays_none_and_never_becomes_zero():
    assert to_plain([FIGURE])[0]["breakdowns"][0][0]["n"] is None
