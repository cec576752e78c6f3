import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RecordId } from '../../src/shared/ids.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { callsIn, cannotFailCalls, counting, failing, struckIn } from '../faults/failing-calls.ts'
import type { Call, Fault } from '../faults/failing-calls.ts'
import { isHalfDone } from '../faults/half-done.ts'
import { killed } from '../faults/killed.ts'
import type { Kill } from '../faults/killed.ts'
import { caseContent, reopen, reportContent, sourceContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { names } from './meet.ts'
import { hybridOf, lettingPass, preview, taken, toShare, twoVaults } from './two-vaults.ts'
import { exportDecided } from './decided.ts'

const script = join(import.meta.dirname, 'kill-child.ts')

/**
 * A kill at a step that `kill-child.ts` knows by this name, right before one of the system calls on
 * the vault, counted from 1, or at any moment; or a failing call, on the vault or in the output
 * folder.
 */
export type ExchangeKill =
  | { readonly step: string }
  | { readonly beforeCall: number }
  | { readonly fault: Fault; readonly on: 'vault' | 'out' }
  | Exclude<Kill, 'by itself'>
export type Act = 'import' | 'hand-over'

/** Where the records are after an act, and whether the act was killed before its process ended. */
export type AfterKill<Records extends string> = {
  readonly records: Records
  readonly isKilled: boolean
  /** The call that failed, or null. */
  readonly struck: Call | null
  /** The code of the failure; null when the act succeeded or died before reporting one. */
  readonly refused: string | null
  /** Did the opening repair something: a journal, files that belong to no record? */
  readonly isMended: boolean
}

/** Imports and hand-overs between two vaults, to be killed one by one. */
export type ExchangeKills = {
  /**
   * Whether a killed hand-over erased its records; if it did, they are in a file that can be
   * imported.
   */
  readonly handedOver: (kill: ExchangeKill) => Promise<AfterKill<'here' | 'erased'>>
  /** Whether a killed import took everything or nothing; it can be repeated. */
  readonly imported: (kill: ExchangeKill) => Promise<AfterKill<'nothing' | 'all'>>
  /**
   * A hand-over killed after its file got its name, and the next one: both files can be imported.
   *
   * @returns the sequence numbers of the files by the receiver, the first file included.
   */
  readonly outUnrecorded: () => Promise<readonly { seq: number; sequence: string | undefined }[]>
  /**
   * The system calls that an act makes on its vault without a kill, or up to a step; empty where they
   * cannot be traced.
   */
  readonly callsOf: (act: Act, on?: 'vault' | 'out', step?: string) => Promise<readonly Call[]>
  readonly end: () => void
}

export const exchangeKills = async (): Promise<ExchangeKills> => {
  const two = await twoVaults()
  const { handlers } = two.field
  const contact = session(two.desk).author
  await names(two.field, two.desk)
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') })
  const source = await handlers['sources.save']({
    id: null,
    rev: 0,
    content: { ...sourceContent('Quiet Heron'), consents: [toShare] },
    identity: null,
  })
  const reportIds: ReportId[] = []
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
  /** The records that a file carries: the reports with their case and source. */
  const records = [kase.id, source.id, ...reportIds].map((id) => RecordId.parse(id))
  const choice = { kind: 'reports', reportIds } as const
  const overrides = await lettingPass(two.field, choice)
  const { fileName } = await exportDecided(handlers, {
    task: nextTask(),
    choice,
    target: { kind: 'keys', recipients: [await hybridOf(two.desk)] },
    overrides,
    purpose: '',
    folder: tokenFor(two.field, two.out),
  })
  const file = join(two.out, fileName)
  two.field.controller.close()

  /** Runs the child until it ends, dies by itself, or is killed. @returns what it acknowledged. */
  const run = async (
    act: Act,
    folder: string,
    path: string,
    kill: ExchangeKill,
  ): Promise<{
    readonly said: readonly string[]
    readonly ended: Pick<AfterKill<never>, 'isKilled' | 'struck' | 'refused'>
  }> => {
    const step = 'step' in kill ? kill.step : ''
    const args = [act, folder, path, step, contact, ...reportIds]
    const env =
      'beforeCall' in kill
        ? failing(folder, { call: 'any', nth: kill.beforeCall, error: 'kill' })
        : 'fault' in kill
          ? failing(kill.on === 'out' ? path : folder, kill.fault)
          : {}
    const when = 'afterMs' in kill ? kill : 'by itself'
    const { said, err, signal } = await killed(script, args, when, env)
    const isKilled = signal === 'SIGKILL'
    if ('step' in kill) assert.ok(isKilled, 'it did not come to that step')
    const refused = said.flatMap((line) => /^refused (.+)$/u.exec(line)?.[1] ?? [])[0] ?? null
    return { said, ended: { isKilled, struck: struckIn(err), refused } }
  }
  const copyOf = (folder: string): { readonly folder: string; readonly out: string } => {
    const place = join(two.place, `round-${nextTask()}`)
    cpSync(folder, join(place, 'vault'), { recursive: true })
    mkdirSync(join(place, 'out'))
    return { folder: join(place, 'vault'), out: join(place, 'out') }
  }
  const blobsIn = (folder: string): number => readdirSync(join(folder, 'blobs')).length
  const here = (of: TestVault): RecordId[] =>
    records.filter((id) => session(of).store.revisions.heads(id) !== null)
  const wholeAgain = async (of: TestVault): Promise<void> => {
    assert.equal(of.controller.status().state, 'open')
    const found = await of.handlers['vault.verify']({ task: nextTask() })
    assert.deepEqual(found.faults, [])
    assert.ok(found.searchIndexHolds)
  }

  return {
    handedOver: async (kill) => {
      const round = copyOf(two.field.folder)
      const { said, ended } = await run('hand-over', round.folder, round.out, kill)
      const [half, blobs] = [isHalfDone(round.folder), blobsIn(round.folder)]
      const desk = await reopen(round.folder)
      try {
        await wholeAgain(desk)
        const kept = here(desk)
        if (said.includes('erased')) assert.deepEqual(kept, [])
        if (isCertain(ended.refused)) assert.deepEqual(kept, records, 'refused, and erased')
        if (kept.length > 0) {
          assert.deepEqual(kept, records)
          if ('step' in kill && nameless.has(kill.step)) {
            assert.deepEqual(
              readdirSync(round.out).filter((name) => name.endsWith('.age')),
              [],
            )
          }
          const isMended = half || blobs !== blobsIn(round.folder)
          return { records: 'here', ...ended, isMended }
        }
        const files = readdirSync(round.out).filter((name) => name.endsWith('.age'))
        assert.equal(files.length, 1)
        const { items } = await preview(two.desk, join(round.out, files[0] ?? ''))
        const subjects = items.map(({ subject }) => subject)
        assert.deepEqual(subjects.sort(), [...records].sort())
        assert.ok(items.every(({ effect }) => effect === 'new'))
        const isMended = half || blobs !== blobsIn(round.folder)
        return { records: 'erased', ...ended, isMended }
      } finally {
        desk.controller.close()
        rmSync(join(round.folder, '..'), { recursive: true })
      }
    },
    imported: async (kill) => {
      const round = copyOf(two.desk.folder)
      const { said, ended } = await run('import', round.folder, file, kill)
      const [half, blobs] = [isHalfDone(round.folder), blobsIn(round.folder)]
      const desk = await reopen(round.folder)
      try {
        await wholeAgain(desk)
        const before = here(desk)
        if (said.includes('imported')) assert.deepEqual(before, records)
        if (isCertain(ended.refused)) assert.deepEqual(before, [], 'refused, and taken')
        assert.ok(before.length === 0 || before.length === records.length, 'a part of a file')
        const isThere = before.length > 0
        assert.equal(session(desk).store.exchange.imports().length, isThere ? 1 : 0)
        // The opening deletes attached files that belong to no record.
        assert.equal(blobsIn(round.folder), isThere ? 3 : 0)
        const isMended = half || blobs !== blobsIn(round.folder)
        await taken(desk, file)
        assert.deepEqual(here(desk), records)
        await wholeAgain(desk)
        return { records: isThere ? 'all' : 'nothing', ...ended, isMended }
      } finally {
        desk.controller.close()
        rmSync(join(round.folder, '..'), { recursive: true })
      }
    },
    outUnrecorded: async () => {
      const round = copyOf(two.field.folder)
      const receiver = copyOf(two.desk.folder)
      const filesIn = (folder: string): string[] =>
        readdirSync(folder).filter((name) => name.endsWith('.age'))
      await run('hand-over', round.folder, round.out, { step: 'once the file has its name' })
      const [lost = ''] = filesIn(round.out)
      const { said } = await killed(
        script,
        ['hand-over', round.folder, round.out, '', contact, ...reportIds],
        'by itself',
      )
      assert.deepEqual(said, ['erased'])
      const next = filesIn(round.out).find((name) => name !== lost) ?? ''
      const [sender, desk] = [await reopen(round.folder), await reopen(receiver.folder)]
      try {
        assert.deepEqual(here(sender), [])
        for (const path of [file, join(round.out, lost), join(round.out, next)]) {
          await taken(desk, path)
        }
        assert.deepEqual(here(desk), records)
        await wholeAgain(desk)
        await wholeAgain(sender)
        return session(desk)
          .store.exchange.imports()
          .map(({ seq, sequence }) => ({ seq, sequence }))
      } finally {
        sender.controller.close()
        desk.controller.close()
        for (const { folder } of [round, receiver]) rmSync(join(folder, '..'), { recursive: true })
      }
    },
    callsOf: async (act, on = 'vault', step = '') => {
      if (cannotFailCalls() !== null) return []
      const round = copyOf(act === 'import' ? two.desk.folder : two.field.folder)
      const path = act === 'import' ? file : round.out
      const args = [act, round.folder, path, step, contact, ...reportIds]
      const counted = counting(on === 'out' ? path : round.folder)
      const { err } = await killed(script, args, 'by itself', counted)
      rmSync(join(round.folder, '..'), { recursive: true })
      return callsIn(err)
    },
    end: two.end,
  }
}

/** Is it certain that the act had no effect? After 'in-doubt' only the next opening can tell. */
const isCertain = (refused: string | null): boolean => refused !== null && refused !== 'in-doubt'

/** Steps that leave no named file, so the next file may take the same number. */
const nameless = new Set<string>([
  'while the file is written',
  'when the file is recorded and nothing committed',
])

/**
 * The steps of a hand-over at which `kill-child.ts` dies, where the records are then, and whether
 * `npm test` tries it.
 */
export const handOverSteps = [
  ['while the file is written', 'here', false],
  ['when the file is recorded and nothing committed', 'here', true],
  ['once the file has its name', 'here', true],
  ['once the file was recorded', 'here', false],
  ['right before anything is erased', 'here', false],
  ['in the middle of hiding', 'here', false],
  ['when all is hidden and nothing committed', 'here', true],
  ['once all was hidden', 'erased', true],
  ['once one record was erased and the others were not', 'erased', true],
  ['once all was erased', 'erased', true],
] as const

/** The same for an import: what was imported, and whether `npm test` tries it. */
export const importSteps = [
  ['once its attached files are on the disk', 'nothing', true],
  ['before the records are taken', 'nothing', false],
  ['after the records, before what is said of them', 'nothing', false],
  ['when all is written and nothing committed', 'nothing', true],
  ['once all is committed', 'all', true],
] as const
