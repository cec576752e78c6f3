/** Letters of Cyrillic, Greek, Cherokee and Lisu that a reader takes for Latin ones. */
const pairs =
  'аaеeоoрpсcуyхxіiјjѕsһhԁdӏlԛqԝwԍgкkмmнhтtвb' +
  'αaοoρpνvιiκkυyτtβbεeηhμmχx' +
  'ꮯcꭰdꮶkꮇmꮪsꮋhꮮlꮖiᏟcᎠdᏦkᎷmᏚsᎻhᏞlꓗkꓟmꓢsꓲiꓧhꓡlꓚcꓮaꓰeꓳoɡgıi'

const latinOf = new Map<string, string>()
for (let at = 0; at + 1 < pairs.length; at += 2) latinOf.set(pairs[at] ?? '', pairs[at + 1] ?? '')

/** Letters without marks, in lower case. */
export const lettersOnly = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, '')

const ascii = /^[a-z]*$/

/**
 * A word by its appearance: `Кim` is Kim, whatever the alphabet of its K; other words are
 * unchanged.
 */
export const asItLooks = (word: string): string => {
  if (ascii.test(word)) return word
  const bare = word.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  if (ascii.test(bare)) return bare
  let looks = ''
  for (const letter of bare) looks += latinOf.get(letter) ?? letter
  return ascii.test(looks) ? looks : bare
}
