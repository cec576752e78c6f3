import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDb } from '../../src/main/store/db.ts'
import { migrate } from '../../src/main/store/migrate.ts'
import { digestPort } from '../../src/main/vault/storage/digest-port.ts'
import { root } from '../setup/paths.ts'

// Writes src/main/store/schema.sql from the migrations; with --check, only reports whether it
// differs.

const target = join(root, 'src', 'main', 'store', 'schema.sql')

const schema = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'schema-'))
  try {
    const file = join(folder, 'empty.db')
    const db = createDb(file, { databaseKey: Buffer.alloc(32, 1) })
    migrate(db, file, digestPort)
    // The tables behind the index are the engine's own.
    const rows = db
      .prepare(
        `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_%' ESCAPE '\\'
          OR name = 'search_text' ORDER BY rowid`,
      )
      .all() as { sql: string }[]
    db.close()
    const statements = rows.map(({ sql }) => `${sql};\n`).join('\n')
    return `-- Generated from src/main/store/migrations by scripts/check/schema.ts. Do not edit.\n\n${statements}`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const made = schema()
if (process.argv.includes('--check')) {
  let written = ''
  try {
    written = readFileSync(target, 'utf8')
  } catch {
    // Counts as different.
  }
  if (written !== made) {
    process.stderr.write('schema.sql differs: run "node scripts/check/schema.ts"\n')
    process.exitCode = 1
  }
} else writeFileSync(target, made)
