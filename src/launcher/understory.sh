#!/bin/sh
# understory [--vault=FOLDER] [--require-no-network]
#
# Starts the app in namespaces without a network, by the script `confine` beside it. The app itself
# is `NAME.bin` beside this script. After a lock the app ends all its processes and asks for a fresh
# start: it writes one --restart=… argument to file descriptor 3 and exits with 0.
set -u

self=$(readlink -f -- "$0")
here=$(dirname -- "$self")

if [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
  echo 'understory: there is no display. Start it from a desktop, or with: xvfb-run understory' >&2
  exit 1
fi

# The vault may lie anywhere, or be a link: its folder, or the nearest one above it, becomes writable.
vault=${HOME:-/}/Understory
for argument in "$@"; do
  case $argument in
  --vault=?*) vault=${argument#--vault=} ;;
  esac
done
vault=$(readlink -m -- "$vault")
while [ ! -d "$vault" ]; do
  vault=$(dirname -- "$vault")
done

# Ctrl+C and the end of a terminal reach the app itself, which locks before it ends.
trap '' INT HUP
{ : >&1; } 2>/dev/null || exec >/dev/null
exec 4>&1
restart=''
while :; do
  restart=$(
    export UNDERSTORY_RESTART_FD=3
    set -- -- "$self.bin" "$@" ${restart:+"$restart"}
    [ "$vault" = / ] || set -- --writable "$vault" "$@"
    exec "$here/confine" "$@" 3>&1 >&4 4>&-
  )
  code=$?
  case $code$restart in
  0--restart=*) ;;
  *) exit "$code" ;;
  esac
done
