#!/bin/sh
# understory [--vault=FOLDER] [--require-no-network]
#
# Starts the app in namespaces without a network, by the script `confine` beside it. The app itself
# is `NAME.bin` beside this script. After a lock the app ends all its processes and asks for a fresh
# start: it writes one --restart=… argument to file descriptor 3.
set -u

self=$(readlink -f -- "$0")
here=$(dirname -- "$self")

# A vault may lie anywhere: its folder, or the nearest one above it that exists, becomes writable.
vault=''
for argument in "$@"; do
  case $argument in
  --vault=?*) vault=${argument#--vault=} ;;
  esac
done
while [ -n "$vault" ] && [ ! -d "$vault" ]; do
  vault=$(dirname -- "$vault")
done
vault=$(readlink -f -- "${vault:-/}")

exec 4>&1
restart=''
while :; do
  restart=$(
    set -- "$@" ${restart:+"$restart"}
    set -- -- env TMPDIR=/tmp UNDERSTORY_RESTART_FD=3 "$self.bin" "$@"
    [ "$vault" = / ] || set -- --writable "$vault" "$@"
    exec "$here/confine" "$@" 3>&1 >&4 4>&-
  )
  code=$?
  case $restart in
  --restart=*) ;;
  *) exit "$code" ;;
  esac
done
