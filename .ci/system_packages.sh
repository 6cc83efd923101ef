#!/bin/sh
# Installs the system libraries that Qt needs, where root or sudo is at hand; else says what to install.
# program: to run and test; window: a real window on X11; screenshots: a virtual screen;
# trials: what records file operations; venv PYTHON: the venv module.
set -eu
[ "$(uname)" = Linux ] || exit 0

PROGRAM="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1"
WINDOW="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"

have() { ldconfig -p 2>/dev/null | grep -q "$1" || /sbin/ldconfig -p 2>/dev/null | grep -q "$1"; }

wanted=""
program_libraries() {
    for library in libglib-2.0.so.0 libGL.so.1 libEGL.so.1 libxkbcommon.so.0 libdbus-1.so.3 libfontconfig.so.1; do
        have "$library" || wanted="$PROGRAM"
    done
}
window_libraries() {
    program_libraries
    for library in libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-keysyms.so.1 libxkbcommon-x11.so.0; do
        have "$library" || wanted="$PROGRAM $WINDOW"
    done
}

case "$1" in
    program) program_libraries ;;
    window) window_libraries ;;
    screenshots)
        window_libraries
        command -v Xvfb >/dev/null 2>&1 || wanted="$PROGRAM $WINDOW xvfb xauth"
        ;;
    trials)
        program_libraries
        command -v strace >/dev/null 2>&1 || wanted="$PROGRAM strace"
        ;;
    venv) wanted="python$("$2" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv" ;;
    *) echo "usage: $0 program|window|screenshots|trials|venv PYTHON" >&2; exit 2 ;;
esac
[ -n "$wanted" ] || exit 0

if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086 - a list of packages
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $wanted >/dev/null
else
    echo "Missing system libraries. Please install: $wanted" >&2
    exit 1
fi
