/** A name without invisible characters, in one width, with single spaces. */
export const shownName = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/[\s\u2800]+/g, ' ')
    // Again, since a removed character may have separated a letter from its mark.
    .normalize('NFKC')
    .trim()

/**
 * A name in comparable form: as {@link shownName}, and in one case. Two names that differ only in
 * spaces or zero-width characters are equal. Look-alike letters of two scripts stay different
 * (`contacts/look-alikes.ts` compares those).
 */
export const plainName = (name: string): string => shownName(name).toLowerCase()
