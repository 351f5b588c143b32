"""French words that say nothing of the topic, written without accents. Our own list; a long flat table."""

COMPOUNDS = frozenset(
    ["bien-être", "mal-être", "savoir-être", "vivre-ensemble", "rendez-vous", "tête-à-tête", "après-midi"]
)

STOP_WORDS = frozenset(
    """
    a ai aie aient ait as au aux avaient avais avait avec avez aviez avions avoir avons ayant ayez ayons aura
    aurai auraient aurais aurait auras aurez auriez aurions aurons auront eu eue eues eus eut eurent
    ce ceci cela celle celles celui cet cette ces ceux ca c d de des du dans depuis derriere dessous dessus
    donc dont elle elles en encore enfin ensuite entre es est et etaient etais etait etant etc ete etes etiez
    etions etre eux fais faire fait faites faisait font fasse ferait fera hors hui aujourd'hui ici il ils j
    je jusque l la le les leur leurs lorsque lors lui m ma mais me meme memes mes moi moins mon n ne ni nos
    notre notres nous on ont or ou par parce parfois pas peu peut peuvent peux pourrait pouvait pouvoir
    peut-etre plus plusieurs plutot pour pourquoi puis puisque qu quand que quel quelle quelles quels quelque
    quelques quelqu'un qui quoi quoique s sa sans se sera serai seraient serais serait seras serez seriez
    serions serons seront ses si sien sienne soi sois soit soient sommes son sont souvent suis sur surtout t
    ta tant tel telle telles tels tes tien toi ton toujours tous tout toute toutes tres trop tu un une va
    vais vas vers veut veux voila voici vont vos votre votres vous vu y
    ainsi alors apres assez aucun aucune aussi autant autre autres avant beaucoup bien bon bonne car cependant
    certain certaine certaines certains chaque chez comme comment contre deja demi devrait dois doit doivent
    falloir faut faudrait fois fut fus furent grace hormis jamais juste la-bas loin maintenant mal malgre
    mettre mis mieux moment non nul oui parmi pendant pres quasi rien sauf selon seulement
    sinon sous sujet tellement trouve trouver voir vraiment etait-ce est-ce c'est-a-dire est-a-dire eh ben bah euh lol
    merci bonjour svp the and of to is in it for that was with are be this you my we they have not
    deux trois quatre cinq six sept huit neuf dix
    """.split()  # noqa: SIM905 · words are easier to read than a list of strings
)

NOTHING_TO_SAY = frozenset(
    """
    ras|r a s|rien|rien du tout|non|non rien|non merci|no|none|nothing|n a|na|nsp|nspp|neant|aucun|aucune
    aucune idee|aucun avis|aucune remarque|aucun commentaire|aucune suggestion|aucune reponse|rien a dire
    rien a signaler|rien a ajouter|rien a redire|rien a declarer|rien de particulier|rien de special|rien de plus
    pas de remarque|pas de remarques|pas de remarque particuliere|pas de commentaire|pas de commentaires
    pas de reponse|pas de suggestion|pas d'avis|pas avis|pas idee|pas de avis|pas particulierement|sans avis
    sans opinion|sans reponse|sans objet|sans commentaire|so|non concerne|non concernee|pas concerne
    pas concernee|ne sait pas|ne sais pas|je ne sais pas|je sais pas|sais pas|sait pas|jsp|je ne sais pas trop
    je ne sais|je ne sais plus|x|xx|xxx|idem|ok|oui
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
