#!/bin/sh
# confine [--writable FOLDER]... -- COMMAND [ARGUMENT]...
#
# Runs a command in Linux namespaces of its own, made by bubblewrap:
#   network    one loopback interface and nothing else
#   processes  the kernel ends all of them when the command ends
#   files      the file system is read-only. Writable are the home folder without the hidden files
#              that are in it at the start, /media, /run/media, /mnt, each --writable folder, and
#              $TMPDIR, which is in memory.
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
  case $2 in
  *"$newline"*) ;;
  *) folders="$folders$2$newline" ;;
  esac
  shift 2
done
[ $# -ge 2 ] || { echo 'confine: no command' >&2; exit 2; }
shift

reason=''
isolate='--unshare-user --unshare-net --unshare-pid --unshare-ipc --unshare-uts --die-with-parent'
# /dev stays the machine's, so that the app can tell an encrypted disk from a plain one.
system='--ro-bind / / --dev-bind /dev /dev --tmpfs /dev/shm --proc /proc'
case ${DISPLAY-} in
'' | :* | unix:* | /*) ;;
*) reason="the display $DISPLAY is reached through the network" ;;
esac
# Chromium's own sandbox makes further namespaces inside.
if ! command -v bwrap >/dev/null; then
  reason='bubblewrap is missing; install it: sudo apt install bubblewrap'
elif ! bwrap $isolate $system -- unshare --user --map-root-user unshare --net --pid --fork true 2>/dev/null; then
  reason='bubblewrap cannot make namespaces here; allow them: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 (Ubuntu) or sudo sysctl -w kernel.unprivileged_userns_clone=1 (Debian)'
fi
if [ -n "$reason" ]; then
  echo "understory: the network is not blocked: $reason" >&2
  exec "$@"
fi

# bubblewrap applies its options from left to right, so the last one is put in front first.
set -- --setenv TMPDIR /dev/shm -- "$@"
home=$(readlink -f -- "${HOME:-/nonexistent}")
IFS=$newline
set -f
for folder in $folders; do
  # The home itself, or a folder above it, would open the hidden files again.
  case "$home/" in
  "$folder"/*) ;;
  *) set -- --bind-try "$folder" "$folder" "$@" ;;
  esac
done
set +f
unset IFS
if [ -d "$home" ] && [ "$home" != / ]; then
  for hidden in "$home"/.[!.]*; do
    [ -e "$hidden" ] && [ ! -L "$hidden" ] && set -- --ro-bind-try "$hidden" "$hidden" "$@"
  done
  set -- --bind "$home" "$home" "$@"
fi
for place in /media /run/media /mnt; do
  set -- --bind-try "$place" "$place" "$@"
done
exec bwrap $isolate $system "$@"
