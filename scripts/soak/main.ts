import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMain, say, Stop } from '../setup/say.ts'
import { attachments } from './attachments.ts'
import { kills } from './kills.ts'
import { payloads } from './payloads.ts'
import type { SoakRun } from './run.ts'

/** Runs that take too long, or too much of a disk, for `npm test`. */
const runs: Readonly<Record<string, SoakRun>> = { attachments, kills, payloads }

const known = (): string =>
  Object.entries(runs)
    .map(([name, { counts, usual }]) => `${name} [${counts}, ${String(usual)}]`)
    .join(', ')

/** `npm run soak -- NAME [COUNT]`. */
await runMain(async () => {
  const [name = '', given, ...more] = process.argv.slice(2)
  const run = runs[name]
  if (run === undefined || more.length > 0) throw new Stop(`soak knows ${known()}`)
  const count = given === undefined ? run.usual : Number(given)
  if (!Number.isSafeInteger(count) || count < 1) throw new Stop(`not a count: ${given ?? ''}`)
  const folder = mkdtempSync(join(tmpdir(), 'understory-soak-'))
  try {
    const broken = await run.run(folder, count, (line) => say('soak', line))
    for (const line of broken) say('soak', `DID NOT HOLD: ${line}`)
    return broken.length > 0 ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
