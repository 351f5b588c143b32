"""Everything that reading a questionnaire can say, in French: a fact, its place, and what to do.

Codes are stable and never reused. `F` file, `C` column, `T` type, `N` name, `L` list of choices, `G` group,
`X` expression, `P` parameter, `D` file of answers: refusals. `U`: left out, and said. `I`: read, and worth knowing.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence of the catalogue, with its blanks."""

    fact: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something found in a file. Row 0 is the whole sheet; no sheet is the whole file."""

    code: str
    sheet: str
    row: int
    read: str
    fact: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}{self.fact}. {self.remedy}."

    @property
    def place(self) -> str:
        """« Feuille « survey », ligne 14 : », or nothing for the whole file."""
        if not self.sheet:
            return ""
        row = f", ligne {self.row}" if self.row else ""
        return f"Feuille « {self.sheet} »{row} : "


class FormRefused(ValueError):
    """A file that is not a questionnaire we can run. Every reason is given, not only the first."""

    def __init__(self, errors: tuple[Notice, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


def notice(code: str, sheet: str = "", row: int = 0, read: str = "", **blanks: object) -> Notice:
    """A notice of the catalogue, its blanks filled. `{read}` is what was read, shortened."""
    entry = CATALOGUE[code]
    shown = read if len(read) <= 60 else f"{read[:59]}…"
    return Notice(
        code,
        sheet,
        row,
        read,
        entry.fact.format(read=shown, **blanks),
        entry.remedy.format(read=shown, **blanks),
    )


CATALOGUE: dict[str, Entry] = {
    # The file
    "F001": Entry("le fichier « {read} » n’est ni .xlsx, ni .xls, ni .md", "Enregistrez-le au format Excel (.xlsx)"),
    "F002": Entry("le fichier ne s’ouvre pas : il est abîmé ou n’est pas un classeur", "Ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx"),
    "F003": Entry("le fichier est trop lourd ({read})", "Retirez les images et les feuilles inutiles : {most} au plus"),
    "F004": Entry("il n’y a pas de feuille « survey »", "Nommez « survey » la feuille des questions"),
    "F005": Entry("la feuille est trop grande ({read})", "Gardez au plus {most}"),
    "F006": Entry("une cellule contient {read} caractères", "Raccourcissez ce texte : {most} au plus"),
    "F007": Entry("aucune question n’a été trouvée", "Écrivez au moins une question, une ligne par question"),
    "F008": Entry("la formule de la colonne {read} n’a pas de résultat enregistré", "Remplacez la formule par sa valeur"),
    "F009": Entry("le fichier contient trop de choses une fois décompressé", "Retirez les images et les feuilles inutiles"),
    # Columns
    "C001": Entry("la colonne « {read} » est écrite deux fois", "Gardez une seule colonne de ce nom"),
    "C002": Entry("les colonnes « {other} » et « {read} » disent la même chose", "Gardez l’une des deux"),
    "C003": Entry("il manque la colonne « {read} »", "Ajoutez-la, avec ce nom en première ligne"),
    # Types
    "T001": Entry("le type {read} n’existe pas", "Écrivez {best}"),
    "T002": Entry("le type {read} n’existe pas", "Choisissez un type de question, par exemple select_one, integer ou text"),
    "T003": Entry("la question « {read} » n’a pas de type", "Écrivez son type, par exemple select_one, integer ou text"),
    "T004": Entry("le calcul « {read} » n’a pas de formule", "Écrivez-la dans la colonne calculation"),
    # Names
    "N001": Entry("la ligne de type {read} n’a pas de nom", "Écrivez un nom dans la colonne name"),
    "N002": Entry("le nom « {read} » ne convient pas", "Commencez par une lettre, puis des lettres, chiffres, tirets ou points, sans espace"),
    "N003": Entry("le nom « {read} » est déjà pris (ligne {other})", "Donnez un nom différent à chaque question"),
    "N004": Entry("la question « {read} » n’a pas de texte", "Écrivez-le dans la colonne label"),
    "N005": Entry("le nom « {read} » est réservé", "Choisissez un autre nom"),
    "N006": Entry("le nom du formulaire « {read} » ne convient pas", "Commencez par une lettre, sans espace"),
    "N007": Entry("« {read} » a une grande image (big-image) sans image", "Ajoutez la colonne media::image"),
    "N008": Entry("la ligne audit s’appelle « {read} »", "Laissez son nom vide"),
    # Lists of choices
    "L001": Entry("la liste « {read} » n’existe pas dans la feuille « choices »", "Corrigez le nom de la liste, ou ajoutez ses choix"),
    "L002": Entry("un choix de la liste « {read} » n’a pas de nom", "Écrivez un nom dans la colonne name"),
    "L003": Entry("le choix « {read} » est écrit deux fois dans la liste « {list} »", "Changez l’un des deux noms, ou écrivez allow_choice_duplicates = yes dans « settings »"),
    "L004": Entry("le choix « {read} » contient un espace : une question à plusieurs réponses ne peut pas l’utiliser", "Remplacez l’espace par _"),
    "L005": Entry("« or_other » et choice_filter ne vont pas ensemble", "Retirez l’un des deux"),
    "L006": Entry("la question de type {read} ne dit pas sa liste de choix", "Écrivez la liste après le type, par exemple select_one oui_non"),
    "L007": Entry("dans un tableau (table-list), la liste « {read} » n’est pas celle de la première question (« {other} »)", "Utilisez la même liste pour toutes les questions du tableau"),
    "L008": Entry("dans un tableau (table-list), choice_filter n’est pas possible", "Retirez le filtre, ou l’apparence table-list"),
    # Groups
    "G001": Entry("ce groupe se ferme sans avoir été ouvert", "Ajoutez begin_group plus haut, ou retirez cette ligne"),
    "G002": Entry("le groupe « {read} » n’est pas fermé", "Ajoutez end_group après sa dernière question"),
    "G003": Entry("« {read} » ferme autre chose que ce qui est ouvert (« {other} »)", "Fermez d’abord ce qui a été ouvert en dernier"),
    "G004": Entry("le groupe « {read} » ne contient rien", "Ajoutez-lui une question, ou retirez-le"),
    "G005": Entry("le groupe « {read} » est dans trop d’autres groupes", "Gardez au plus {most} groupes l’un dans l’autre"),
    # Expressions
    "X001": Entry("{column} « {read} » : {why}", "Corrigez l’expression"),
    "X002": Entry("{column} cite « {name} », qui n’est pas une question", "Corrigez le nom entre ${{ et }}"),
    "X003": Entry("ces calculs tournent en rond : {read}", "Retirez l’une de ces citations"),
    "X004": Entry("{column} cite « {name} », que plusieurs lignes portent", "Donnez un nom différent à chacune"),
    "X005": Entry("{column} « {read} » : le nom « {name} » n’y dit rien", "Écrivez ${{{name}}} pour citer une question"),
    # Parameters
    "P001": Entry("les paramètres « {read} » ne se lisent pas", "Écrivez-les sous la forme nom=valeur, séparés par des espaces"),
    "P002": Entry("le paramètre « {read} » n’existe pas pour ce type", "Paramètres possibles : {accepted}"),
    "P003": Entry("le paramètre {name} vaut « {read} », qui ne convient pas", "Écrivez {wanted}"),
    "P004": Entry("la colonne missing contient « {read} »", "Mots possibles : {accepted}, ou none"),
    "P005": Entry("« {name} » demande {read}, qui va avec {wanted} réponses à choisir ; il y en a {count}", "Changez la liste des choix, ou retirez {read} de la colonne appearance"),
    "P006": Entry("deux dessins sont demandés à la fois : {read}", "Gardez-en un seul dans la colonne appearance"),
    "P007": Entry("« {name} » a pour contraire « {read} », qui n’est pas une autre question à un seul choix avec les mêmes réponses", "Écrivez dans la colonne opposite le nom d’une question qui a les mêmes choix"),
    "P008": Entry("le réglage {name} vaut « {read} »", "Écrivez yes ou no"),
    "P009": Entry("« {name} » attend la réponse « {read} », qui n’est pas un de ses choix", "Écrivez dans la colonne expected le code d’un choix d’une question à un seul choix"),
    # Files of answers
    "D001": Entry("le fichier « {read} » n’est ni .csv, ni .xlsx", "Exportez les réponses en CSV ou en Excel (.xlsx)"),
    "D002": Entry("le fichier de réponses ne s’ouvre pas : il est abîmé ou vide", "Exportez-le de nouveau"),
    "D003": Entry("le fichier est trop grand ({read})", "Coupez-le : {most} au plus"),
    "D004": Entry("la colonne « {read} » est écrite deux fois", "Gardez une seule colonne de ce nom"),
    "D005": Entry("aucune colonne ne porte le nom d’une question ({read} lues)", "Choisissez le questionnaire qui va avec ces réponses, ou exportez avec les noms des questions"),
    "D006": Entry("les colonnes « {other} » et « {read} » vont à la même question", "Gardez l’une des deux"),
    # Left out, and said
    "U001": Entry("la question « {name} » de type {read} n’est pas posée par Arpent : elle est laissée de côté", "Si elle est utile, reposez-la avec un autre type"),
    "U002": Entry("« {name} » est dans une répétition : elle est laissée de côté", "Posez la question une fois, hors de la répétition"),
    "U003": Entry("la répétition « {name} » n’est pas lue : elle est laissée de côté avec ses questions", "Posez ces questions une fois, hors de la répétition"),
    "U004": Entry("« {name} » ({read}) dirait qui répond : Arpent ne le recueille pas, pour protéger les personnes", "Vous n’avez rien à faire"),
    "U005": Entry("« {name} » ({read}) est noté par Arpent lui-même : la ligne est laissée de côté", "Vous n’avez rien à faire"),
    "U006": Entry("« {name} » : {why} dans {column} ; la question est laissée de côté", "Écrivez la règle autrement"),
    "U007": Entry("les choix de « {name} » viennent d’un autre fichier ou d’autres réponses ({read}) : la question est laissée de côté", "Recopiez les choix dans la feuille « choices »"),
    "U008": Entry("la feuille n’est pas lue", "Vous n’avez rien à faire si vous n’en avez pas besoin"),
    "U009": Entry("« {name} » est dans un groupe laissé de côté : elle l’est aussi", "Corrigez le groupe"),
    "U010": Entry("« {name} » est désactivée (disabled) : elle est laissée de côté", "Effacez disabled pour la poser"),
    "U011": Entry("la colonne « {read} » n’agit pas dans Arpent ; elle est gardée telle quelle", "Vous n’avez rien à faire"),
    # Read, and worth knowing
    "I001": Entry("« {name} » est laissée de côté mais citée ailleurs : elle y vaudra toujours « vide »", "Vérifiez les règles qui la citent"),
    "I002": Entry("le choix « {read} » n’a ni texte ni image : son nom sera affiché", "Écrivez son texte dans la colonne label"),
    "I003": Entry("la ligne n’a ni type, ni nom, ni texte : elle est sautée", "Effacez-la si elle ne sert pas"),
    "I004": Entry("« {read} » ne diffère d’un autre nom que par ses majuscules", "Changez l’un des deux noms"),
    "I005": Entry("« {name} » vaudra la date du jour de la réponse", "Vous n’avez rien à faire"),
    "I006": Entry("il ne reste aucune question à poser", "Reposez au moins une question d’une façon qu’Arpent sait lire"),
    "I007": Entry("« {name} » a une réponse par défaut : elle n’est pas donnée d’avance, pour ne pas influencer", "Vous n’avez rien à faire"),
    "I008": Entry("« {name} » demande des choix dans un ordre au hasard : Arpent garde l’ordre écrit", "Vous n’avez rien à faire"),
    "I009": Entry("« {read} » et son contraire « {other} » sont trop proches : {between} question entre les deux", "Éloignez-les : {apart} questions au moins"),
}  # fmt: skip
