import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Attachment } from '../../src/shared/attachments.ts'
import type { Parsed } from '../../src/shared/contract.ts'
import { contract } from '../../src/shared/contract.ts'
import { Identity } from '../../src/shared/identity.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { ReportContent } from '../../src/shared/records.ts'
import { caseContent, passphrase, reopen, reportContent, sourceContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask, tokenFor } from './test-vault.ts'
import { hostileTexts } from './hostile-input.ts'
import { passedOn, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

let two: Two
beforeAll(async () => {
  two = await twoVaults()
}, 120_000)
afterAll(() => two.end())

const fresh = { id: null, rev: 0 } as const
const own = 'five other words for identities'
const groupsOf = (texts: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(texts.length / size) }, (_, n) =>
    texts.slice(n * size, (n + 1) * size),
  )

const added = (of: TestVault, path: string): Promise<Attachment> =>
  Promise.resolve(of.handlers['attachments.add']({ task: nextTask(), file: tokenFor(of, path) }))

describe('what trips programs, beside the fields of records,', () => {
  it('is sealed in an identity, and read back to the letter', async () => {
    const { handlers } = two.field
    await handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
    const fits = (one: unknown): boolean => Identity.safeParse(one).success
    const plain: Identity = { name: 'x', otherNames: [], contact: '', note: '' }
    const names = hostileTexts.filter((name) => fits({ ...plain, name }))
    const notes = hostileTexts.filter((note) => fits({ ...plain, note, contact: note }))
    expect(names.length).toBeGreaterThan(60)
    expect(notes.length).toBeGreaterThan(80)
    const sealed = new Map<Parsed<'identity.read'>['sourceId'], Identity>()
    for (const [at, [name = 'x', ...otherNames]] of groupsOf(names, 11).entries()) {
      const some = groupsOf(notes, Math.ceil(notes.length / 9))[at] ?? []
      const identity = {
        name,
        otherNames,
        note: some.join('\n').slice(0, 900),
        contact: notes[at] ?? '',
      }
      expect(fits(identity)).toBe(true)
      const content = sourceContent(`Heron ${String(at)}`)
      const { id } = await handlers['sources.save']({ ...fresh, content, identity })
      sealed.set(id, identity)
    }
    for (const [sourceId, identity] of sealed) {
      const read = await handlers['identity.read']({ sourceId, passphrase: own, reason: 'x' })
      expect(read.identities).toEqual([identity])
    }
  }, 120_000)

  it('is why a record is kept, until the next text takes its place, and after a lock', async () => {
    const { handlers } = two.field
    const kase = await handlers['cases.save']({ ...fresh, content: caseContent('Kept') })
    const id = kase.id as string as RecordId
    let last = ''
    let kept = 0
    for (const reason of hostileTexts) {
      const asked = { id, eraseAfter: '2099-01-01' as const, hold: true, reason }
      const input = contract['retention.set'].input.safeParse(asked)
      if (!input.success) continue
      await handlers['retention.set'](input.data)
      expect((await handlers['retention.of']({ id }))[0]?.reason).toBe(reason)
      kept += 1
      last = reason
    }
    expect(kept).toBeGreaterThan(80)
    two.field.controller.close()
    await two.field.controller.unlock({ passphrase, keyFile: null })
    expect((await two.field.handlers['retention.of']({ id }))[0]?.reason).toBe(last)
  }, 60_000)

  it('names attached files and their cleaned copies, here and where they are sent', async () => {
    const { field, desk } = two
    const path = join(two.place, 'a.bin')
    writeFileSync(path, 'some bytes')
    const report = { ...reportContent('They crossed.'), title: 'Names' }
    const kase = await field.handlers['cases.save']({ ...fresh, content: caseContent('Files') })
    const written: { id: Parsed<'reports.get'>['id']; content: ReportContent }[] = []
    for (const texts of groupsOf(hostileTexts, 8)) {
      const attachments: Attachment[] = []
      for (const name of texts) {
        const [original, copy] = [await added(field, path), await added(field, path)]
        const { cleaned: _, ...plain } = { ...copy, name }
        const named = { ...original, name, cleaned: plain }
        if (!ReportContent.safeParse({ ...report, attachments: [named] }).success) continue
        attachments.push(named)
      }
      if (attachments.length === 0) continue
      const content = { ...report, caseId: kase.id, attachments }
      const { id, rev } = await field.handlers['reports.save']({ ...fresh, content })
      await field.handlers['reports.file']({ id, rev })
      written.push({ id, content })
    }
    expect(written.flatMap(({ content }) => content.attachments).length).toBeGreaterThan(80)
    await passedOn(two, { kind: 'case', caseId: kase.id })
    for (const { id, content } of written) {
      for (const of of [field, desk])
        expect((await of.handlers['reports.get']({ id })).content).toEqual(content)
    }
  }, 120_000)

  it('is the name of a second reader, without the white space around it, and after a lock', async () => {
    const { handlers } = two.desk
    const names = hostileTexts.filter((name) => {
      const asked = { name, passphrase: 'egret reads it all twice' }
      return contract['reviewers.add'].input.safeParse(asked).success
    })
    expect(names.length).toBeGreaterThan(60)
    const every = Math.ceil(names.length / limits.reviewers)
    const some = names.filter((_, at) => at % every === 0)
    for (const [at, name] of some.entries()) {
      const words = `egret reads it all ${String(at)} times`
      const { reviewers } = await handlers['reviewers.add']({ name, passphrase: words })
      expect(reviewers.map((one) => one.name)).toContain(name.trim())
    }
    two.desk.controller.close()
    const opened = await reopen(two.desk.folder)
    const { reviewers } = await opened.handlers['reviewers.list']({})
    expect(reviewers.map((one) => one.name).sort()).toEqual(some.map((one) => one.trim()).sort())
    opened.controller.close()
  }, 120_000)
})
