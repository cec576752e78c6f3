/** The part of the untyped `edtf` package that we use. */
declare module 'edtf' {
  export function parse(text: string): { type?: string; level?: number; values?: number[] }
}
