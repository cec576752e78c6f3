import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { releaseKeys } from '../../src/main/release/release-keys.ts'
import { releaseIndex } from '../../src/shared/release-index.ts'
import { buildDay } from '../run/build-day.ts'
import { log, runMain, Stop } from '../setup/log.ts'
import { root } from '../setup/paths.ts'
import { billOfMaterials } from './bill-of-materials.ts'
import { releaseManifest } from './release-manifest.ts'
import { shippedParts } from './shipped-parts.ts'
import { sourceDate } from './source-date.ts'

const usage =
  'npm run release:manifest -- --news NEWS.json [--previous OLD.release.json] [--out FOLDER] PACKAGE…'

const jsonIn = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/**
 * `npm run release:manifest`: writes the bill of materials and the manifest of a release, to be
 * signed on other machines (docs/RELEASING.md). It signs nothing and needs no key.
 */
await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      news: { type: 'string' },
      previous: { type: 'string' },
      out: { type: 'string', default: join(root, 'dist', 'release') },
    },
  })
  if (values.news === undefined || positionals.length === 0) throw new Stop(`Usage: ${usage}`)
  await sodiumReady()
  // The day of the packages.
  const day = buildDay(String(sourceDate(process.env['SOURCE_DATE_EPOCH'])), new Date())
  const parts = shippedParts(day)
  const bill = Buffer.from(billOfMaterials(parts))
  const base = `understory-${parts.version}`
  const manifest = releaseManifest({
    version: parts.version,
    day,
    index: releaseIndex,
    trusted: releaseKeys,
    files: [
      ...positionals.map((path) => ({
        name: basename(path),
        kind: 'package' as const,
        bytes: readFileSync(path),
      })),
      { name: `${base}.cdx.json`, kind: 'bill-of-materials', bytes: bill },
    ],
    news: jsonIn(values.news),
    previous: values.previous === undefined ? null : readFileSync(values.previous),
  })
  mkdirSync(values.out, { recursive: true })
  writeFileSync(join(values.out, `${base}.cdx.json`), bill)
  writeFileSync(join(values.out, `${base}.release.json`), manifest)
  log('release', `${base}.release.json and ${base}.cdx.json are in ${values.out}`)
  return 0
})
