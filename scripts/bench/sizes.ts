import type { Side } from './side.ts'

/** Bytes of the pages of the search index, and of everything else. */
export type Sizes = {
  readonly tables: number
  readonly index: number
}

export const sizesOf = ({ db }: Side): Sizes => {
  const rows = db
    .prepare<[], { name: string; bytes: number }>(
      'SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name',
    )
    .all()
  const sum = (wanted: (name: string) => boolean): number =>
    rows.filter(({ name }) => wanted(name)).reduce((total, { bytes }) => total + bytes, 0)
  const isIndex = (name: string): boolean => name.startsWith('search_')
  return { tables: sum((name) => !isIndex(name)), index: sum(isIndex) }
}
