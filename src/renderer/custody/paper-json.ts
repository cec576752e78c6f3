/** A paper row has room for at least this many characters, even the widest. */
const oneRow = 40

// Combining marks attach to the preceding character, and invisible fillers and blanks count as
// letters or symbols in Unicode.
const unseen =
  /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u
// Letters that are composed into one syllable, and so look like that syllable's own character.
const conjoining = /[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u

/**
 * Can it be copied from paper without ambiguity? Not if it looks like another character of the same
 * kind.
 */
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
 * A text as JSON that can be transcribed from paper: single spaces between visible characters stay,
 * and everything that paper does not show is escaped. If the text may be longer than a row, spaces
 * are escaped too, because a line break would hide them.
 */
export const paperJson = (text: string): string => {
  const json = Array.from(JSON.stringify(text), (sign) => (isPlain(sign) ? sign : escaped(sign)))
    .join('')
    .replaceAll(/ {2,}|(?<=^") | (?="$)/g, escaped)
  return json.length > oneRow ? json.replaceAll(' ', escaped) : json
}
