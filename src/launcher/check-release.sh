#!/bin/sh
# check-release SIGNERS MANIFEST PACKAGE INDEX
#
# Checks a release of Understory without the app and without a network.
#   SIGNERS   the release keys, a line each: NAME namespaces="understory-release" ssh-ed25519 KEY
#   MANIFEST  understory-VERSION.release.json; its signatures MANIFEST.NAME.sig are beside it
#   PACKAGE   the file to install; - for a manifest alone, to learn of new keys
#   INDEX     that of the installed version; 0 if none is installed
# It ends with 0 only if every check passed. It prints no name or path that it did not check: other
# text could overwrite lines of the terminal.
set -u
export LC_ALL=C
refuse() {
  printf 'REFUSED: %s. Do not install the package.\n' "$1" >&2
  exit 1
}
[ $# = 4 ] || refuse 'usage: check-release SIGNERS MANIFEST PACKAGE INDEX'
signers=$1 manifest=$2 package=$3 own=$4
case $own in '' | *[!0-9]* | 0?* | ???????*) refuse 'INDEX is no index' ;; esac
line=$(mktemp) || refuse 'no temporary file can be made'
trap 'rm -f "$line"' EXIT

# The forms of a key's name, and of an Ed25519 key: always 68 characters.
names='[a-z0-9][a-z0-9-]{0,31}'
keys='AAAAC3NzaC1lZDI1NTE5AAAAI[A-P][A-Za-z0-9+/]{42}'
fits() { printf '%s\n' "$1" | grep -Eqx "$2"; }

# A manifest is one line of JSON, and each of these names occurs once in it.
text=$({ cat <"$manifest"; } 2>/dev/null) || refuse 'MANIFEST cannot be read'
field() { printf %s "$text" | sed -n "s/.*\"$1\":\"\{0,1\}\([^\",]*\)[\",].*/\1/p"; }
fingerprint() { echo "ssh-ed25519 $1" | ssh-keygen -l -f - | cut -d ' ' -f 2; }
revoked=$(printf %s "$text" | sed -n 's/.*"revoked":\[\([^]]*\)\].*/\1/p')

counted=''
count=0
[ -f "$signers" ] && [ -r "$signers" ] || refuse 'SIGNERS cannot be read'
while read -r name options type key rest || [ -n "$name" ]; do
  [ -n "$name" ] || continue
  fits "$name" "$names" || refuse 'a name in SIGNERS is damaged'
  [ -e "$manifest.$name.sig" ] || continue
  [ "$options $type" = 'namespaces="understory-release" ssh-ed25519' ] && [ -z "$rest" ] &&
    fits "$key" "$keys" || refuse "the line of key $name in SIGNERS is damaged"
  printf 'signer namespaces="understory-release" ssh-ed25519 %s\n' "$key" >"$line"
  printf %s "$text" | ssh-keygen -Y verify -f "$line" -I signer -n understory-release \
    -s "$manifest.$name.sig" >/dev/null 2>&1 || refuse "the signature by key $name does not fit"
  case $revoked in *"$key"*) refuse "key $name is revoked" ;; esac
  case $counted in *"$key"*) continue ;; esac
  counted="$counted $key" count=$((count + 1))
  printf 'key %s: %s\n' "$name" "$(fingerprint "$key")"
done <"$signers"
[ "$count" -ge 2 ] || refuse 'it is not signed by two release keys'

[ "$(field format) $(field product)" = 'understory-release understory' ] ||
  refuse 'it is not a release of Understory'
index=$(field index) day=$(field day)
[ "$index" -ge "$own" ] || refuse "its index $index is below $own: a rollback"
[ "$index" -le $((own + 1000)) ] || refuse "its index $index is from the future"
[ "$(echo "$day" | tr -d -)" -le "$(TZ=UTC-24 date +%Y%m%d)" ] ||
  refuse "its day $day is in the future, or the clock is wrong"
if [ "$package" != - ]; then
  digest=$({ sha256sum <"$package"; } 2>/dev/null | cut -c 1-64)
  [ ${#digest} = 64 ] && printf %s "$text" | grep -q "\"kind\":\"package\",\"name\":\"[^\"]*\",\"sha256\":\"$digest\"" ||
    refuse 'PACKAGE is not the package of this release'
fi

next=$(printf %s "$text" | sed -n 's/.*"nextKeys":\[\([^]]*\)\].*/\1/p' | tr '{' '\n' |
  sed -n 's/"name":"\(.*\)","publicKey":"\(.*\)"}.*/\1 namespaces="understory-release" ssh-ed25519 \2/p')
if [ -n "$next" ]; then
  printf 'Keys of later releases, for the file SIGNERS and for your paper:\n%s\n' "$next"
  echo "$next" | while read -r name options type key; do
    echo "new key $name: $(fingerprint "$key")"
  done
fi
echo "PASSED: version $(field release), index $index (installed: $own), built $day."
echo 'It is genuine only if the fingerprints above are those on your paper.'
