import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { writeExport } from '../../src/main/vault/exchange/export-service.ts'
import { phrasesAs } from '../../src/main/vault/review/phrases.ts'
import type { AttributionContent } from '../../src/shared/claims.ts'
import type { RecordId, SourceId } from '../../src/shared/ids.ts'
import type { SourceContent } from '../../src/shared/records.ts'
import { nextTask, session, tokenFor } from '../exchange/test-vault.ts'
import { toShare } from '../exchange/two-vaults.ts'
import { exportVault } from './export-vault.ts'
import type { ExportVault } from './export-vault.ts'
import { failureOf } from './harness.ts'
import { attributionContent } from './protected-content.ts'

let at: ExportVault
beforeEach(async () => {
  at = await exportVault()
})
afterEach(() => {
  vi.restoreAllMocks()
  at.close()
})

describe('consent', () => {
  it('that was taken back stops an export whatever is said, and marks what went out before', async () => {
    const source = await at.make()
    await at.write({ sourceIds: [source.id] })
    await at.write({ title: 'Of nobody' })
    const exportId = await at.send()
    const { exports: before } = await at.desk.handlers['sources.footprint']({ id: source.id })
    expect(before.map((item) => item.exportId)).toEqual([exportId])

    await at.change(source.id, { consents: [{ ...toShare, withdrawn: '2024-02' }] })
    const item = `consent:${source.id}:withdrawn`
    const files = readdirSync(at.out)
    const overrides = [{ item, reason: 'No reason will do' }]
    expect(await at.withheld(() => at.send())).toEqual([item])
    expect(await at.withheld(() => at.send({ overrides }))).toEqual([item])
    expect(readdirSync(at.out)).toEqual(files)

    const without = await at.send({ keepBack: true })
    const listed = await at.desk.handlers['exports.list']({})
    expect(listed.map((row) => [row.exportId, row.reports, row.withdrawn])).toEqual([
      [without, 1, []],
      [exportId, 2, [source.id]],
    ])
  })

  it('is asked of a source that only an earlier revision names', async () => {
    const source = await at.make({ consents: [{ ...toShare, withdrawn: '2024-02' }] })
    const id = await at.write({ sourceIds: [source.id] })
    await at.refile(id, { sourceIds: [] })
    expect(await at.withheld(() => at.send())).toEqual([`consent:${source.id}:withdrawn`])
  })

  it('that was not asked for stops an export until there is a reason; use inside only warns', async () => {
    const source = await at.make({ consents: [] })
    await at.write({ sourceIds: [source.id] })
    const item = `consent:${source.id}`
    expect(await at.withheld(() => at.send())).toEqual([item])
    await at.send({ overrides: [{ item, reason: 'It is our own desk' }] })
    await at.change(source.id, { consents: [{ ...toShare, use: 'internal' }] })
    expect(await at.lines()).toEqual(['consent warns source Quiet Heron'])
    await at.send()
  })

  it('of an on-record source is not asked again, and can be withdrawn', async () => {
    const source = await at.make({ kind: 'on-record', codeName: '', name: 'Mr Park', consents: [] })
    await at.write({ sourceIds: [source.id] })
    expect(await at.lines()).toEqual([])
    await at.change(source.id, { consents: [{ ...toShare, withdrawn: '2024-02' }] })
    expect(await at.open()).toEqual([`consent:${source.id}:withdrawn`])
  })

  it('that is taken back while the file is made still stops it', async () => {
    const source = await at.make()
    await at.write({ sourceIds: [source.id] })
    const { basedOn } = await at.review()
    const { lint } = session(at.desk)
    const check = lint.review
    let done = false
    vi.spyOn(session(at.desk).lint, 'review').mockImplementation(async (input) => {
      if (!done) {
        done = true
        await at.change(source.id, { consents: [{ ...toShare, withdrawn: '2024-02' }] })
      }
      return check(input)
    })
    expect(await failureOf(() => at.sendDecided(basedOn))).toBe('conflict')
    expect(readdirSync(at.out)).toEqual([])
  })
})

describe('consent of one person under two names', () => {
  it('that is taken back under one stops what is told under the other, and marks what has left', async () => {
    const source = await at.make()
    const twin = await at.make({ codeName: 'Copper Fern', sameOrigin: [source.id] })
    await at.write({ sourceIds: [twin.id] })
    await at.send()
    await at.change(source.id, { consents: [{ ...toShare, withdrawn: '2024-02' }] })
    expect(await at.open()).toEqual([`consent:${twin.id}:withdrawn`])
    const [row] = await at.desk.handlers['exports.list']({})
    expect(row?.withdrawn).toEqual([twin.id])
  })

  it.each(['held back', 'taken back under the other name'])(
    'that is %s while the file is made still stops it',
    async (how) => {
      const source = await at.make()
      const twin = await at.make({ codeName: 'Copper Fern', sameOrigin: [source.id] })
      await at.write({ sourceIds: [twin.id] })
      const { basedOn } = await at.review()
      const { lint } = session(at.desk)
      const check = lint.review
      let done = false
      vi.spyOn(lint, 'review').mockImplementation(async (input) => {
        if (!done) {
          done = true
          if (how === 'held back')
            await at.desk.handlers['sources.holdBack']({ id: twin.id, isHeld: true })
          else await at.change(source.id, { consents: [{ ...toShare, withdrawn: '2024-02' }] })
        }
        return check(input)
      })
      expect(await failureOf(() => at.sendDecided(basedOn))).toBe('conflict')
      expect(readdirSync(at.out)).toEqual([])
    },
  )
})

describe('handling', () => {
  it('under embargo or with conditions stops an export, and a reason lets it pass', async () => {
    const id = await at.write({ handling: { level: 'embargo', note: '', until: '2999-01-01' } })
    await at.write({ handling: { level: 'conditions', note: 'Ask first', until: '' } })
    expect((await at.lines()).sort()).toEqual([
      'embargo blocks report 2999-01-01',
      'handling blocks report Ask first',
    ])
    await at.send({ overrides: await at.allWith('The desk has agreed to wait') })
    const [row] = await at.desk.handlers['exports.list']({})
    expect(row?.purpose).toBe('')
    const journal = await at.desk.handlers['journal.list']({ subject: id, before: null, limit: 10 })
    expect(journal.lines[0]).toMatchObject({
      kind: 'review.overridden',
      reason: 'The desk has agreed to wait (“2999-01-01”)',
    })
    await at.refile(id, { handling: { level: 'embargo', note: '', until: '2999-02-01' } })
    expect(await at.open()).toContain(`embargo:${id}:2999-02-01`)
  })
})

describe('people', () => {
  it('that must not be contacted are warned of', async () => {
    const source = await at.make({ doNotContact: true })
    await at.write({ sourceIds: [source.id] })
    expect(await at.lines()).toEqual([
      'do-not-contact warns source Quiet Heron',
      'consent ok source Quiet Heron',
    ])
    await at.send()
  })

  const phrase = async (sourceId: SourceId, over: Partial<AttributionContent> = {}) =>
    at.desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(sourceId, over),
    })

  it('stop an export until there is a reason where too few fit a phrase', async () => {
    const source = await at.make()
    await at.write({ sourceIds: [source.id] })
    await phrase(source.id, { poolLow: 3, poolHigh: 6 })
    expect(await at.lines()).toEqual([
      'pool blocks attribution a source in the border area',
      'consent ok source Quiet Heron',
    ])
    expect(await at.withheld(() => at.send())).toHaveLength(1)
    await at.send({ overrides: await at.allWith('Our own desk') })
  })

  it('are warned of where more fit a phrase than that, and fewer than many', async () => {
    const source = await at.make()
    await at.write({ sourceIds: [source.id] })
    await phrase(source.id, { poolLow: 5, poolHigh: 19 })
    expect(await at.lines()).toContain('pool warns attribution a source in the border area')
    await at.send()
  })

  it('are counted for all phrases of a source together where several are exported', async () => {
    const source = await at.make()
    await at.write({ sourceIds: [source.id] })
    await phrase(source.id, { phrase: 'a trader', poolLow: 300, poolHigh: 400 })
    await phrase(source.id, { phrase: 'a nurse', poolLow: 300, poolHigh: 400 })
    expect(await at.lines()).toContain('joint-pool blocks source Quiet Heron')
    const asked = await at.open()
    expect(await at.withheld(() => at.send())).toEqual(asked)
    const { store } = session(at.desk)
    const phrases = store.attributions.list()
    const answered = async (low: number): Promise<void> =>
      at.change(source.id, {
        jointPool: {
          of: phrases.map(({ id }) => id),
          low,
          high: 400,
          basis: '',
          as: phrasesAs(phrases),
        },
      })
    await answered(3)
    expect(await at.lines()).toContain('joint-pool blocks source Quiet Heron')
    // An override of another number does not apply to this one.
    expect(await at.open()).not.toEqual(asked)
    await answered(30)
    expect(await at.lines()).toContain('joint-pool ok source Quiet Heron')
    await at.send()
  })
})

describe('what is saved while an export is written', () => {
  /** Reviews, and writes; acts once the file's contents are decided. */
  const writeWhile = async (act: () => unknown): Promise<string> => {
    const { basedOn } = await at.review()
    const open = session(at.desk)
    const caseId = [...open.store.cases.each()].map(({ id }) => id)[0] ?? expect.fail('no case')
    const input = {
      task: nextTask(),
      choice: { kind: 'case' as const, caseId },
      target: { kind: 'passphrase' as const, passphrase: 'four words for a file' },
      overrides: [],
      purpose: '',
      folder: tokenFor(at.desk, at.out),
      basedOn,
    }
    const ports = { signal: new AbortController().signal, progress: () => undefined }
    return failureOf(() => writeExport(open, input, ports, () => void act()))
  }

  it('stops it where two sources become one person, whose phrases fit too few', async () => {
    const [first, second] = [await at.make(), await at.make({ codeName: 'Wood Lark' })]
    await at.write({ sourceIds: [first.id, second.id] })
    for (const [phrase, { id: sourceId }] of [
      ['a trader', first],
      ['a nurse', second],
    ] as const) {
      const content = attributionContent(sourceId, { phrase })
      await at.desk.handlers['attributions.save']({ id: null, rev: 0, content })
    }
    // A third source, which is not in the file, says that they are.
    const link = (): unknown =>
      at.make({ codeName: 'Snow Finch', sameOrigin: [first.id, second.id] })
    expect(await writeWhile(link)).toBe('conflict')
    // One item for the person, under the name of whichever of the sources comes first.
    expect((await at.lines()).join('\n')).toMatch(/^joint-pool blocks source /m)
    expect(readdirSync(at.out)).toEqual([])
  })

  it('stops it where phrases have to fit more people from then on', async () => {
    await at.write({ sourceIds: [(await at.make()).id] })
    const { settings, store } = session(at.desk)
    const raise = (): unknown =>
      store.settings.set({ ...settings(), poolBlockUnder: 500, poolWarnUnder: 900 })
    expect(await writeWhile(raise)).toBe('conflict')
    expect(readdirSync(at.out)).toEqual([])
  })
})

describe('a source that is gone', () => {
  const removed = async (over: Partial<SourceContent>): Promise<SourceId> => {
    const source = await at.make()
    const id = await at.write({ sourceIds: [source.id] })
    await at.change(source.id, over)
    await at.refile(id, { sourceIds: [] })
    const { rev } = await at.desk.handlers['sources.get']({ id: source.id })
    await at.desk.handlers['records.remove']({ id: source.id as string as RecordId, rev })
    return source.id
  }
  it('and withdrew consent blocks every export without an override, even once it is erased', async () => {
    const id = await removed({ consents: [{ ...toShare, withdrawn: '2024-02' }] })
    expect(await at.open()).toEqual([`consent:${id}:withdrawn`])
    await at.relock()
    const { items } = await at.review()
    expect(items).toMatchObject([{ item: `consent:${id}:withdrawn`, notOverridable: true }])
    const overrides = await at.allWith('It was long ago')
    expect(await at.withheld(() => at.send({ overrides }))).toEqual([`consent:${id}:withdrawn`])
  })

  it('and would have taken it back on a day ahead is held to have done so', async () => {
    const id = await removed({ consents: [{ ...toShare, withdrawn: '2999' }] })
    expect(await at.open()).toEqual([`consent:${id}:withdrawn`])
  })

  it.each([
    ['and was erased', true],
    ['and can still be restored', false],
  ])('%s took nothing back: it can be let pass with a reason', async (_, isErased) => {
    const id = await removed({})
    if (isErased) await at.relock()
    expect(await at.open()).toEqual([`consent:${id}:gone`])
    await at.send({ overrides: await at.allWith('Asked before it was removed') })
  })
})

describe('a review', () => {
  it('that is open leaves no trace: no file, no row, no line', async () => {
    await at.write({ body: 'Call 010-2345-6789' })
    const before = at.seq()
    expect(await at.withheld(() => at.send({ purpose: 'For the desk' }))).toHaveLength(1)
    expect(readdirSync(at.out)).toEqual([])
    expect(await at.desk.handlers['exports.list']({})).toEqual([])
    expect(at.seq()).toBe(before)
  })

  it('keeps what was let pass with the export, and forgets it with the record', async () => {
    const id = await at.write({ body: 'Call 010-2345-6789' })
    const other = await at.write({ body: 'They had no shoes.', title: 'Other' })
    const purpose = 'Ring 010-2345-6789'
    const overrides = (await at.open({ purpose })).map((item) => ({
      item,
      reason: 'It is the office',
    }))
    await at.send({ overrides, purpose })
    await at.send({ choice: { kind: 'reports', reportIds: [other] } })
    const [later, first] = await at.desk.handlers['exports.list']({})
    expect(later?.overridden).toEqual([])
    const reason = 'It is the office (“010-2345-6789”)'
    expect(first?.overridden).toEqual([
      { subject: null, reason },
      { subject: id, reason },
    ])
    const { rev } = await at.desk.handlers['reports.get']({ id })
    await at.desk.handlers['records.remove']({ id: id as string as RecordId, rev })
    session(at.desk).store.records.purgeRemoved()
    // The override about the purpose is erased too: it quotes a text that is erased with the
    // record.
    expect((await at.desk.handlers['exports.list']({})).at(-1)?.overridden).toEqual([])
    const { faults } = await at.desk.handlers['vault.verify']({ task: nextTask() })
    expect(faults).toEqual([])
  })

  it('can be left in the middle', async () => {
    for (let i = 0; i < 20; i += 1) await at.write({ title: `Number ${i}` })
    const task = nextTask()
    const work = at.review({ task })
    setTimeout(() => void at.desk.handlers['tasks.cancel']({ task }), 5)
    expect(await failureOf(() => work)).toBe('cancelled')
  })
})
