import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { several } from '../in-full.ts'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { collect } from '../../src/rescue/collect.ts'
import { addContact } from '../../src/main/vault/contacts/add-contact.ts'
import { keysText } from '../../src/main/vault/contacts/trust-status.ts'
import { hex } from '../../src/main/exchange/revision.ts'
import { Failure } from '../../src/shared/failure.ts'
import { PublicationId, RecordId, ReportId, SourceId, StateDigest } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { backUp, restored } from '../backup/backup-vault.ts'
import { failureOf, reopen } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { fileFrom } from './by-hand.ts'
import { cardOf } from './cards.ts'
import { emptyPart } from '../../src/main/store/import-parts.ts'
import { settleImport, stageOrDiscard } from '../../src/main/vault/exchange/apply-import.ts'
import { escrowBy, noticeBy } from './export-metadata.ts'
import {
  betweenParts,
  firstReport,
  fullAfter,
  largeFile,
  manyReports,
  oneInEachTransaction,
  unfinished,
  waitsOfImport,
} from './large-import.ts'
import { knows } from './meet.ts'
import { day, id, person, reportContent, sample, signed } from './sample.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { committed, preview, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

/*
 * An import that is too large for one short transaction is applied in many (ADR 0040). It is still
 * imported as a whole or not at all, and the user works meanwhile.
 */

const most = 200
/** So many reports that several transactions apply them: each one part in these tests. */
const many = 220
const subject = id(900_000)
const recordId = RecordId.parse(subject)
const reportId = ReportId.parse(subject)

/** A record of two versions. */
const twoVersions = (): [Revision, Revision] => {
  const first = signed(by, { subject, kind: 'report', content: reportContent('One', 'first') })
  const content = reportContent('One', 'next')
  return [first, signed(by, { subject, kind: 'report', content, parents: [first.id] })]
}

/** Waits until the background of an opening has finished an import. */
const settled = async (of: TestVault): Promise<void> => void (await settleImport(session(of)))

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

let two: Two
let by: ReturnType<typeof person>
beforeEach(async () => {
  two = await twoVaults()
  by = person()
  knows(two.desk, by)
})
afterEach(() => two.end())

const verified = async () => {
  const found = await two.desk.handlers['vault.verify']({ task: nextTask() })
  return { faults: found.faults, searchIndexHolds: found.searchIndexHolds }
}
/** What the rescue tool reads. */
const rescued = (of: TestVault): Readonly<Record<string, unknown>> => {
  const stored = { store: session(of).store, rescue: null, close: () => undefined }
  return collect({ stored, headerCopies: 'equal' })
}
const whole = { faults: [], searchIndexHolds: true }

it('never lets another request wait for more than 200 ms', async () => {
  const { desk } = two
  const count = several(800, 20_000)
  const waits = await waitsOfImport(two, by, count)
  expect(Object.entries(waits).filter(([, ms]) => ms > most)).toEqual([])
  expect(session(desk).store.records.ids().length).toBe(count + 1)
}, 600_000)

/** A person whose card was added and compared. */
const verifiedContact = (of: TestVault): ReturnType<typeof person> => {
  const found = person()
  const card = cardOf(found)
  addContact(session(of), card)
  const { contacts } = session(of).store
  const entry = contacts.find(found.author)
  if (entry === null) throw new Error('no contact')
  contacts.save({ ...entry, keys: keysText(card), verified: day }, 'contact.verified')
  return found
}

describe('an import in parts', () => {
  beforeEach(() => oneInEachTransaction(two.desk))

  it('brings all that the file has, under lines of the journal that say so', async () => {
    const { desk } = two
    const { store } = session(desk)
    const counts = await taken(desk, await largeFile(two, by, many))
    expect(counts).toMatchObject({ added: many + 1, refused: 0, left: 0 })
    expect(unfinished(desk)).toBeNull()
    const subject = RecordId.parse(id(firstReport))
    expect([...store.notices.every()]).toHaveLength(150)
    expect(store.custody.received(subject)).toHaveLength(1)
    expect(store.custody.arrivals(subject)).toHaveLength(1)
    const { lines } = store.journal.list('vault', null, 200, { kind: null, about: null })
    const kinds = lines.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'record.imported')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'import.continued').length).toBeGreaterThan(1)
    expect(await verified()).toEqual(whole)
  })

  it('brings every withdrawal before the first record', async () => {
    const { store } = session(two.desk)
    const seen: (readonly [records: number, notices: number])[] = []
    const { apply } = store.importParts
    Object.assign(store.importParts, {
      apply: (...args: Parameters<typeof apply>) => {
        const refused = apply(...args)
        seen.push([store.records.ids().length, [...store.notices.every()].length])
        return refused
      },
    })
    await taken(two.desk, await largeFile(two, by, many))
    expect(seen.length).toBeGreaterThan(2)
    expect(seen.filter(([records, notices]) => records > 0 && notices < 150)).toEqual([])
  })

  it('brings protected sources with their seals, and the recovery code of a verified contact', async () => {
    const { desk } = two
    const { store } = session(desk)
    by = verifiedContact(desk)
    const { revisions, seals } = sample(by)
    const metadata = { chains: [], notices: [], escrow: escrowBy(by) }
    const reports = manyReports(by, 150).slice(1)
    const file = { ...sample(by), revisions: [...revisions, ...reports], seals }
    await taken(desk, await fileFrom(two, by, desk, file, metadata))
    expect(store.journal.list('vault', null, 9).lines.map(({ kind }) => kind)).toContain(
      'import.continued',
    )
    expect(store.escrows.find(by.author)?.escrow).toEqual(metadata.escrow)
    const [source] = store.sources.list()
    expect(store.sources.seals(SourceId.parse(source?.id)).map(({ bytes }) => hex(bytes))).toEqual(
      seals.map(({ bytes }) => hex(bytes)),
    )
    expect(await verified()).toEqual(whole)
  })

  it('brings the recovery code of a verified contact in one part with withdrawals', async () => {
    const { desk } = two
    const { store } = session(desk)
    by = verifiedContact(desk)
    const notices = Array.from({ length: 120 }, (_, i) =>
      noticeBy(by, { subject: id(500_000 + i), text: String(i) }),
    )
    const metadata = { chains: [], notices, escrow: escrowBy(by) }
    const file = { ...sample(by), revisions: manyReports(by, 3), seals: [] }
    await taken(desk, await fileFrom(two, by, desk, file, metadata))
    expect([...store.notices.every()]).toHaveLength(120)
    expect(store.escrows.find(by.author)?.escrow).toEqual(metadata.escrow)
    expect(await verified()).toEqual(whole)
  })

  it('changes nothing when the same file is imported again', async () => {
    const { desk } = two
    const path = await largeFile(two, by, many)
    await taken(desk, path)
    const { seq } = session(desk).store.journal.tail()
    const { exportId, items } = await preview(desk, path)
    expect(items.every(({ effect }) => effect === 'known')).toBe(true)
    await committed(desk, exportId)
    expect(session(desk).store.journal.tail().seq).toBe(seq)
  })

  it('lets the user save a record between two parts', async () => {
    const { desk } = two
    const importing = taken(desk, await largeFile(two, by, many))
    await betweenParts(desk, importing)
    const { id: made } = await desk.handlers['cases.save']({
      id: null,
      rev: 0,
      content: { title: 'Mine', question: '', status: 'open' },
    })
    expect(unfinished(desk)).not.toBeNull()
    expect(await importing).toMatchObject({ added: many + 1 })
    expect(session(desk).store.cases.get(made).content.title).toBe('Mine')
    expect(await verified()).toEqual(whole)
  })

  it('keeps a version that the user files between two parts beside the one in the file', async () => {
    const { desk } = two
    const { handlers } = desk
    knows(desk, by, { desks: [session(desk).author], serial: 2 })
    const [first, next] = twoVersions()
    await taken(
      desk,
      await fileFrom(two, by, desk, { ...sample(by), revisions: [first], seals: [] }),
    )
    const importing = taken(desk, await largeFile(two, by, many, { also: [next] }))
    await betweenParts(desk, importing)
    const report = await handlers['reports.get']({ id: reportId })
    const content = { ...report.content, body: 'ours' }
    const { rev } = await handlers['reports.save']({ id: reportId, rev: report.rev, content })
    await handlers['reports.file']({ id: reportId, rev })
    expect(unfinished(desk)).not.toBeNull()
    await importing
    const found = await handlers['reports.get']({ id: reportId })
    expect(found.content.body).toBe('ours')
    expect(found.heads).toContain(next.id)
    expect(found.heads).toHaveLength(2)
    expect(await verified()).toEqual(whole)
  })

  /** A report of one version here, and its import in parts with the next one, until some are applied. */
  const withNextVersion = async () => {
    const { desk } = two
    const [first, next] = twoVersions()
    const small = { ...sample(by), revisions: [first], seals: [] }
    await taken(desk, await fileFrom(two, by, desk, small))
    const importing = taken(desk, await largeFile(two, by, many, { also: [next] }))
    await betweenParts(desk, importing)
    return { next, importing, store: session(desk).store }
  }

  it('refuses a record that the user purged between two parts, names it, and nothing else', async () => {
    const { importing, next, store } = await withNextVersion()
    store.records.remove(recordId, store.reports.get(reportId).rev)
    store.records.purgeRemoved()
    const counts = await importing
    expect(counts).toMatchObject({ added: many + 1, updated: 0, refused: 1, refusedSince: ['One'] })
    expect(store.revisions.has(next.id)).toBe(false)
    expect(store.records.ids()).toHaveLength(many + 1)
    expect(await verified()).toEqual(whole)
  })

  it('brings the versions of a record that the user removed and restored between two parts', async () => {
    const { importing, next, store } = await withNextVersion()
    store.records.remove(recordId, store.reports.get(reportId).rev)
    expect(await importing).toMatchObject({ added: many + 1, updated: 1, refused: 0 })
    expect(store.records.ids()).toHaveLength(many + 2)
    expect(store.search('next', 9).total).toBe(0)
    store.records.restore(recordId)
    expect(store.reports.get(reportId).head).toBe(next.id)
    expect(await verified()).toEqual(whole)
  })

  it('brings no notice about a record that was purged since the decision', async () => {
    const { desk } = two
    const { store } = session(desk)
    const [first] = twoVersions()
    const small = { ...sample(by), revisions: [first], seals: [] }
    await taken(desk, await fileFrom(two, by, desk, small))
    const told = noticeBy(by, {
      ...{ kind: 'correction', revision: first.id, subject, subjectKind: 'report', uses: [] },
      text: 'name of a source',
    })
    const { decide } = store.importParts
    Object.assign(store.importParts, {
      decide: (...args: Parameters<typeof decide>) => {
        decide(...args)
        store.records.remove(recordId, store.reports.get(reportId).rev)
        store.records.purgeRemoved()
      },
    })
    await taken(desk, await largeFile(two, by, 150, { notices: [told] }))
    expect([...store.notices.of(recordId)]).toEqual([])
    expect(await verified()).toEqual(whole)
  })

  it('is finished without an object that cannot be applied', async () => {
    const { desk } = two
    const { store } = session(desk)
    const { change } = store.custody
    const path = await largeFile(two, by, many)
    const broken = (): void => {
      throw new Failure('internal')
    }
    Object.assign(store.custody, { change: broken })
    expect(await taken(desk, path)).toMatchObject({ added: many + 1, refused: 0 })
    Object.assign(store.custody, { change })
    expect(store.importParts.isPending()).toBe(false)
    expect(store.custody.keys(RecordId.parse(id(firstReport)))).toEqual([])
    expect(await verified()).toEqual(whole)
  })

  it('that is cancelled before it is decided brings nothing, and leaves no part', async () => {
    const { desk } = two
    const { store } = session(desk)
    const { exportId } = await preview(desk, await largeFile(two, by, many))
    const { basedOn } = await desk.handlers['imports.plan']({ exportId })
    const { seq } = store.journal.tail()
    const task = nextTask()
    const importing = failureOf(() =>
      desk.handlers['imports.commit']({ task, exportId, basedOn, take: null }),
    )
    while (store.importParts.left() === 0) await pause()
    await desk.handlers['tasks.cancel']({ task })
    expect(await importing).toBe('cancelled')
    expect(store.importParts.left()).toBe(0)
    expect(store.journal.tail().seq).toBe(seq)
    expect(store.records.ids()).toEqual([])
  })

  it('is refused if the vault changed while its parts were staged, so that the preview differs', async () => {
    const { desk } = two
    const { store } = session(desk)
    const [first, next] = twoVersions()
    await taken(
      desk,
      await fileFrom(two, by, desk, { ...sample(by), revisions: [first], seals: [] }),
    )
    const importing = failureOf(async () =>
      taken(desk, await largeFile(two, by, many, { also: [next] })),
    )
    while (store.importParts.left() === 0) await pause()
    store.records.remove(recordId, store.reports.get(reportId).rev)
    expect(await importing).toBe('conflict')
    expect(store.importParts.left()).toBe(0)
    expect(store.records.ids()).toEqual([recordId])
  })

  it('goes on if the user changed something else while its parts were staged', async () => {
    const { desk } = two
    const { store } = session(desk)
    const importing = Promise.resolve(taken(desk, await largeFile(two, by, many)))
    while (store.importParts.left() === 0) await pause()
    await desk.handlers['cases.save']({
      id: null,
      rev: 0,
      content: { title: 'Mine', question: '', status: 'open' },
    })
    expect(unfinished(desk)).toBeNull()
    expect(await importing).toMatchObject({ added: many + 1 })
    expect(await verified()).toEqual(whole)
  })

  it('cannot be cancelled once it is decided', async () => {
    const { desk } = two
    const { exportId } = await preview(desk, await largeFile(two, by, many))
    const { basedOn } = await desk.handlers['imports.plan']({ exportId })
    const task = nextTask()
    const importing = Promise.resolve(
      desk.handlers['imports.commit']({ task, exportId, basedOn, take: null }),
    )
    await betweenParts(desk, importing)
    await desk.handlers['tasks.cancel']({ task })
    expect(await importing).toMatchObject({ added: many + 1 })
  })

  it('that a lock stops is whole after the next unlock', async () => {
    const { desk } = two
    const importing = Promise.resolve(taken(desk, await largeFile(two, by, many)))
    const answer = failureOf(() => importing)
    await betweenParts(desk, importing)
    desk.controller.close()
    expect(await answer).toBe('import-unfinished')
    const again = await reopen(desk.folder)
    expect(unfinished(again)).toBeGreaterThan(0)
    const saved = again.handlers['cases.save']({
      id: null,
      rev: 0,
      content: { title: 'Mine', question: '', status: 'open' },
    })
    await saved
    expect(unfinished(again)).toBeGreaterThan(0)
    await settled(again)
    expect(session(again).store.records.ids()).toHaveLength(many + 2)
    const found = await again.handlers['vault.verify']({ task: nextTask() })
    expect(found).toMatchObject(whole)
    again.controller.close()
  })
})

describe('an import that a full disk left unfinished', () => {
  beforeEach(() => oneInEachTransaction(two.desk))

  const stopped = async () => {
    const path = await largeFile(two, by, many)
    const end = fullAfter(two.desk, 2)
    expect(await failureOf(() => taken(two.desk, path))).toBe('import-unfinished')
    expect(unfinished(two.desk)).toBeGreaterThan(0)
    return end
  }
  const isWhole = (of: TestVault) => session(of).store.records.ids().length === many + 1

  it('says so, lets the user work, and is finished before the next import', async () => {
    const { desk } = two
    const end = await stopped()
    expect(await desk.handlers['imports.unfinished']({})).toMatchObject({ isUnfinished: true })
    expect(await verified()).toEqual(whole)
    await desk.handlers['cases.save']({
      id: null,
      rev: 0,
      content: { title: 'Mine', question: '', status: 'open' },
    })
    const small = await fileFrom(two, by, desk, {
      ...sample(by),
      revisions: twoVersions(),
      seals: [],
    })
    expect(await failureOf(() => taken(desk, small))).toBe('import-unfinished')
    end()
    expect(await taken(desk, small)).toMatchObject({ added: 1 })
    expect(session(desk).store.records.ids()).toHaveLength(many + 3)
    expect(await desk.handlers['imports.unfinished']({})).toMatchObject({ isUnfinished: false })
    expect(await verified()).toEqual(whole)
  })

  it('shows none of its parts in lists, searches and rescue, which names their number', async () => {
    const { desk } = two
    await stopped()
    const { store } = session(desk)
    const here = store.records.ids().length
    const { rows } = store.reports.list({
      caseId: null,
      sourceId: null,
      state: null,
      cursor: null,
      limit: 1,
    })
    expect(rows).toHaveLength(1)
    expect(store.search('시장에서', 1).total).toBe(here - 1)
    const found = rescued(desk)
    expect(found['reports']).toHaveLength(here - 1)
    expect(found['unfinishedImportParts']).toBe(unfinished(desk))
  })

  it('stays unfinished in a vault that opens read-only, which says so', async () => {
    const { desk } = two
    await stopped()
    desk.controller.close()
    rmSync(join(desk.folder, 'anchor'))
    const again = await reopen(desk.folder)
    expect(again.controller.status()).toMatchObject({ state: 'rescue', reason: 'tampered' })
    expect(unfinished(again)).toBeGreaterThan(0)
    expect(isWhole(again)).toBe(false)
    expect(await again.handlers['imports.unfinished']({})).toMatchObject({ isUnfinished: true })
    again.controller.close()
  })

  it('is in no backup: one is refused until it is finished', async () => {
    const { desk } = two
    const end = await stopped()
    expect(await failureOf(() => backUp({ desk, out: two.out }))).toBe('import-unfinished')
    end()
    await settleImport(session(desk))
    const path = await backUp({ desk, out: two.out })
    const { desk: again } = await restored(join(two.place, 'restored'), path)
    expect(isWhole(again)).toBe(true)
    again.controller.close()
  })

  it('is finished before a public record is written, which a withdrawal in it may block', async () => {
    const { desk } = two
    const end = await stopped()
    const write = () =>
      desk.handlers['publications.write']({
        id: PublicationId.parse(id(7)),
        basedOn: StateDigest.parse('0'.repeat(64)),
        formats: ['json'],
        folder: tokenFor(desk, two.out),
      })
    expect(await failureOf(write)).toBe('import-unfinished')
    end()
    expect(await failureOf(write)).toBe('not-found')
    expect(unfinished(desk)).toBe(null)
  })

  it('is named as unfinished also where the user cancelled it after the decision', async () => {
    const { desk } = two
    const { exportId } = await preview(desk, await largeFile(two, by, many))
    const { basedOn } = await desk.handlers['imports.plan']({ exportId })
    const end = fullAfter(desk, 3)
    const task = nextTask()
    const importing = Promise.resolve(
      desk.handlers['imports.commit']({ task, exportId, basedOn, take: null }),
    )
    const answer = failureOf(() => importing)
    await betweenParts(desk, importing)
    await desk.handlers['tasks.cancel']({ task })
    expect(await answer).toBe('import-unfinished')
    end()
  })
})

describe('records that an unfinished import could not bring in the end', () => {
  it('are counted, whichever act applied the rest', async () => {
    const { desk } = two
    oneInEachTransaction(desk)
    const path = await largeFile(two, by, many, { also: twoVersions() })
    const [first] = twoVersions()
    await taken(
      desk,
      await fileFrom(two, by, desk, { ...sample(by), revisions: [first], seals: [] }),
    )
    const end = fullAfter(desk, 2)
    expect(await failureOf(() => taken(desk, path))).toBe('import-unfinished')
    end()
    const { rev } = await desk.handlers['reports.get']({ id: reportId })
    await desk.handlers['records.remove']({ id: recordId, rev })
    session(desk).store.records.purgeRemoved()
    await backUp({ desk, out: two.out })
    expect(await desk.handlers['imports.unfinished']({})).toEqual({
      isUnfinished: false,
      isDamaged: false,
      refusedLater: 1,
    })
  })
})

describe('a verification while an import is applied', () => {
  it('finds no fault in the records that come meanwhile', async () => {
    const { desk } = two
    oneInEachTransaction(desk)
    const { exportId } = await preview(desk, await largeFile(two, by, 2 * many))
    const importing = committed(desk, exportId)
    await betweenParts(desk, importing)
    const verifying = verified()
    await importing
    expect(await verifying).toEqual(whole)
    expect(await verified()).toEqual(whole)
  })
})

describe('a backup', () => {
  const part = [{ ...emptyPart, known: [recordId] }]

  it('is refused while an import stages its parts, since they may hold records that the user erased', async () => {
    const { desk } = two
    const { store } = session(desk)
    const staging = stageOrDiscard(session(desk), async () => {
      store.importParts.stage(part)
      expect(await failureOf(() => backUp({ desk, out: two.out }))).toBe('import-unfinished')
      expect(store.importParts.isPending()).toBe(true)
      throw new Failure('cancelled')
    })
    expect(await failureOf(() => staging)).toBe('cancelled')
    expect(store.importParts.isPending()).toBe(false)
    await backUp({ desk, out: two.out })
  })

  it('discards parts that an import left without a decision', async () => {
    const { desk } = two
    session(desk).store.importParts.stage(part)
    await backUp({ desk, out: two.out })
    expect(session(desk).store.importParts.isPending()).toBe(false)
  })
})
