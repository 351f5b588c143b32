#!/bin/sh
# Make .venv with what Arpent needs: `scripts/setup.sh run`, `scripts/setup.sh voice` to add the voice that reads
# questionnaires aloud, or `scripts/setup.sh test` to add what its tests need, and the voice where it can be had.
# Does nothing when nothing changed. Ends in one sentence and its remedy when something is missing.
set -eu
cd "$(dirname "$0")/.."
wanted=${1:-run}

stop() { printf '\n%s\n%s\n' "$1" "$2" >&2; exit 1; }
fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

find_python() {
    for candidate in "${PYTHON:-}" python3.14 python3.13 python3.12 python3 "$HOME"/.pyenv/versions/*/bin/python3; do
        [ -n "$candidate" ] && fits "$candidate" && { echo "$candidate"; return; }
    done
    command -v uv >/dev/null 2>&1 && uv python find '>=3.12' 2>/dev/null && return
    stop "Arpent demande Python 3.12 ou plus récent, et n’en trouve pas ici." \
         "Installez-le (Debian : apt install python3 python3-venv), ou nommez-le : PYTHON=/chemin/python3.13 make $wanted"
}

make_venv() {
    [ -x .venv/bin/python ] && fits .venv/bin/python && return
    [ -w . ] || stop "Arpent ne peut pas écrire dans ce dossier : $(pwd)" \
                     "Changez ses droits, ou copiez Arpent dans un dossier qui est à vous."
    python=$(find_python)
    echo "Environnement Python : .venv ($("$python" --version))"
    rm -rf .venv
    "$python" -m venv .venv || stop "Python ne peut pas préparer l’environnement .venv." \
                                    "Debian : apt install python3-venv, puis recommencez."
}

install() {
    [ "$wanted" = voice ] && wanted=run
    stamp=.venv/.installed-$wanted
    [ -f "$stamp" ] && cmp -s "requirements/$wanted.lock" "$stamp" && return
    echo "Bibliothèques : requirements/$wanted.lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock 2>.venv/setup.log ||
        stop "L’installateur n’a pas pu être téléchargé. Le détail est dans .venv/setup.log." \
             "Vérifiez la connexion à Internet, puis recommencez."
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "requirements/$wanted.lock" 2>.venv/setup.log &&
        .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable . 2>>.venv/setup.log ||
        stop "Les bibliothèques n’ont pas pu être installées. Le détail est dans .venv/setup.log." \
             "Vérifiez la connexion à Internet et la place sur le disque, puis recommencez."
    cp "requirements/$wanted.lock" "$stamp"
}

install_voice() {
    stamp=.venv/.installed-voice
    [ -f "$stamp" ] && cmp -s requirements/voice.lock "$stamp" && return
    echo "Voix : requirements/voice.lock (une minute)"
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/build.lock 2>.venv/setup.log &&
        .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes --no-build-isolation -r requirements/voice.lock 2>>.venv/setup.log &&
        cp requirements/voice.lock "$stamp"
}

install_browser() {
    command -v chromium >/dev/null 2>&1 && return
    echo "Navigateur des tests : chromium"
    command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ] ||
        stop "Les tests ouvrent les pages dans Chromium, qui manque ici." "Debian : sudo apt install chromium"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } >.venv/setup.log 2>&1 ||
        stop "Chromium n’a pas pu être installé. Le détail est dans .venv/setup.log." "Debian : sudo apt install chromium"
}

install_page_checks() {
    [ node_modules/.package-lock.json -nt package-lock.json ] && return
    echo "Contrôle des pages : package-lock.json"
    command -v npm >/dev/null 2>&1 || stop "Les tests ont besoin de npm pour installer ce qui contrôle les pages." "Debian : sudo apt install npm"
    npm ci --silent --ignore-scripts >.venv/setup.log 2>&1 ||
        stop "Ce qui contrôle les pages n’a pas pu être installé. Le détail est dans .venv/setup.log." "Vérifiez la connexion à Internet, puis recommencez."
}

asked=$wanted
make_venv
install
if [ "$asked" = voice ]; then
    install_voice || stop "La voix n’a pas pu être installée. Le détail est dans .venv/setup.log." \
                          "Elle se compile ici. Debian : sudo apt install gcc python3-dev, puis recommencez."
fi
if [ "$asked" = test ]; then
    install_voice || echo "Voix : elle ne s’installe pas ici. Le détail est dans .venv/setup.log. Les tests qui l’écoutent attendront."
    install_browser
    install_page_checks
fi
