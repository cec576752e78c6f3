declare module 'virtual:pdf-supplies' {
  /** Made by the build (`scripts/run/pdf-supplies.ts`): by file name, each a module of its own. */
  export const supplies: Readonly<Record<string, () => Promise<{ readonly base64: string }>>>
}
