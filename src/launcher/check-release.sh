#!/bin/sh
# check-release SIGNERS MANIFEST PACKAGE INDEX
#
# Checks a release of Understory without the app and without a network.
#   SIGNERS   the release keys, a line each: NAME namespaces="understory-release" ssh-ed25519 KEY
#   MANIFEST  understory-VERSION.release.json; its signatures MANIFEST.NAME.sig are beside it
#   PACKAGE   the file to install; - for a manifest alone, to learn of new keys
#   INDEX     that of the installed version; 0 if none is installed
# It ends with 0 only if every check passed. It prints nothing of a file, and no name of one, unless
# the text has a checked form: other text could overwrite lines of the terminal.
set -u
export LC_ALL=C
refuse() {
  printf 'REFUSED: %s. Do not install the package.\n' "$1" >&2
  exit 1
}
fits() { printf '%s\n' "$1" | grep -Eqx "$2"; }
[ $# = 4 ] || refuse 'usage: check-release SIGNERS MANIFEST PACKAGE INDEX'
signers=$1 manifest=$2 package=$3 own=$4
case $own in '' | *[!0-9]* | 0?* | ???????*) refuse 'INDEX is no index' ;; esac
work=$(mktemp -d) || refuse 'no temporary folder can be made'
trap 'rm -rf "$work"' EXIT

# All checks are of this copy. A manifest is one line of JSON: at most 65536 bytes, none of them a
# control character or a line end, and each of these names occurs once in it.
copy=$work/manifest line=$work/line
{ head -c 65537 <"$manifest" >"$copy"; } 2>/dev/null || refuse 'MANIFEST cannot be read'
[ "$(wc -c <"$copy")" -le 65536 ] || refuse 'MANIFEST is too big'
[ "$(tr -d '\040-\176\200-\377' <"$copy" | wc -c)" -eq 0 ] ||
  refuse 'MANIFEST has control characters'
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",]*\)[\",].*/\1/p" "$copy"; }
list() { sed -n "s/.*\"$1\":\[\([^]]*\)\].*/\1/p" "$copy"; }
[ "$(field format) $(field product)" = 'understory-release understory' ] ||
  refuse 'it is not a release of Understory'
index=$(field index) day=$(field day) version=$(field release) number='(0|[1-9][0-9]{0,3})'
fits "$index" '[1-9][0-9]{0,6}' && fits "$day" '[0-9]{4}-[0-9]{2}-[0-9]{2}' &&
  fits "$version" "$number\.$number\.$number" || refuse 'its index, day or version is damaged'

# The forms of a key's name, and of an Ed25519 key: always 68 characters.
names='[a-z0-9][a-z0-9-]{0,31}'
keys='AAAAC3NzaC1lZDI1NTE5AAAAI[A-P][A-Za-z0-9+/]{42}'
fingerprint() { printf 'ssh-ed25519 %s\n' "$1" | ssh-keygen -l -f - | cut -d ' ' -f 2; }
next=''
if [ "$(field nextKeys)" != null ]; then
  next=$(list nextKeys | tr '{' '\n' |
    sed -En 's|^"name":"('"$names"')","publicKey":"('"$keys"')"},?$|\1 \2|p')
  [ "$(printf '%s\n' "$next" | grep -c .)" = 3 ] || refuse 'its new keys are damaged'
fi

revoked=$(list revoked)
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
  ssh-keygen -Y verify -f "$line" -I signer -n understory-release -s "$manifest.$name.sig" \
    <"$copy" >/dev/null 2>&1 || refuse "the signature by key $name does not fit"
  case $revoked in *"$key"*) refuse "key $name is revoked" ;; esac
  case $counted in *"$key"*) continue ;; esac
  counted="$counted $key" count=$((count + 1))
  printf 'signed by key %s: %s\n' "$name" "$(fingerprint "$key")"
done <"$signers"
[ "$count" -ge 2 ] || refuse 'it is not signed by two release keys'

[ "$index" -ge "$own" ] || refuse "its index $index is below $own: a rollback"
[ "$index" -le $((own + 1000)) ] || refuse "its index $index is from the future"
[ "$(printf %s "$day" | tr -d -)" -le "$(TZ=UTC-24 date +%Y%m%d)" ] ||
  refuse "its day $day is in the future, or the clock is wrong"
if [ "$package" != - ]; then
  digest=$({ sha256sum <"$package"; } 2>/dev/null | cut -c 1-64)
  [ ${#digest} = 64 ] &&
    grep -q "\"kind\":\"package\",\"name\":\"[^\"]*\",\"sha256\":\"$digest\"" "$copy" ||
    refuse 'PACKAGE is not the package of this release'
fi

if [ -n "$next" ]; then
  echo 'Keys of later releases, for the file SIGNERS and for your paper:'
  printf '%s\n' "$next" | sed 's/ / namespaces="understory-release" ssh-ed25519 /'
  printf '%s\n' "$next" | while read -r name key; do
    printf 'new key %s: %s\n' "$name" "$(fingerprint "$key")"
  done
fi
printf 'PASSED: version %s, index %s (installed: %s), built %s.\n' "$version" "$index" "$own" "$day"
echo 'It is genuine only if the fingerprints of the keys that signed are those on your paper.'
