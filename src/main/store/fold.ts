/** Combining marks that the index ignores as well. Not those of kana: they change the sound. */
const marks = /[\u0300-\u036f]/g

/** How names, tags and words are compared: composed, lower case, without Latin diacritics. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(marks, '').normalize('NFC').toLowerCase().trim()

/** Titles equal up to this length keep the order of their arrival. */
export const titleKeyLength = 120

/** Sorts after every title: for reports without one. */
const untitled = '\u{10ffff}'

/**
 * Sort key of titles: their code points, without case and Latin marks. Hangul keeps its own order,
 * and Han sorts by radical and strokes. Omits code points that SQLite would not return unchanged.
 */
export const titleKey = (title: string): string => {
  const key = fold(title)
    .slice(0, titleKeyLength)
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replaceAll('\0', '')
  return key === '' ? untitled : key
}
