import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLintClient } from '../../src/main/vault/lint/lint-client.ts'
import { session } from '../exchange/test-vault.ts'
import { exportVault } from './export-vault.ts'
import type { ExportVault } from './export-vault.ts'
import { caseContent, failureOf } from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import { ownLintWorker } from './worker-paths.ts'

let at: ExportVault
beforeEach(async () => {
  at = await exportVault()
})
afterEach(() => {
  vi.restoreAllMocks()
  at.close()
})

describe('the checks', () => {
  const phone = '010-2345-6789'
  const mail = 'heron@example.org'

  it('look at every text that leaves', async () => {
    const { rev } = await at.desk.handlers['cases.get']({ id: at.caseId })
    const question = `Who has ${phone}?`
    await at.desk.handlers['cases.save']({
      id: at.caseId,
      rev,
      content: { ...caseContent('Winter'), question },
    })
    const source = await at.make({ note: `Writes from ${mail}` })
    const reportId = await at.write({
      title: `Call ${phone}`,
      body: `Write to ${mail}`,
      sourceIds: [source.id],
      place: { text: `near ${phone}`, precision: 'site' },
      translations: [
        { language: 'ko', title: '', body: `전화 010-9876-5432`, translator: '', editor: '' },
      ],
    })
    await at.desk.handlers['claims.save']({
      id: null,
      rev: 0,
      content: claimContent(reportId, { caseId: at.caseId, credibilityReason: `Rang ${phone}` }),
    })
    await at.desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(source.id, { basis: `As ${mail} says` }),
    })
    const { items } = await at.review({ purpose: `Answer to ${phone}` })
    const found = items
      .filter(({ family }) => family === 'phone' || family === 'email')
      .map(({ place, about, count, state }) => `${place} ${about} ${count} ${state}`)
      .sort()
    expect(found).toEqual([
      `attribution ${mail} 1 blocks`,
      `case ${phone} 1 blocks`,
      `claim ${phone} 1 blocks`,
      `purpose ${phone} 1 blocks`,
      `report ${phone} 2 blocks`,
      'report 010-9876-5432 1 blocks',
      `report ${mail} 1 blocks`,
      `source ${mail} 1 blocks`,
    ])
  })

  it('look at older revisions too, since they leave', async () => {
    const id = await at.write({ body: `Call ${phone}` })
    await at.refile(id, { body: 'Call them' })
    expect(await at.lines()).toEqual([`lint phone blocks report ${phone}`])
  })

  it('do not ask again about words that the writer overrode', async () => {
    const stands = {
      family: 'phone' as const,
      quote: phone,
      reason: 'The number of an office',
      day: '2024-01-01' as never,
    }
    const id = await at.write({ body: `Call ${phone}`, overrides: [stands] })
    const { items } = await at.review()
    expect(items.map(({ state, reason }) => [state, reason])).toEqual([
      ['overridden', 'The number of an office'],
    ])
    const exportId = await at.send()
    expect((await at.desk.handlers['exports.list']({}))[0]).toMatchObject({
      exportId,
      overridden: [],
    })
    await at.refile(id, { body: `Call ${phone}, or 010-2345-6780` })
    expect(await at.lines()).toEqual([
      'lint phone blocks report 010-2345-6780',
      `lint phone overridden report ${phone}`,
    ])
    await at.refile(id, { body: `Call ${phone}`, overrides: [] })
    expect(await at.lines()).toContain(`lint phone blocks report ${phone}`)
  })

  it('are answered with a reason that covers the very words and no others', async () => {
    const id = await at.write({ body: `Call ${phone}` })
    const overrides = await at.allWith('The desk needs it')
    expect(await at.open({ overrides })).toEqual([])
    await at.refile(id, { body: 'Call 010-2345-6780' })
    expect(await at.lines({ overrides })).toEqual([
      'lint phone blocks report 010-2345-6780',
      `lint phone overridden report ${phone}`,
    ])
    const other = await at.write({ body: `Call ${phone}`, title: 'Another' })
    const { items } = await at.review({ overrides })
    expect(
      items.filter(({ state }) => state === 'blocks').map(({ subject, about }) => [subject, about]),
    ).toContainEqual([other, phone])
  })

  it('stop an export that they could not look over', async () => {
    const id = await at.write()
    vi.spyOn(session(at.desk).lint, 'review').mockResolvedValue(null)
    const items = await at.withheld(() => at.send())
    expect(items.map((item) => item.replace(/[0-9a-f]{32}$/, '…'))).toContain(
      `lint:report-${id}:unchecked:…`,
    )
    expect(readdirSync(at.out)).toEqual([])
  })

  it('report invisible characters, and letters that look like others', async () => {
    await at.write({ title: 'Sp\u0430in', body: 'They\u200b left' })
    expect((await at.lines()).sort()).toEqual([
      'hidden-text hidden blocks report Sp\u0430in',
      'hidden-text hidden blocks report U+200B',
    ])
  })

  it('take an overridden invisible character as overridden in its words, and nowhere else', async () => {
    const stands = { family: 'hidden', reason: 'From a web page', day: '2024-01-01' } as never
    await at.write({
      body: 'They left\u200b early. Nobody\u200b knew. The co\u200bde is here.',
      overrides: [{ ...(stands as object), quote: 'left\u200b' }] as never,
    })
    expect(await at.lines()).toEqual([
      'hidden-text hidden blocks report U+200B',
      'hidden-text hidden overridden report U+200B',
    ])
    await at.send({ overrides: await at.allWith('The desk has seen them') })
  })

  it('take a character that was overridden without its words as overridden nowhere', async () => {
    const quote = '\u200b'
    const override = { family: 'hidden', reason: 'From a web page', day: '2024-01-01', quote }
    await at.write({ body: 'They left\u200b early.', overrides: [override] as never })
    expect(await at.lines()).toContain('hidden-text hidden blocks report U+200B')
  })

  it('take an overridden lookalike letter as overridden in its word alone', async () => {
    const override = { family: 'hidden', reason: 'A name', day: '2024-01-01', quote: 'Sp\u0430in' }
    await at.write({ body: 'Sp\u0430in and P\u0430ris.', overrides: [override] as never })
    expect((await at.lines()).sort()).toEqual([
      'hidden-text hidden blocks report P\u0430ris',
      'hidden-text hidden overridden report Sp\u0430in',
    ])
  })

  it('of a file that is written all know the same names, or it is not written', async () => {
    const source = await at.make()
    await at.write({ sourceIds: [source.id] })
    const room = session(at.desk).identity
    room.sealed(source.id, { name: '박서연', otherNames: [], contact: '', note: '' })
    const { basedOn } = await at.review()
    const sending = at.sendDecided(basedOn)
    // As when the key closes by itself during the checks.
    await new Promise((resolve) => setImmediate(resolve))
    room.end()
    expect(await failureOf(() => sending)).toBe('conflict')
    expect(readdirSync(at.out)).toEqual([])
    await at.send()
    expect(readdirSync(at.out)).toHaveLength(1)
  })

  it('know the names of identities that are open', async () => {
    await at.write({ body: 'They met Pak Sun-i there' })
    expect(await at.lines()).toEqual([])
    const names: string[] = []
    const lint = createLintClient(ownLintWorker, () => names)
    vi.spyOn(session(at.desk).lint, 'review').mockImplementation(lint.review)
    expect(await at.lines()).toEqual([])
    names.push('Pak Sun-i')
    expect(await at.lines()).toEqual(['lint name blocks report Pak Sun-i'])
    names.pop()
    expect(await at.lines()).toEqual([])
    lint.end()
  })
})
