import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Out, Parsed } from '../../src/shared/contract.ts'
import type { RecordId, ReportId } from '../../src/shared/ids.ts'
import { nextTask } from '../exchange/test-vault.ts'
import { readBundle } from '../exchange/second-reader.ts'
import { toShare } from '../exchange/two-vaults.ts'
import { exportVault } from './export-vault.ts'
import type { ExportVault } from './export-vault.ts'
import { failureOf, reportContent } from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'

let at: ExportVault

beforeEach(async () => {
  at = await exportVault()
})
afterEach(() => at.close())

const recordId = (id: string): RecordId => id as RecordId

/** Looks an export of the whole case over. */
const look = async (more: Partial<Parsed<'exports.prepare'>> = {}): Promise<string> => {
  const task = nextTask()
  await at.review({ ...more, task })
  return task
}
const rows = async (task: string): Promise<Out<'exports.records'>> =>
  at.desk.handlers['exports.records']({ task })
const record = async (
  task: string,
  id: string,
  comparedWith: Parsed<'exports.record'>['comparedWith'] = null,
): Promise<Out<'exports.record'>> =>
  at.desk.handlers['exports.record']({ task, subject: recordId(id), comparedWith })

describe('the preview of an export', () => {
  it('lists the export record by record, with everything included', async () => {
    const source = await at.make()
    const id = await at.write({ title: 'Two letters', sourceIds: [source.id] })
    await at.refile(id, { body: 'They had no coats.' })
    const claim = await at.desk.handlers['claims.save']({
      id: null,
      rev: 0,
      content: claimContent(id, { caseId: at.caseId }),
    })
    await at.desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(source.id),
    })
    const found = await rows(await look())
    expect(found.map(({ kind, revisions }) => [kind, revisions])).toEqual([
      ['report', 2],
      ['claim', 1],
      ['source', 1],
      ['attribution', 1],
      ['case', 1],
    ])
    expect(found.map(({ name }) => name)).toEqual([
      'Two letters',
      claim.content.statement,
      'Quiet Heron',
      'a source in the border area',
      'Winter',
    ])
  })

  it('matches the sealed file, revision by revision', async () => {
    const source = await at.make()
    const id = await at.write({ sourceIds: [source.id] })
    await at.refile(id, { body: 'They had no coats.' })
    const task = await look()
    const listed = await rows(task)
    const counted = await Promise.all(
      listed.map(async ({ subject }) => {
        const { versions, older } = await record(task, subject)
        return [...versions, ...older].map(({ revision }) => revision)
      }),
    )
    await at.send()
    const [name = ''] = readdirSync(at.out)
    const decrypter = new Decrypter()
    decrypter.addPassphrase('four words for a file')
    const { records } = readBundle(await decrypter.decrypt(readFileSync(join(at.out, name))))
    expect(counted.flat().sort()).toEqual(records.map((one) => one.id).sort())
  })

  it('shows a whole record, comparedWith the previous revision or any older one', async () => {
    const id = await at.write({ body: 'They had no shoes.' })
    await at.refile(id, { body: 'They had no coats.' })
    await at.refile(id, { body: 'They had no gloves.' })
    const task = await look()
    const shown = await record(task, id)
    const [version] = shown.versions
    expect(version?.before).toMatchObject({ body: 'They had no coats.' })
    expect(version?.after).toMatchObject({ body: 'They had no gloves.' })
    expect(shown.older).toHaveLength(2)
    expect(shown.comparedWith).toBe(shown.older[0]?.revision)
    const first = await record(task, id, shown.older[1]?.revision)
    expect(first.versions[0]?.before).toMatchObject({ body: 'They had no shoes.' })
  })

  it('shows a first revision with none before it', async () => {
    const id = await at.write()
    const shown = await record(await look(), id)
    expect(shown.versions).toHaveLength(1)
    expect(shown.versions[0]?.before).toBeNull()
    expect(shown).toMatchObject({ older: [], comparedWith: null, files: [], sealed: 0 })
  })

  it('is available only for the export that was reviewed last, and for records in it', async () => {
    const id = await at.write()
    const before = await look()
    const task = await look()
    expect(await failureOf(() => rows(before))).toBe('not-found')
    expect(await failureOf(() => record(before, id))).toBe('not-found')
    expect(await failureOf(() => record(task, 'ab'.repeat(16)))).toBe('not-found')
    expect(await failureOf(() => record(task, id, 'cd'.repeat(32) as never))).toBe('not-found')
  })

  it('names a sealed identity, which is included unopened', async () => {
    await at.desk.handlers['identity.createKey']({ passphrase: 'five other words here', label: '' })
    const source = await at.make()
    await at.desk.handlers['sources.save']({
      id: source.id,
      rev: source.rev,
      content: source.content,
      identity: { name: '박서연', otherNames: [], contact: '', note: '' },
    })
    await at.write({ sourceIds: [source.id] })
    const task = await look()
    expect((await rows(task)).find(({ kind }) => kind === 'source')?.sealed).toBe(2)
    const shown = await record(task, source.id)
    expect(shown.sealed).toBe(2)
    expect(JSON.stringify(shown)).not.toContain('박서연')
  })
})

describe('a report that a person leaves out', () => {
  it('stays here with what only it needs, in the review and in the file', async () => {
    const source = await at.make()
    const stays = await at.write({ title: 'Stays', sourceIds: [source.id] })
    const goes = await at.write({ title: 'Goes' })
    const leftOut: ReportId[] = [stays]
    const task = await look({ leftOut })
    expect((await rows(task)).map(({ name }) => name)).toEqual(['Goes', 'Winter'])
    await at.send({ leftOut })
    const [row] = await at.desk.handlers['exports.list']({})
    expect(row?.reports).toBe(1)
    const kinds = async (id: string) =>
      (
        await at.desk.handlers['journal.list']({ subject: recordId(id), before: null, limit: 10 })
      ).lines.map(({ kind }) => kind)
    expect(await kinds(goes)).toContain('record.exported')
    expect(await kinds(stays)).not.toContain('record.exported')
    expect(await kinds(source.id)).not.toContain('record.exported')
  })
})

describe('an export', () => {
  it('asks for the consent of a claim’s speakers, even if no filed revision of its report names them', async () => {
    const source = await at.make({ consents: [{ ...toShare, withdrawn: '2024-02' }] })
    const { handlers } = at.desk
    const content = { ...reportContent('They had no shoes.'), caseId: at.caseId }
    const of = { ...content, sourceIds: [source.id] }
    const { id, rev } = await handlers['reports.save']({ id: null, rev: 0, content: of })
    const said = claimContent(id, { caseId: at.caseId, sourceIds: [source.id] })
    await handlers['claims.save']({ id: null, rev: 0, content: said })
    const { rev: next } = await handlers['reports.save']({ id, rev, content })
    await handlers['reports.file']({ id, rev: next })
    expect(await at.withheld(() => at.send())).toEqual([`consent:${source.id}:withdrawn`])
    await at.write({ title: 'Of nobody' })
    await at.send({ keepBack: true })
    expect((await handlers['exports.list']({})).map(({ reports }) => reports)).toEqual([1])
  })
})
