import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { exportCase } from '../../tests/e2e/page-objects/exchange.ts'
import type { CaseWork } from './demo.ts'
import { identityWords } from './never-to-leave.ts'
import { readExport } from './read-export.ts'
import type { ReadOut } from './read-export.ts'
import { must } from './steps.ts'

/** A key of a desk that has no Understory, only an age tool. */
export type DeskKey = {
  readonly identity: string
  readonly recipient: string
}

/** Makes the key and stores it beside the export, as `desk.agekey`. */
export const makeDeskKey = async (out: string): Promise<DeskKey> => {
  const identity = await generateHybridIdentity()
  const recipient = await identityToRecipient(identity)
  writeFileSync(join(out, 'desk.agekey'), `# public key: ${recipient}\n${identity}\n`)
  return { identity, recipient }
}

/** Exports the case to these recipients and copies the file into `demo-out/`. Returns its path. */
export const exportSample = async (
  { person, camera, steps, home, out }: CaseWork,
  step: string,
  recipients: readonly string[],
): Promise<string> => {
  const file = await steps.run(
    step,
    () => {
      const folder = join(home, 'outgoing')
      mkdirSync(folder)
      return exportCase(person, {
        whom: { recipients },
        purpose: 'For the desk, to be checked against its own notes',
        folder,
        at: (name) => camera.takeBoth(person, `export-${name}`),
      })
    },
    (written) => `${basename(written)}, ${String(statSync(written).size)} bytes`,
  )
  copyFileSync(file, join(out, basename(file)))
  return file
}

/** Opens the export without the app: every report is in it, and no identity outside a seal. */
export const openElsewhere = async (
  { steps, sample, out }: CaseWork,
  file: string,
  { identity }: DeskKey,
): Promise<ReadOut> => {
  const inside = await steps.run(
    'the file is opened with desk.agekey and no part of the app',
    () => readExport(file, identity, join(out, 'export')),
    ({ bundle }) => `${String(bundle.records.length)} records, ${String(bundle.seals.size)} seals`,
  )
  const titles = inside.bundle.records
    .filter((each) => each.kind === 'report')
    .map((each) => each.content['title'])
  must(
    [...sample.reports, ...sample.drafts].every(({ title }) => titles.includes(title)),
    'the export lacks a report',
  )
  const told = JSON.stringify([inside.bundle.manifest, inside.bundle.records])
  must(
    identityWords.every((word) => !told.includes(word)),
    'the export holds an identity outside its seal',
  )
  return inside
}
