/** Combining marks that the index ignores as well. Not those of kana: they change the sound. */
const marks = /[\u0300-\u036f]/g

/** How names, tags and words are compared: composed, lower case, without Latin diacritics. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(marks, '').normalize('NFC').toLowerCase().trim()
