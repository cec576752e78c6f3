/**
 * A name as it is compared: without what is not seen, in one width and case. Two that a person cannot
 * tell apart for their spaces or for signs without a width are one. Letters of two scripts that look
 * alike stay two.
 */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/[\s\u2800]+/g, ' ')
    // Once more: what was taken out may have kept a letter and its mark apart.
    .normalize('NFKC')
    .trim()
    .toLowerCase()
