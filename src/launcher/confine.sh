#!/bin/sh
# confine [--writable FOLDER]... -- COMMAND [ARGUMENT]...
#
# Runs a command in Linux namespaces of its own, made by bubblewrap:
#   network    one loopback interface and nothing else
#   processes  the kernel ends all of them when the command ends
#   files      the file system is read-only. Writable are the home folder without the hidden files
#              that are in it at the start, /media, /run/media, /mnt, each --writable folder, and
#              $TMPDIR, which is in memory. A further folder can be in the variable
#              UNDERSTORY_WRITABLE.
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
case ${UNDERSTORY_WRITABLE-} in
*"$newline"*) ;;
*) folders="$folders${UNDERSTORY_WRITABLE-}$newline" ;;
esac
unset UNDERSTORY_WRITABLE

# GTK's file dialog decodes a preview in the app's main process. Without modules gdk-pixbuf has only
# its built-in decoders, on Debian those of PNG and JPEG (docs/adr/0036).
export GDK_PIXBUF_MODULE_FILE=/dev/null

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
  reason='bubblewrap cannot make namespaces here; the Debian package has a profile that allows them on Ubuntu; on an old Debian: sudo sysctl -w kernel.unprivileged_userns_clone=1'
fi
if [ -n "$reason" ]; then
  echo "understory: the network is not blocked: $reason" >&2
  exec "$@"
fi

# The folders are passed through a file that has no name any more: every user of the machine can
# read a command line.
file=$(mktemp -p /dev/shm) || { echo 'confine: /dev/shm cannot be written' >&2; exit 1; }
exec 8>"$file" 9<"$file"
rm -f -- "$file"
option() { printf '%s\0' "$@" >&8; }

for place in /media /run/media /mnt; do
  option --bind-try "$place" "$place"
done
home=$(readlink -f -- "${HOME:-/nonexistent}")
if [ -d "$home" ] && [ "$home" != / ]; then
  option --bind "$home" "$home"
  for hidden in "$home"/.[!.]*; do
    [ -e "$hidden" ] && [ ! -L "$hidden" ] && option --ro-bind-try "$hidden" "$hidden"
  done
fi
IFS=$newline
set -f
for folder in $folders; do
  # The home itself, or a folder above it, would open the hidden files again.
  case "$home/" in
  "$folder"/*) ;;
  *) option --bind-try "$folder" "$folder" ;;
  esac
done
set +f
unset IFS
option --setenv TMPDIR /dev/shm
exec 8>&-
exec bwrap $isolate $system --args 9 -- "$@"
