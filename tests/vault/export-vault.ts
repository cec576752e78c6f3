import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsed } from '../../src/shared/contract.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { ReportId, SourceId, StateDigest } from '../../src/shared/ids.ts'
import type { ReportContent, Source, SourceContent } from '../../src/shared/records.ts'
import { nextTask, session, tokenFor } from '../exchange/test-vault.ts'
import { prepared, toShare } from '../exchange/two-vaults.ts'
import {
  caseContent,
  newVault,
  reopen,
  reportContent,
  sourceContent,
  temporaryFolder,
} from './harness.ts'
import { exportDecided } from '../exchange/decided.ts'

type Override = Parsed<'exports.prepare'>['overrides'][number]

/** A vault with one case, whose reports are reviewed and exported. The caller closes it. */
export const exportVault = async () => {
  const folder = temporaryFolder()
  const out = join(folder.path, 'out')
  mkdirSync(out)
  const vault = join(folder.path, 'vault')
  const { desk: first, made } = newVault(vault)
  await made
  let desk = first
  const { id: caseId } = await desk.handlers['cases.save']({
    id: null,
    rev: 0,
    content: caseContent('Winter'),
  })

  const make = async (over: Partial<SourceContent> = {}): Promise<Source> =>
    desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: { ...sourceContent('Quiet Heron'), consents: [toShare], ...over },
      identity: null,
    })
  const change = async (id: SourceId, over: Partial<SourceContent>): Promise<void> => {
    const { rev, content } = await desk.handlers['sources.get']({ id })
    await desk.handlers['sources.save']({
      id,
      rev,
      content: { ...content, ...over },
      identity: null,
    })
  }
  const write = async (over: Partial<ReportContent> = {}): Promise<ReportId> => {
    const saved = await desk.handlers['reports.save']({
      id: null,
      rev: 0,
      content: { ...reportContent('They had no shoes.'), caseId, ...over },
    })
    await desk.handlers['reports.file']({ id: saved.id, rev: saved.rev })
    return saved.id
  }
  const refile = async (id: ReportId, over: Partial<ReportContent>): Promise<void> => {
    const { rev, content } = await desk.handlers['reports.get']({ id })
    const saved = await desk.handlers['reports.save']({ id, rev, content: { ...content, ...over } })
    await desk.handlers['reports.file']({ id, rev: saved.rev })
  }
  const review = async (more: Partial<Parsed<'exports.prepare'>> = {}) =>
    prepared(desk, { kind: 'case', caseId }, more)
  /** The lines of the review, without ids, digests and the lines about closed keys. */
  const lines = async (more: Partial<Parsed<'exports.prepare'>> = {}) =>
    (await review(more)).items
      .filter(({ kind }) => kind !== 'names')
      .map(({ kind, family, state, place, about }) =>
        [kind, family, state, place, about].filter((part) => part !== null).join(' '),
      )
  const open = async (more: Partial<Parsed<'exports.prepare'>> = {}): Promise<string[]> =>
    (await review(more)).items.filter(({ state }) => state === 'blocks').map(({ item }) => item)
  const allWith = async (reason: string): Promise<Override[]> =>
    (await open()).map((item) => ({ item, reason }))
  const toWrite = () => ({
    task: nextTask(),
    choice: { kind: 'case', caseId } as const,
    target: { kind: 'passphrase', passphrase: 'four words for a file' } as const,
    overrides: [],
    purpose: '',
    folder: tokenFor(desk, out),
  })
  const send = async (more: Partial<Parsed<'exports.write'>> = {}): Promise<string> =>
    (
      await exportDecided(desk.handlers, {
        ...toWrite(),
        ...more,
      })
    ).exportId
  /** Writes what was decided on a review before. */
  const sendDecided = async (basedOn: StateDigest): Promise<string> =>
    (await desk.handlers['exports.write']({ ...toWrite(), basedOn })).exportId
  const withheld = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
    try {
      await act()
    } catch (cause) {
      if (cause instanceof Failure && cause.code === 'withheld') return cause.fields
      throw cause
    }
    return []
  }
  const seq = (): number => session(desk).store.journal.tail().seq
  /** Locked and opened again, after which what was removed is erased. */
  const relock = async (): Promise<void> => {
    desk.controller.close()
    desk = await reopen(vault)
  }
  const close = (): void => {
    desk.controller.close()
    folder.remove()
  }

  return {
    get desk() {
      return desk
    },
    out,
    caseId,
    relock,
    close,
    make,
    change,
    write,
    refile,
    review,
    lines,
    open,
    allWith,
    send,
    sendDecided,
    withheld,
    seq,
  }
}

export type ExportVault = Awaited<ReturnType<typeof exportVault>>
