import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sha256 } from '../../src/publication/items.ts'
import { publicationHandlers } from '../../src/main/vault/publishing/publication-handlers.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import type { Out } from '../../src/shared/contract.ts'
import { CaseId, PublicationId, RecordId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { failureOf, vaultAndFolder } from '../vault/harness.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { print } from '../vault/publication-vault.ts'
import { several } from '../in-full.ts'
import { longestWait } from './cpu-time.ts'
import { storeMany } from './many-stored.ts'
import { overPort } from './over-port.ts'
import { caseContent, id, reportContent } from './sample.ts'
import { session, tokenFor } from './test-vault.ts'

const most = 200
/** Reports of the longest text: together about as many megabytes. */
const n = several(5, 20)
const publication = PublicationId.parse(id(2))
const reportId = (i: number) => id(2_000_000 + i)
/** Signs that a page, a table and JSON each escape. */
const sentence = 'They said "=1+1"; it was <cold> & dark, on the bridge.\n'
const formats = ['html', 'csv', 'json', 'ftm', 'uwazi'] as const

let opened: Awaited<ReturnType<typeof vaultAndFolder>>
let out: string
beforeAll(async () => {
  opened = await vaultAndFolder()
  ;({ out } = opened)
  const open = session(opened.desk)
  const body = sentence.repeat(Math.floor(limits.body / sentence.length))
  const content = (i: number): Canonical => ({
    ...(reportContent(`Report ${i}`, body, id(1)) as object),
    handling: { level: 'permitted', note: '', until: '' },
  })
  storeMany(open, [
    { subject: id(1), kind: 'case', content: caseContent('Winter') },
    ...Array.from({ length: n }, (_, i) => ({
      ...{ subject: reportId(i), kind: 'report' as const, content: content(i) },
    })),
  ])
  storeMany(open, [
    {
      ...{ subject: id(2), kind: 'publication' },
      content: {
        ...publicationContent(CaseId.parse(id(1))),
        reports: Array.from({ length: n }, (_, i) => ({
          ...{ reportId: reportId(i), attributionId: null, redactions: [] },
          revision: open.store.revisions.heads(RecordId.parse(reportId(i)))?.head,
        })),
      } as Canonical,
    },
  ])
}, 600_000)
afterAll(() => opened.end())

const ours = publicationHandlers(() => session(opened.desk), {
  check: () => Promise.resolve([]),
  print,
})
const preview = (format: (typeof formats)[number]): Promise<Out<'publications.preview'>> =>
  overPort(ours, 'publications.preview', { id: publication, rev: 1, format })
const review = (): Promise<Out<'publications.review'>> =>
  overPort(ours, 'publications.review', { id: publication, rev: 1 })
const write = async ({ basedOn }: Out<'publications.review'>): Promise<Out<'publications.write'>> =>
  ours['publications.write']({
    ...{ id: publication, basedOn, formats: [...formats], folder: tokenFor(opened.desk, out) },
  })

it('the review, preview and writing of a publication of the longest texts let no request wait for more than 200 ms', async () => {
  const waits: [string, number][] = []
  const wait = async (name: string, act: () => unknown): Promise<void> => {
    waits.push([name, await longestWait(act)])
  }
  const shown = new Map<string, Out<'publications.preview'>>()
  for (const format of formats) {
    await wait(format, async () => shown.set(format, await preview(format)))
  }
  const { content } = await ours['publications.get']({ id: publication })
  await wait('save', () => ours['publications.save']({ id: null, rev: 0, content }))
  let reviewed: Out<'publications.review'> | null = null
  await wait('review', async () => {
    reviewed = await review()
  })
  const decided = reviewed ?? expect.fail('no review')
  const files: Out<'publications.write'>['files'][number][] = []
  await wait('write', async () => {
    files.push(...(await write(decided)).files)
  })
  expect(waits.filter(([, ms]) => ms > most)).toEqual([])
  expect(files).toHaveLength(10)
  for (const { name, digest, bytes } of files) {
    expect(statSync(join(out, name)).size).toBe(bytes)
    expect(sha256(readFileSync(join(out, name)))).toBe(digest)
  }
  // What was shown is the beginning of what is written.
  for (const [format, { text, isWhole }] of shown) {
    const name =
      format === 'uwazi' ? 'uwazi.csv' : format === 'ftm' ? 'record.ftm.json' : `record.${format}`
    expect([name, isWhole, text.length]).toEqual([name, false, limits.publicationShown])
    const file = readFileSync(join(out, 'public-record', name), 'utf8')
    expect(file.startsWith(text)).toBe(true)
  }
}, 600_000)

it('a lock while the files are written deletes them, and nothing is in the folder or the journal', async () => {
  const before = readdirSync(out)
  const writing = write(await review())
  const failed = failureOf(() => writing)
  while (readdirSync(out).length === before.length) {
    await new Promise((resolve) => void setImmediate(resolve))
  }
  opened.desk.controller.close()
  expect(readdirSync(out)).toEqual(before)
  expect(await failed).toBe('locked')
  expect(readdirSync(out)).toEqual(before)
}, 600_000)
