import Database from 'better-sqlite3'

export type PlainPages = {
  readonly bytes: Buffer
  /** The owner of each page in use, by its number from 1; free pages are absent. */
  readonly owner: ReadonlyMap<number, string>
}

/**
 * Every page of a closed vault database in clear, free pages and slack too, without writing them
 * anywhere: `serialize` copies what the pager reads, page by page. Only for made-up text.
 */
export const plainPages = (file: string, key: Buffer): PlainPages => {
  const db = new Database(file, { readonly: true })
  try {
    db.pragma(`cipher='aegis'`)
    db.pragma(`algorithm='aegis-256'`)
    db.key(Buffer.from(`raw:${key.toString('hex')}`))
    const rows = db.prepare('SELECT pageno, name FROM dbstat').all() as {
      pageno: number
      name: string
    }[]
    return { bytes: db.serialize(), owner: new Map(rows.map((row) => [row.pageno, row.name])) }
  } finally {
    db.close()
  }
}
