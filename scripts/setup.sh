# The steps that ./run and ./test share: a Python, an environment in .venv/, Debian's packages. Sourced, never run.

UV_VERSION=0.13.9
VENV="$PROJECT/.venv"
SETUP_LOG="$PROJECT/var/setup.log"

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

usage_error() {
    say "$*"
    exit 2
}

# Runs a step in silence: its output is of interest only when it fails.
quietly() { "$@" >>"$SETUP_LOG" 2>&1 </dev/null; }

ensure_python() {
    command -v python3 >/dev/null ||
        fail "Python 3 tidak ditemukan; Binakon memerlukan Python 3.11 atau lebih baru. (Python 3.11 or newer is needed.)"
    PYTHON_VERSION=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    local major=${PYTHON_VERSION%%.*} minor=${PYTHON_VERSION##*.}
    if ((major < 3 || (major == 3 && minor < 11))); then
        fail "Python $PYTHON_VERSION terlalu lama; Binakon memerlukan Python 3.11 atau lebih baru. (Python 3.11 or newer is needed.)"
    fi
}

# ensure_packages WHAT PACKAGE…: Debian's packages, installed when we may, else one command for the person who may.
ensure_packages() {
    local what=$1
    shift
    if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
        fail "$what belum terpasang. Jalankan: sudo apt-get install -y $* lalu ulangi. (Not installed; run that command, then try again.)"
    fi
    say "Memasang $* … (Installing.)"
    quietly apt-get update -q || true # an old list may still do; the install decides
    quietly env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "$@" ||
        fail "Gagal memasang $*; lihat $SETUP_LOG. (Could not install; see the log.)"
}

make_environment() {
    say "Menyiapkan lingkungan Python di .venv/ … (Preparing the Python environment.)"
    # Debian splits ensurepip off into python3-venv; without it `python3 -m venv` leaves half an environment behind.
    python3 -c 'import ensurepip' 2>/dev/null || ensure_packages "Modul venv untuk Python" python3-venv
    rm -rf "$VENV"
    quietly python3 -m venv "$VENV" || fail "Gagal membuat .venv/; lihat $SETUP_LOG. (Could not make .venv/; see the log.)"
    printf '%s' "$VENV_IDENTITY" >"$VENV/binakon-identity"
}

installation_failed() {
    if grep -qiE 'name resolution|dns error|failed to lookup|connection (refused|error|reset)|unreachable|timed out|error sending request' "$SETUP_LOG"; then
        fail "Jaringan tidak terjangkau, paket Python tidak dapat diunduh; sambungkan lalu ulangi. (No network: packages could not be downloaded. Log: $SETUP_LOG)"
    fi
    fail "Pemasangan paket Python gagal; lihat $SETUP_LOG. (Installing the Python packages failed; see the log.)"
}

install_requirements() {
    local requirements=$1 python="$VENV/bin/python"
    # uv installs in seconds what pip does in half a minute; pip remains for a machine where uv will not run.
    if { "$python" -m uv --version || "$python" -m pip install -q --retries 2 "uv==$UV_VERSION"; } >>"$SETUP_LOG" 2>&1 &&
        quietly "$python" -m uv pip sync --python "$python" --require-hashes "$requirements"; then
        return
    fi
    quietly "$python" -m pip install -q --retries 2 --require-hashes -r "$requirements"
}

install_project() {
    local python="$VENV/bin/python"
    quietly "$python" -m uv pip install --python "$python" --no-deps --no-build-isolation --offline -e "$PROJECT" ||
        quietly "$python" -m pip install -q --no-deps --no-build-isolation -e "$PROJECT"
}

# ensure_environment runtime|dev: brings .venv/ in line with the requirements; does nothing when it already is.
ensure_environment() {
    local kind=$1 runtime dev project
    ensure_python
    { mkdir -p "$PROJECT/var" && : >>"$SETUP_LOG"; } 2>/dev/null ||
        fail "Folder $PROJECT tidak dapat ditulisi; salin ke folder milik Anda. (The project folder is not writable.)"
    # Two doors opened at once would install over each other; the second waits for the first.
    exec 9<"$PROJECT/scripts/setup.sh"
    ! command -v flock >/dev/null || flock 9

    # Scripts inside an environment hold its absolute path, so a copied or moved folder needs a new one.
    VENV_IDENTITY="Python $PYTHON_VERSION in $PROJECT"
    if [[ $(cat "$VENV/binakon-identity" 2>/dev/null) != "$VENV_IDENTITY" ]] ||
        ! "$VENV/bin/python" -c '' 2>/dev/null; then
        : >"$SETUP_LOG"
        make_environment
    fi

    runtime=$(sha256sum <"$PROJECT/requirements.txt")
    dev=$(cat "$PROJECT/requirements.txt" "$PROJECT/requirements-dev.txt" | sha256sum)
    project=$(sha256sum <"$PROJECT/pyproject.toml")
    # The development set holds the runtime set: ./run after ./test must not throw the tools away.
    if ! stamped dev "$dev" && ! { [[ $kind == runtime ]] && stamped runtime "$runtime"; }; then
        : >"$SETUP_LOG"
        rm -f "$VENV"/binakon-stamp-*
        say "Memasang paket Python … (Installing Python packages.)"
        if [[ $kind == dev ]]; then
            install_requirements "$PROJECT/requirements-dev.txt" || installation_failed
            stamp dev "$dev"
        else
            install_requirements "$PROJECT/requirements.txt" || installation_failed
            stamp runtime "$runtime"
        fi
    fi
    if ! stamped project "$project"; then
        install_project || installation_failed
        stamp project "$project"
    fi
    exec 9<&-
}

stamped() { [[ $(cat "$VENV/binakon-stamp-$1" 2>/dev/null) == "$2" ]]; }
stamp() { printf '%s\n' "$2" >"$VENV/binakon-stamp-$1"; }
