const letters = (from: number, count: number, length: number): string =>
  String.fromCodePoint(...Array.from({ length }, () => from + Math.floor(Math.random() * count)))
/** Random at every run, so that the only place they can come from is the keyboard. */
export const canary = {
  latin: () => `q${letters(0x61, 26, 14)}`,
  hangul: () => letters(0xac00, 11_172, 10),
  // The common block up to where every font has a glyph.
  han: () => letters(0x4e00, 20_000, 10),
}
