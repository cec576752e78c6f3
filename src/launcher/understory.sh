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

# Tells that the system allows no user namespaces, and the narrowest remedy: in a line on stderr and,
# where no terminal shows that line, in a window of what the desktop has.
advise() {
  name=$(basename -- "$self")
  system=${here%"/usr/lib/$name"}
  is() { [ "$(cat "/proc/sys/$1" 2>/dev/null)" = "$2" ]; }
  remedy='' command=''
  if is kernel/apparmor_restrict_unprivileged_userns 1; then
    remedy=package
    if [ "$system" != "$here" ] && [ -e "$system/etc/apparmor.d/$name" ]; then
      remedy=profile command="sudo apparmor_parser -r /etc/apparmor.d/$name"
    fi
  elif is kernel/unprivileged_userns_clone 0; then
    remedy=switch command='sudo sysctl -w kernel.unprivileged_userns_clone=1'
  elif is user/max_user_namespaces 0; then
    remedy=switch command='sudo sysctl -w user.max_user_namespaces=10000'
  fi
  case $remedy in
  profile) line="Load the profile of the app: $command" ;;
  package) line='Install the Debian package, which has a profile that allows them to the app' ;;
  switch) line="This allows them to every program until the next restart: $command" ;;
  *) line='Ask the person who manages this computer to allow them to the app' ;;
  esac
  echo "understory: the sandbox cannot start: the system allows no user namespaces. $line" >&2
  [ ! -t 2 ] || return 0

  case ${LC_ALL:-${LC_MESSAGES:-${LANG-}}} in
  ko*)
    title='Understory가 시작되지 않았습니다'
    what='시스템이 앱을 보호하는 샌드박스를 허용하지 않아 앱을 시작하지 않았습니다. 보관함은 그대로이며 안전합니다.'
    case $remedy in
    profile) next='터미널에서 아래 명령으로 앱의 프로필을 다시 불러온 다음 앱을 시작하세요. 그래도 안 되면 패키지를 다시 설치하세요.' ;;
    package) next='Understory의 Debian 패키지(.deb)를 설치하세요. 이 시스템에서 샌드박스를 허용하는 프로필이 들어 있습니다.' ;;
    switch) next='이 컴퓨터를 관리하는 사람에게 문의하세요. 아래 명령은 다시 시작할 때까지 모든 프로그램에 샌드박스를 허용합니다. 그런 다음 앱을 시작하세요.' ;;
    *) next='이 컴퓨터를 관리하는 사람에게 이 앱의 사용자 네임스페이스를 허용해 달라고 요청하세요.' ;;
    esac
    ;;
  zh*)
    title='Understory 没有启动'
    what='系统不允许保护应用的沙盒运行，因此应用没有启动。保险库没有改动，是安全的。'
    case $remedy in
    profile) next='请在终端中用下面的命令重新加载应用的配置文件，然后启动应用。如果仍然不行，请重新安装软件包。' ;;
    package) next='请安装 Understory 的 Debian 软件包（.deb），其中含有在此系统上允许沙盒的配置文件。' ;;
    switch) next='请联系管理这台电脑的人。下面的命令会允许所有程序使用沙盒，直到下次重启。然后再启动应用。' ;;
    *) next='请管理这台电脑的人允许本应用使用用户命名空间。' ;;
    esac
    ;;
  *)
    title='Understory did not start'
    what='The system does not allow the sandbox that protects the app, so the app did not start. Your vault was not touched and is safe.'
    case $remedy in
    profile) next='In a terminal, load the profile of the app again with this command, then start the app. If that does not help, install the package again.' ;;
    package) next='Install the Debian package (.deb) of Understory. It has a profile that allows the sandbox on this system.' ;;
    switch) next='Ask the person who manages this computer. This command allows the sandbox to every program until the next restart. Then start the app.' ;;
    *) next='Ask the person who manages this computer to allow user namespaces to this app.' ;;
    esac
    ;;
  esac
  message="$what

$next${command:+

$command}"
  for tool in zenity kdialog xmessage notify-send; do
    command -v "$tool" >/dev/null || continue
    case $tool in
    zenity) zenity --error --no-markup --width=480 --title="$title" --text="$message" ;;
    kdialog) kdialog --title "$title" --error "$message" ;;
    xmessage) xmessage -center "$title: $message" ;;
    notify-send) notify-send --urgency=critical "$title" "$message" ;;
    esac >/dev/null 2>&1
    return 0
  done
}

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
  advise
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
