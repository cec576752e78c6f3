import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { RecordId } from '../../src/shared/ids.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { caseContent, reopen, reportContent, sourceContent } from '../vault/harness.ts'
import type { Desk } from '../vault/harness.ts'
import { nextTask, session, tokenFor } from './desk-kit.ts'
import { names } from './meet.ts'
import { hybridOf, prepared, preview, taken, toShare, twoDesks, type Two } from './two-desks.ts'

/** Kills at any moment, besides those at fixed steps: `npm run soak -- kills COUNT`. */
const kills = Number(process.env['KILLS'] ?? 0)
const anyMoment = Array.from({ length: kills }, (_, n) => n)

let two: Two
let reportIds: ReportId[]
/** What goes with the reports, and the reports: what a file carries. */
let records: RecordId[]
let file: string
let contact: string
beforeAll(async () => {
  two = await twoDesks()
  const { handlers } = two.field
  contact = session(two.desk).author
  await names(two.field, two.desk)
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') })
  const source = await handlers['sources.save']({
    id: null,
    rev: 0,
    content: { ...sourceContent('Quiet Heron'), consents: [toShare] },
    identity: null,
  })
  reportIds = []
  for (const n of [1, 2, 3]) {
    const photo = join(two.place, `photo-${n}.jpg`)
    writeFileSync(photo, Buffer.alloc(200_000, n))
    const attached = await handlers['attachments.add']({
      task: nextTask(),
      file: tokenFor(two.field, photo),
    })
    const { id, rev } = await handlers['reports.save']({
      id: null,
      rev: 0,
      content: {
        ...reportContent(`Report ${n}`),
        caseId: kase.id,
        sourceIds: [source.id],
        attachments: [attached],
      },
    })
    await handlers['reports.file']({ id, rev })
    reportIds.push(id)
  }
  records = [kase.id, source.id, ...reportIds].map((id) => RecordId.parse(id))
  const choice = { kind: 'reports', reportIds } as const
  const overrides = (await prepared(two.field, choice)).items
    .filter(({ state }) => state === 'blocks')
    .map(({ item }) => ({ item, reason: 'for the test' }))
  const { fileName } = await handlers['exports.write']({
    task: nextTask(),
    choice,
    target: { kind: 'keys', recipients: [await hybridOf(two.desk)] },
    overrides,
    purpose: '',
    folder: tokenFor(two.field, two.out),
  })
  file = join(two.out, fileName)
  two.field.keeper.close()
})
afterAll(() => two.end())

type Kill = { readonly step: string } | { readonly afterMs: number }

/** Runs the child until it ends, dies by itself, or is killed; gives what it acknowledged. */
const killed = async (
  act: string,
  folder: string,
  path: string,
  kill: Kill,
): Promise<{ readonly said: readonly string[]; readonly signal: string | null }> => {
  const script = join(import.meta.dirname, 'kill-child.ts')
  const step = 'step' in kill ? kill.step : ''
  const args = [script, act, folder, path, step, contact, ...reportIds]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  const started = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('\n')) resolve()
    })
  })
  const exited = once(child, 'exit')
  await Promise.race([started, exited])
  if ('afterMs' in kill) setTimeout(() => child.kill('SIGKILL'), kill.afterMs)
  await exited
  return { said: text.split('\n').slice(1, -1), signal: child.signalCode }
}

const copyOf = (folder: string): { readonly folder: string; readonly out: string } => {
  const place = join(two.place, `round-${nextTask()}`)
  cpSync(folder, join(place, 'vault'), { recursive: true })
  mkdirSync(join(place, 'out'))
  return { folder: join(place, 'vault'), out: join(place, 'out') }
}

const here = (of: Desk): RecordId[] =>
  records.filter((id) => session(of).store.revisions.heads(id) !== null)

const expectWhole = async (of: Desk): Promise<void> => {
  expect(of.keeper.status().state).toBe('open')
  const found = await of.handlers['vault.verify']({ task: nextTask() })
  expect(found).toMatchObject({ faults: [], searchIndexHolds: true })
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.age'))

/** Nobody carries a file away whose number the next one would take. */
const nameless = new Set([
  'while the file is written',
  'when the file is recorded and nothing committed',
])

/** Whether a hand-over that was killed erased; what it erased is in a file that can be taken in. */
const handedOver = async (kill: Kill): Promise<'here' | 'erased'> => {
  const round = copyOf(two.field.folder)
  const { said, signal } = await killed('hand-over', round.folder, round.out, kill)
  if ('step' in kill) expect(signal).toBe('SIGKILL')
  const desk = await reopen(round.folder)
  try {
    await expectWhole(desk)
    const kept = here(desk)
    if (said.includes('erased')) expect(kept).toEqual([])
    if (kept.length > 0) {
      expect(kept).toEqual(records)
      if ('step' in kill && nameless.has(kill.step)) {
        expect(filesIn(round.out)).toEqual([])
      }
      return 'here'
    }
    const names = filesIn(round.out)
    expect(names).toHaveLength(1)
    const { items } = await preview(two.desk, join(round.out, names[0] ?? ''))
    expect(items.map(({ subject }) => subject).sort()).toEqual([...records].sort())
    expect(items.every(({ effect }) => effect === 'new')).toBe(true)
    return 'erased'
  } finally {
    desk.keeper.close()
    rmSync(join(round.folder, '..'), { recursive: true })
  }
}

/** Whether an import that was killed took everything, or nothing; it can be done again. */
const imported = async (kill: Kill): Promise<'nothing' | 'all'> => {
  const round = copyOf(two.desk.folder)
  const { said, signal } = await killed('import', round.folder, file, kill)
  if ('step' in kill) expect(signal).toBe('SIGKILL')
  const desk = await reopen(round.folder)
  try {
    await expectWhole(desk)
    const before = here(desk)
    if (said.includes('imported')) expect(before).toEqual(records)
    expect(before.length === 0 || before.length === records.length).toBe(true)
    expect(session(desk).store.exchange.imports()).toHaveLength(before.length === 0 ? 0 : 1)
    // Attached files that belong to nothing are swept at the opening.
    expect(readdirSync(join(round.folder, 'blobs'))).toHaveLength(before.length === 0 ? 0 : 3)
    await taken(desk, file)
    expect(here(desk)).toEqual(records)
    await expectWhole(desk)
    return before.length === 0 ? 'nothing' : 'all'
  } finally {
    desk.keeper.close()
    rmSync(join(round.folder, '..'), { recursive: true })
  }
}

describe('kill -9 during a hand-over leaves all records, or a whole file of them', () => {
  it.each([
    ['while the file is written', 'here'],
    ['when the file is recorded and nothing committed', 'here'],
    ['once the file has its name', 'here'],
    ['once the file was recorded', 'here'],
    ['right before anything is erased', 'here'],
    ['in the middle of erasing', 'here'],
    ['when all is erased and nothing committed', 'here'],
    ['once all was erased', 'erased'],
  ])('%s', async (step, then) => {
    expect(await handedOver({ step })).toBe(then)
  })

  it.each(anyMoment)('at any moment (%i)', async () => {
    await handedOver({ afterMs: Math.random() * 4_000 })
  })
})

test('a file that was out before it was recorded is taken in, and so is the next to the same desk', async () => {
  const round = copyOf(two.field.folder)
  const receiver = copyOf(two.desk.folder)
  const step = 'once the file has its name'
  expect((await killed('hand-over', round.folder, round.out, { step })).signal).toBe('SIGKILL')
  const [lost = ''] = filesIn(round.out)
  const again = await killed('hand-over', round.folder, round.out, { step: '' })
  expect(again.said).toEqual(['erased'])
  const next = filesIn(round.out).find((name) => name !== lost) ?? ''
  const [sender, desk] = [await reopen(round.folder), await reopen(receiver.folder)]
  try {
    expect(here(sender)).toEqual([])
    for (const path of [file, join(round.out, lost), join(round.out, next)]) {
      await taken(desk, path)
    }
    expect(here(desk)).toEqual(records)
    const places = session(desk).store.exchange.imports()
    expect(places.map(({ seq }) => seq)).toEqual([1, 2, 1])
    expect(places[0]?.previous).toBe(null)
    expect(places[1]?.sequence).toBe(places[2]?.sequence)
    expect(places[0]?.sequence).not.toBe(places[1]?.sequence)
    await expectWhole(desk)
    await expectWhole(sender)
  } finally {
    sender.keeper.close()
    desk.keeper.close()
    for (const { folder } of [round, receiver]) rmSync(join(folder, '..'), { recursive: true })
  }
}, 120_000)

describe('kill -9 during an import leaves everything that was chosen, or nothing', () => {
  it.each([
    ['once its attached files are on the disk', 'nothing'],
    ['before the records are taken', 'nothing'],
    ['after the records, before what is said of them', 'nothing'],
    ['when all is written and nothing committed', 'nothing'],
    ['once all is committed', 'all'],
  ])('%s', async (step, then) => {
    expect(await imported({ step })).toBe(then)
  })

  it.each(anyMoment)('at any moment (%i)', async () => {
    await imported({ afterMs: Math.random() * 3_000 })
  })
})
