#!/bin/sh
# confine [--writable FOLDER]... -- COMMAND [ARGUMENT]...
#
# Runs a command in Linux namespaces of its own, made by bubblewrap:
#   network    one loopback interface and nothing else
#   processes  the kernel ends all of them when the command ends
#   files      the system is read-only. Writable are the home folder without its hidden files,
#              /media, /run/media, /mnt, a private /tmp in memory, and each --writable folder.
#
# Where that is impossible it says why on stderr and runs the command unconfined. The app does not
# rely on this script: it asks the kernel which of the two happened (docs/adr/0033).
set -u

folders=''
newline='
'
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  [ "$1" = --writable ] && [ $# -ge 2 ] || { echo "confine: unknown option $1" >&2; exit 2; }
  # A folder whose name has a line break stays read-only.
  folders="$folders$2$newline"
  shift 2
done
[ $# -ge 2 ] || { echo 'confine: no command' >&2; exit 2; }
shift

reason=''
isolate='--unshare-net --unshare-pid --unshare-ipc --unshare-uts --die-with-parent'
system='--ro-bind / / --dev /dev --proc /proc --perms 1777 --tmpfs /tmp'
case ${DISPLAY-} in
'' | :* | unix:* | /*) ;;
*) reason="the display $DISPLAY is reached through the network" ;;
esac
if ! command -v bwrap >/dev/null; then
  reason='bubblewrap is missing; install it with "sudo apt install bubblewrap"'
elif ! bwrap $isolate $system -- true 2>/dev/null; then
  reason='this system does not allow user namespaces'
fi
if [ -n "$reason" ]; then
  echo "understory: the network is not blocked: $reason" >&2
  exec "$@"
fi

# bubblewrap applies its options from left to right, so the last one is put in front first.
set -- -- "$@"
IFS=$newline
set -f
for folder in $folders; do
  set -- --bind-try "$folder" "$folder" "$@"
done
set +f
unset IFS
home=$(readlink -f -- "${HOME:-/nonexistent}")
if [ -d "$home" ] && [ "$home" != / ]; then
  for hidden in "$home"/.[!.]*; do
    [ -e "$hidden" ] && [ ! -L "$hidden" ] && set -- --ro-bind "$hidden" "$hidden" "$@"
  done
  set -- --bind "$home" "$home" "$@"
fi
for place in /media /run/media /mnt; do
  set -- --bind-try "$place" "$place" "$@"
done
if [ -n "${DISPLAY-}" ]; then
  for socket in /tmp/.X11-unix /tmp/.ICE-unix "${XAUTHORITY:-/nonexistent}"; do
    set -- --ro-bind-try "$socket" "$socket" "$@"
  done
else
  # For an X server that the command starts.
  set -- --perms 1777 --dir /tmp/.X11-unix "$@"
fi
exec bwrap $isolate $system "$@"
