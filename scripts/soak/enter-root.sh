#!/bin/sh
# enter-root ROOT PROJECT (network|no-network) USER COMMAND [ARGUMENT]...
#
# Runs a command in a root folder of its own, with the project read-only at /project, in its own
# namespaces of processes and mounts and, with no-network, one with a loopback interface alone. By
# pivot_root: the kernel gives no user namespaces to a process in a chroot.
set -eu
root=$1 project=$2 network=$3 user=$4
shift 4

if [ "${UNDERSTORY_INSIDE-}" != yes ]; then
  own='--mount --pid --ipc --uts --fork --kill-child'
  [ "$network" = network ] || own="$own --net"
  # shellcheck disable=SC2086 # several options
  UNDERSTORY_INSIDE=yes exec unshare $own "$0" "$root" "$project" "$network" "$user" "$@"
fi

mount --make-rprivate /
[ "$network" = network ] || ip link set lo up
# With what is mounted in it, such as a stick.
mount --rbind "$root" "$root"
mkdir -p "$root/project" "$root/before"
mount --bind "$project" "$root/project"
mount -o remount,bind,ro "$root/project"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --rbind /sys "$root/sys"
mount -t tmpfs tmpfs "$root/dev/shm"
[ ! -e /etc/resolv.conf ] || cat /etc/resolv.conf >"$root/etc/resolv.conf"
cd "$root"
pivot_root . before
umount --lazy /before
rmdir /before
cd /
# As children of this shell: an X server sends no signal to a parent that is the first process.
if [ "$user" = root ]; then
  "$@"
  exit
fi
setpriv --reuid "$user" --regid "$user" --clear-groups --inh-caps=-all --bounding-set=-all \
  env HOME="/home/$user" USER="$user" "$@"
