/**
 * A name in comparable form: without invisible characters, in one width and case. Two names that
 * differ only in spaces or zero-width characters are equal. Lookalike letters of two scripts stay
 * different.
 */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/[\s\u2800]+/g, ' ')
    // Again, since a removed character may have separated a letter from its mark.
    .normalize('NFKC')
    .trim()
    .toLowerCase()
