"""Words a second through the checker: `python benchmarks/falc.py [words]`; one process, one core."""

import sys
import time

from arpent.falc import RULES, check

PARAGRAPHS = (
    "Vous vivez dans un foyer. Vous avez le droit de choisir vos repas. Une personne de l’équipe peut vous aider à choisir.",
    "Il convient de procéder à la mise en œuvre des préconisations du référentiel, afin que l’accompagnement des usagers soit "
    "amélioré ; la MDPH (maison départementale) a été informée le 12/03/2026 de ces 3 dispositifs et de leurs modalités.",
    "Nous avons posé vingt questions à 1 250 personnes. 48 % des habitant·e·s disent qu’ils n’ont pas assez d’amis, etc.",
    "Demain matin, Marie prend le bus à 8h30. Elle va au travail. Son éducatrice, M. Dupont et ses collègues l’attendent là-bas.",
)


def main(words: int) -> None:
    start = time.perf_counter()
    check("Bonjour.")
    print(f"first answer, words and lists loaded: {1000 * (time.perf_counter() - start):.0f} ms")
    text = "\n\n".join(PARAGRAPHS[at % len(PARAGRAPHS)] for at in range(words // 28))
    start, cpu = time.perf_counter(), time.process_time()
    findings = check(text)
    wall, spent = time.perf_counter() - start, time.process_time() - cpu
    print(
        f"{findings.words} words, {len(RULES)} rules, {len(findings)} findings in {wall:.2f} s ({spent:.2f} s of CPU)"
    )
    print(f"{findings.words / spent:,.0f} words a second and core")
    for name, unit in (("one line", PARAGRAPHS[0] + " "), ("one word", "a"), ("numbers", "1 ")):
        print(f"1 MB of {name}: {seconds(unit * (1_000_000 // len(unit))):.1f} s of CPU")


def seconds(text: str) -> float:
    """Of processor time, for one text."""
    start = time.process_time()
    check(text)
    return time.process_time() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
