const hidden =
  /\p{Cc}|\p{Cf}|\p{Co}|\u034f|[\u115f\u1160\u3164\uffa0]|[\u180b-\u180f]|[\ufe00-\ufe0f]/gu
const open = new Set(['\n', '\t'])

/**
 * Characters that a reader does not see and a file carries all the same: format and control
 * characters, fillers, private use. Each as its code point, in order, without repeats.
 */
export const hiddenCharacters = (text: string): string[] => [
  ...new Set(
    (text.match(hidden) ?? [])
      .filter((found) => !open.has(found))
      .map(
        (found) => `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
      ),
  ),
]
