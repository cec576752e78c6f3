import { supplies } from 'virtual:pdf-supplies'

/**
 * Resources that pdf.js requests by name: a character table, or a font for a document without one.
 */
export class Supplies {
  /** @throws Error for a name that the app does not have. */
  readonly fetch = async ({ filename }: { readonly filename: string }): Promise<Uint8Array> => {
    const load = Object.hasOwn(supplies, filename) ? supplies[filename] : undefined
    if (load === undefined) throw new Error('no such file')
    const { base64 } = await load()
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  }
}
