/** Rows on paper have room for this many at least, also of the widest. */
const oneRow = 40

// Marks stand on what is before them, and unseen fillers and blanks are letters or signs to Unicode.
const unseen =
  /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u
// Letters that are written together as one syllable, and so look like that syllable's own sign.
const conjoining = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u

/** Is it copied from paper as what it is? What looks like another one of the same kind is not. */
const isPlain = (sign: string): boolean =>
  sign === ' ' ||
  (!/\p{Zs}/u.test(sign) &&
    !unseen.test(sign) &&
    !conjoining.test(sign) &&
    sign.normalize('NFKC') === sign)

const escaped = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('')

/**
 * A text as JSON that can be read off paper: single spaces between seen signs stay as they are, and
 * everything that paper does not show as itself is escaped. In one that may be longer than a row
 * spaces are escaped too: the end of a row is none.
 */
export const paperJson = (text: string): string => {
  const json = Array.from(JSON.stringify(text), (sign) => (isPlain(sign) ? sign : escaped(sign)))
    .join('')
    .replaceAll(/ {2,}|(?<=^") | (?="$)/g, escaped)
  return json.length > oneRow ? json.replaceAll(' ', escaped) : json
}
