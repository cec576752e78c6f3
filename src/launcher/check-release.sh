#!/bin/sh
{ # Read as a whole before it runs: a script that was cut off does nothing.
# check-release SIGNERS MANIFEST PACKAGE INDEX
#
# Checks a release of Understory without the app and without a network.
#   SIGNERS   the release keys, a line each: NAME namespaces="understory-release" ssh-ed25519 KEY
#   MANIFEST  understory-VERSION.release.json; its signatures MANIFEST.NAME.sig are beside it
#   PACKAGE   the file to install; - for a manifest alone, to learn of new keys
#   INDEX     that of the installed version; 0 if none is installed
# It ends with 0 only if every check passed. It prints nothing of a file, and no name of one, unless
# the text has a checked form: other text could overwrite lines of the terminal.

set +C -u
export LC_ALL=C
unset GREP_OPTIONS
# No program is taken from the folder of the release.
case :$PATH: in *::* | *:[!/]*) PATH=/usr/bin:/bin ;; esac
refuse() {
  printf 'REFUSED: %s. Do not install the package.\n' "$1" >&2
  exit 1
}
fits() { printf '%s\n' "$1" | grep -Eqx "$2"; }
# A pipe could wait without end; a link could lead to other bytes when the package is installed.
plain() { [ -f "$1" ] && [ ! -L "$1" ]; }
[ $# = 4 ] || refuse 'usage: check-release SIGNERS MANIFEST PACKAGE INDEX'
signers=$1 manifest=$2 package=$3 own=$4
case $own in '' | *[!0-9]* | 0?* | ????????*) refuse 'INDEX is no index' ;; esac
for tool in cut date grep head mktemp rm sed sha256sum ssh-keygen tr wc; do
  command -v "$tool" >/dev/null || refuse "the program $tool is missing, so nothing was checked"
done
case ${TMPDIR-} in '' | /*) ;; *) refuse 'no temporary folder can be made' ;; esac
work=$(mktemp -d 2>/dev/null) || refuse 'no temporary folder can be made'
trap 'rm -rf -- "$work"' EXIT
trap 'exit 1' HUP INT PIPE QUIT TERM

# All checks are of this copy.
copy=$work/manifest line=$work/line
plain "$manifest" && { head -c 65537 <"$manifest" >"$copy"; } 2>/dev/null ||
  refuse 'MANIFEST cannot be read'
[ "$(wc -c <"$copy")" -le 65536 ] || refuse 'MANIFEST is too big'
[ "$(tr -d '\040-\176\200-\377' <"$copy" | wc -c)" -eq 0 ] ||
  refuse 'MANIFEST has control characters'
grep -q '"format":"understory-release",.*"product":"understory",' "$copy" ||
  refuse 'it is not a release of Understory'
# A manifest is canonical JSON, on one line: it has one order of fields, each once, and no space
# between them.
text='"([^"\\]|\\.)+"' number='(0|[1-9][0-9]{0,3})' names='[a-z0-9][a-z0-9-]{0,31}'
keys='AAAAC3NzaC1lZDI1NTE5AAAAI[A-P][A-Za-z0-9+/]{42}'
file='\{"bytes":[1-9][0-9]{0,9},"kind":"[a-z-]+","name":"[A-Za-z0-9][A-Za-z0-9._+~-]{0,99}",'
file=$file'"sha256":"[0-9a-f]{64}"\}'
key='\{"name":"'$names'","publicKey":"'$keys'"\}'
form='\{"day":"[0-9]{4}-[0-9]{2}-[0-9]{2}","files":\['$file'(,'$file')*\],'
form=$form'"format":"understory-release","index":[1-9][0-9]{0,6},'
form=$form'"news":\{"en":'$text',"ko":'$text',"zh":'$text'\},'
form=$form'"nextKeys":(null|\['$key','$key','$key'\]),"product":"understory",'
form=$form'"release":"'$number'\.'$number'\.'$number'",'
form=$form'"revoked":\[("'$keys'"(,"'$keys'")*)?\],"version":1\}'
grep -Eqx "$form" "$copy" || refuse 'MANIFEST is damaged, or of a newer form'
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",]*\)[\",].*/\1/p" "$copy"; }
list() { sed -n "s/.*\"$1\":\[\([^]]*\)\].*/\1/p" "$copy"; }
index=$(field index) day=$(field day) version=$(field release)
fingerprint() { printf 'ssh-ed25519 %s\n' "$1" | ssh-keygen -l -f - | cut -d ' ' -f 2; }
next=''
if [ "$(field nextKeys)" != null ]; then
  next=$(list nextKeys | tr '{' '\n' |
    sed -En 's|^"name":"('"$names"')","publicKey":"('"$keys"')"},?$|\1 \2|p')
  [ "$(printf '%s\n' "$next" | grep -c .)" = 3 ] || refuse 'its new keys are damaged'
fi

# Of a refused release nothing is said that looks like a proof.
revoked=$(list revoked) counted='' shown='' warned='' count=0
[ -f "$signers" ] && [ -r "$signers" ] || refuse 'SIGNERS cannot be read'
while read -r name options type key rest || [ -n "$name" ]; do
  [ -n "$name" ] || continue
  fits "$name" "$names" || refuse 'a name in SIGNERS is damaged'
  [ "$options $type" = 'namespaces="understory-release" ssh-ed25519' ] && [ -z "$rest" ] &&
    fits "$key" "$keys" || refuse "the line of key $name in SIGNERS is damaged"
  case $revoked in *"$key"*) warned="${warned}revoked key $name: $(fingerprint "$key")
" ;; esac
  [ -e "$manifest.$name.sig" ] || [ -L "$manifest.$name.sig" ] || continue
  plain "$manifest.$name.sig" || refuse "the signature by key $name is no plain file"
  printf 'signer namespaces="understory-release" ssh-ed25519 %s\n' "$key" >"$line" ||
    refuse 'no temporary file can be written'
  ssh-keygen -Y verify -f "$line" -I signer -n understory-release -s "$manifest.$name.sig" \
    <"$copy" >/dev/null 2>&1 || refuse "the signature by key $name does not fit"
  case $revoked in *"$key"*) refuse "key $name is revoked" ;; esac
  case $counted in *"$key"*) continue ;; esac
  counted="$counted $key" count=$((count + 1))
  shown="${shown}signed by key $name: $(fingerprint "$key")
"
done <"$signers"
[ "$count" -ge 2 ] || refuse 'it is not signed by two release keys'

[ "$index" -ge "$own" ] || refuse "its index $index is below $own: a rollback"
[ "$index" -le 1000000 ] && [ "$index" -le $((own + 1000)) ] ||
  refuse "its index $index is from the future"
[ "$(printf %s "$day" | tr -d -)" -le "$(TZ=UTC-23:59:59 date +%Y%m%d)" ] ||
  refuse "its day $day is in the future, or the clock is wrong"
if [ "$package" != - ]; then
  plain "$package" || refuse 'PACKAGE is no plain file'
  digest=$({ sha256sum <"$package"; } 2>/dev/null | cut -c 1-64)
  [ ${#digest} = 64 ] &&
    grep -q "\"kind\":\"package\",\"name\":\"[^\"]*\",\"sha256\":\"$digest\"" "$copy" ||
    refuse 'PACKAGE is not the package of this release'
fi

if [ -n "$next" ]; then
  echo 'Announced for later releases. Take these only if both keys that signed are on your paper:'
  printf '%s\n' "$next" | sed 's/ / namespaces="understory-release" ssh-ed25519 /'
  printf '%s\n' "$next" | while read -r name key; do
    printf 'new key %s: %s\n' "$name" "$(fingerprint "$key")"
  done
fi
if [ -n "$warned" ]; then
  echo 'Revoked. Cross these out, in SIGNERS too, only if both keys that signed are on your paper:'
  printf %s "$warned"
fi
printf %s "$shown"
said="version $version, index $index (yours: $own), built $day"
if [ "$package" = - ]; then
  echo "PASSED WITHOUT A PACKAGE: $said. Nothing was checked that can be installed."
else
  echo "PASSED: $said."
fi
echo 'It is genuine only if the fingerprints of the keys that signed are those on your paper.'
exit
}
