#!/bin/sh
# understory [--vault=FOLDER] [--require-no-network]
#
# Starts the app in namespaces without a network, by the script `confine` beside it; inside Flatpak,
# in the namespaces that Flatpak made. The app itself is `NAME.bin` beside this script. After a lock
# the app ends all its processes and asks for a fresh start: it writes one word to file descriptor 3
# and exits with 0.
#
# Every user of the machine can read a command line, and the environment of a process only its own
# user. So folders and that word are passed on in variables: UNDERSTORY_VAULT, UNDERSTORY_WRITABLE
# and UNDERSTORY_RESTART. UNDERSTORY_VAULT can be given in place of --vault.
set -u

self=$(readlink -f -- "$0")
here=$(dirname -- "$self")

given=''
for argument in "$@"; do
  shift
  case $argument in
  --vault=?*)
    UNDERSTORY_VAULT=${argument#--vault=}
    given=yes
    ;;
  *) set -- "$@" "$argument" ;;
  esac
done
if [ -n "$given" ]; then
  export UNDERSTORY_VAULT
  exec "$self" "$@"
fi

if [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
  echo 'understory: there is no display. Start it from a desktop, or with: xvfb-run understory' >&2
  exit 1
fi

# A display of this machine has a socket, as a file or a name. Without both, no server is there, and
# Chromium would end with a crash. A socket that a killed server left is not told apart.
case "${WAYLAND_DISPLAY-}|${DISPLAY-}" in
'|:'[0-9]* | '|unix:'[0-9]*)
  number=${DISPLAY#*:}
  socket=/tmp/.X11-unix/X${number%%.*}
  if ! [ -S "$socket" ] && ! grep -q "@$socket\$" /proc/net/unix 2>/dev/null; then
    echo "understory: the display $DISPLAY does not answer. Start it from a desktop, or with: xvfb-run understory" >&2
    exit 1
  fi
  ;;
esac

# Flatpak allows no namespaces inside its own. Its manifest gives the app neither the network nor the
# home folder, and zypak has Flatpak make Chromium's sandbox. A user can give the network back: the
# app asks the kernel which of the two happened (docs/adr/0045).
# Only the app that is mounted as Flatpak's own: a copy that is started inside another Flatpak is not.
flatpak=''
case $self in
/app/*)
  [ -f /.flatpak-info ] && flatpak=yes
  ;;
esac
# zypak takes orders from its environment: one of them switches Chromium's sandbox off.
for name in $(env | sed -n 's/^\(ZYPAK_[A-Za-z0-9_]*\)=.*/\1/p'); do
  unset "$name"
done

# Chromium's sandbox needs namespaces of its own, or its helper that runs as root. Without both it
# would end with a stack trace; it is never switched off.
helper="$here/chrome-sandbox"
if [ -n "$flatpak" ]; then
  if ! command -v zypak-wrapper >/dev/null; then
    echo 'understory: the sandbox cannot start: this Flatpak does not contain zypak' >&2
    exit 1
  fi
elif ! unshare --user --map-root-user --net true 2>/dev/null &&
  ! { [ -u "$helper" ] && [ "$(stat -c %u -- "$helper")" = 0 ]; }; then
  echo 'understory: the sandbox cannot start: the system allows no user namespaces. Allow them: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 (Ubuntu) or sudo sysctl -w kernel.unprivileged_userns_clone=1 (Debian)' >&2
  exit 1
fi

# The vault may lie anywhere, or be a link: its folder, or the nearest one above it, becomes writable.
# Found by the shell itself: the command line of another program would show the folder.
vault=${UNDERSTORY_VAULT:-${HOME:-/}/Understory}
case $vault in
/*) ;;
*) vault=$PWD/$vault ;;
esac
until folder=$(cd -P -- "$vault" 2>/dev/null && pwd -P); do
  vault=${vault%/*}
  vault=${vault:-/}
done
vault=$folder
if [ -n "$flatpak" ]; then
  # All that is in memory there, such as the home folder and /tmp, ends with the sandbox or the session.
  case $(cd -- "$vault" && stat -f -c %T .) in
  tmpfs | ramfs)
    echo 'understory: a vault in this folder would be lost when the app ends: inside Flatpak the folder is in memory. Start the app without --vault and choose the folder in the app' >&2
    exit 1
    ;;
  esac
  export TMPDIR=/dev/shm GDK_PIXBUF_MODULE_FILE=/dev/null
else
  [ "$vault" = / ] && vault=''
  export UNDERSTORY_WRITABLE="$vault"
fi

# Ctrl+C and the end of a terminal reach the app itself, which locks before it ends.
trap '' INT HUP
{ : >&1; } 2>/dev/null || exec >/dev/null
exec 4>&1
unset UNDERSTORY_RESTART
restart=''
while :; do
  restart=$(
    export UNDERSTORY_RESTART_FD=3
    [ -z "$restart" ] || export UNDERSTORY_RESTART="$restart"
    [ -z "$flatpak" ] || exec zypak-wrapper "$self.bin" "$@" 3>&1 >&4 4>&-
    exec "$here/confine" -- "$self.bin" "$@" 3>&1 >&4 4>&-
  )
  code=$?
  case $code$restart in
  0?*) ;;
  *) exit "$code" ;;
  esac
done
