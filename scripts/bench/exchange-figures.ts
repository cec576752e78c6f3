import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createAgeFile } from '../../src/main/exchange/age-file.ts'
import { buildExport, listedRecipients } from '../../src/main/exchange/build-export.ts'
import { gather } from '../../src/main/exchange/gather.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { addContact } from '../../src/main/vault/contacts/add-contact.ts'
import { ownCard } from '../../src/main/vault/contacts/own-card.ts'
import { commitImport, previewImport } from '../../src/main/vault/import-service.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { openDesk, passphrase, sessionOf } from './desk.ts'
import type { Desk } from './desk.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { watched } from './peak-memory.ts'
import { inWords } from './store-figures.ts'

const signal = new AbortController().signal
const ports = { signal, progress: () => undefined }

/** From the records to a file on the disk, for one recipient. The review before it is another act. */
const exported = async (
  from: Desk,
  to: Desk,
  ids: readonly ReportId[],
  folder: string,
): Promise<string> => {
  const { store, author, signing, workers, today } = sessionOf(from)
  const target = { kind: 'keys', recipients: [sessionOf(to).age.hybrid.recipient] } as const
  const gathered = await gather(
    { kind: 'reports', reportIds: ids },
    store,
    ownCard(sessionOf(from)),
    noPace,
  )
  const recipients = listedRecipients(target)
  const day = today()
  const built = buildExport({
    gathered,
    companions: { chains: [], notices: [], escrow: null },
    recipients,
    previous: null,
    day,
    purpose: '',
    author,
    signing,
    openFile: () => [],
  })
  const sink = await createAgeFile({ folder, day }, target, { worker: workers.age, signal })
  for await (const part of built.parts()) await sink.write(part)
  const file = await sink.finish()
  file.appear()
  return join(folder, file.name)
}

const imported = async (into: Desk, path: string): Promise<void> => {
  const input = { path, passphrase: null, isSetAside: false }
  const previewed = await previewImport(sessionOf(into), input, ports)
  await commitImport(sessionOf(into), previewed, null, ports)
}

/** A fresh vault that takes what another exports. */
const receiver = async (folder: string): Promise<Desk> => {
  const desk = openDesk(folder)
  await desk.keeper.create({ passphrase, keyFile: null, pseudonym: 'Ibis', language: 'en' })
  return desk
}

/** What has to stay the same per report while the number of reports grows, up to noise. */
const linear = 1.5

/**
 * Exports and imports of growing size. The first size is done twice and counted once: what is
 * compiled or loaded for the first time belongs to neither.
 */
export const exchangeFigures = async (
  folder: string,
  vault: string,
  reports: readonly ReportId[],
  sizes: readonly number[],
): Promise<readonly Figure[]> => {
  const group = 'Export and import'
  const figures: Figure[] = []
  const place = join(folder, 'exchange')
  mkdirSync(place)
  const from = openDesk(vault)
  await from.keeper.unlock({ passphrase, keyFile: null })
  const [smallest = 0] = sizes
  let first: { out: number; in: number; outMB: number; inMB: number } | null = null
  try {
    for (const [i, size] of [smallest, ...sizes].entries()) {
      const to = await receiver(join(place, `desk-${String(i)}`))
      addContact(sessionOf(to), ownCard(sessionOf(from)))
      const out = await watched(() => exported(from, to, reports.slice(0, size), place))
      const into = await watched(() => imported(to, out.result))
      to.keeper.close()
      rmSync(out.result)
      if (i === 0) continue
      const now = {
        out: out.ms / size,
        in: into.ms / size,
        outMB: out.peakMB,
        inMB: into.peakMB,
      }
      const name = (act: string): string => `${act} ${inWords(size)} reports`
      const times = first
      const against = (value: number | undefined) =>
        value === undefined
          ? {}
          : {
              limit: { of: `at ${inWords(smallest)}`, value },
              bar: { on: 'ratio', most: linear } as const,
            }
      figures.push(
        figure({ group, name: name('export'), unit: 's', ours: out.ms / 1e3 }),
        figure({ group, name: name('import'), unit: 's', ours: into.ms / 1e3 }),
        figure({
          group,
          name: `${name('export')}, each`,
          unit: 'ms',
          ours: now.out,
          ...against(times?.out),
        }),
        figure({
          group,
          name: `${name('import')}, each`,
          unit: 'ms',
          ours: now.in,
          ...against(times?.in),
        }),
        figure({
          group,
          name: `${name('export')}, memory`,
          unit: 'MB',
          ours: now.outMB,
          ...against(times?.outMB),
        }),
        figure({
          group,
          name: `${name('import')}, memory`,
          unit: 'MB',
          ours: now.inMB,
          ...against(times?.inMB),
        }),
      )
      first ??= now
    }
  } finally {
    from.keeper.close()
  }
  return figures
}
