import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/publication/items.ts'
import type { ClaimId, RecordId, RevisionId } from '../../src/shared/ids.ts'
import { failureOf, sourceContent } from './harness.ts'
import { attributionContent } from './protected-content.ts'
import {
  blocks,
  body,
  changeReport,
  consents,
  headOf,
  publicationVault,
  removed,
  save,
  whole,
  write,
} from './publication-vault.ts'
import type { PublicationVault } from './publication-vault.ts'

let at: PublicationVault
beforeEach(async () => {
  at = await publicationVault()
})
afterEach(() => at.close())

describe('a publication', () => {
  it('that is ready is written whole, and everything in it is journaled', async () => {
    // The speakers of a claim stay in the vault.
    const claim = await at.desk.handlers['claims.get']({ id: at.claimId })
    const said = { ...claim.content, sourceIds: [at.sourceId] }
    await at.desk.handlers['claims.save']({ id: claim.id, rev: claim.rev, content: said })
    const publication = await save(at, whole(at))
    expect(await blocks(at, publication)).toEqual([])
    const { files } = await write(at, publication, ['html', 'pdf', 'csv', 'json', 'ftm', 'uwazi'])
    expect(files.map(({ name }) => name)).toEqual([
      'public-record/record-notes.txt',
      'public-record/record.csv',
      'public-record/record.ftm.json',
      'public-record/record.html',
      'public-record/record.json',
      'public-record/record.pdf',
      'public-record/uwazi-mapping.json',
      'public-record/uwazi-notes.txt',
      'public-record/uwazi-template.json',
      'public-record/uwazi.csv',
      'public-record/SHA256SUMS',
    ])
    for (const { name, digest, bytes } of files) {
      const path = join(at.out, name)
      const content = readFileSync(path)
      expect([sha256(content), content.length]).toEqual([digest, bytes])
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(statSync(path).mtimeMs % 86_400_000).toBe(0)
      const text = content.toString('latin1')
      for (const secret of [
        'Kim Chol-su',
        'Quiet Harbour',
        'Kim at the bridge',
        'Heron',
        'sourceIds',
        at.sourceId,
        at.reportId,
        at.claimId,
        at.place.path,
      ]) {
        expect(text).not.toContain(secret)
      }
    }
    for (const subject of [publication.id, at.claimId, at.reportId, at.phrase.id, at.sourceId]) {
      const { lines } = await at.desk.handlers['journal.list']({ subject, before: null, limit: 10 })
      expect(lines.map(({ kind }) => kind)).toContain('record.published')
    }
    expect((await at.ours['publications.get']({ id: publication.id })).written).toHaveLength(1)
  })

  it('is the same bytes when it is written again, in a folder of its own', async () => {
    const publication = await save(at, whole(at))
    const formats = ['html', 'csv', 'json', 'pdf'] as const
    const first = await write(at, publication, [...formats])
    const second = await write(at, publication, [...formats])
    expect(second.files.map(({ digest }) => digest)).toEqual(
      first.files.map(({ digest }) => digest),
    )
    expect(readdirSync(at.out).sort()).toEqual(['public-record', 'public-record-2'])
  })

  it('is previewed as exactly the bytes that are written', async () => {
    const publication = await save(at, whole(at))
    await write(at, publication, ['html', 'csv'])
    for (const format of ['html', 'csv'] as const) {
      const { text } = await at.ours['publications.preview']({
        id: publication.id,
        rev: publication.rev,
        format,
      })
      expect(text).toBe(readFileSync(join(at.out, `public-record/record.${format}`), 'utf8'))
    }
  })

  it('tells only language and script of a text, and nothing of the keyboard', async () => {
    const decomposed = body.replace('shoes', '\u1109\u1175\u11ab\u1107\u1161\u11af')
    for (const [language, printed] of [
      ['ko-KP', 'ko'],
      ['ko-hyesan', 'ko'],
      ['zh-Hans-CN', 'zh-Hans'],
    ] as const) {
      await changeReport(at, { language, body: `${decomposed} ${language}` })
      at.revision = await headOf(at)
      const { id, rev } = await save(at, {
        ...whole(at),
        reports: [
          {
            ...whole(at).reports[0]!,
            redactions: [
              removed,
              {
                start: decomposed.length,
                end: decomposed.length + language.length + 1,
                category: 'other',
              },
            ],
          },
        ],
      })
      for (const format of ['html', 'csv', 'json', 'ftm', 'uwazi'] as const) {
        const { text } = await at.ours['publications.preview']({ id, rev, format })
        expect(text).not.toMatch(/KP|hyesan|Hans-CN/)
        expect(text).toBe(text.normalize('NFC'))
        expect(text).toContain('신발')
      }
      const { text } = await at.ours['publications.preview']({ id, rev, format: 'json' })
      expect((JSON.parse(text) as { texts: { language: string }[] }).texts[0]!.language).toBe(
        printed,
      )
    }
  })

  it('marks findings in its preview at their place in the file', async () => {
    const content = whole(at)
    const publication = await save(at, { ...content, summary: 'Kim Chol-su <told> us' })
    const { text, findings } = await at.ours['publications.preview']({
      id: publication.id,
      rev: publication.rev,
      format: 'html',
    })
    expect(findings?.map(({ start, end }) => text.slice(start, end))).toEqual(['Kim Chol-su'])
  })

  it('cannot refer to missing records, or print one source under the phrase of another', async () => {
    const other = await at.desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: { ...sourceContent('Copper Lantern'), consents },
      identity: null,
    })
    const foreign = await at.desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(other.id),
    })
    const content = whole(at)
    const [claim] = content.claims
    const [text] = content.reports
    for (const bad of [
      { ...content, claims: [{ ...claim!, claimId: 'ab'.repeat(16) as ClaimId }] },
      { ...content, claims: [{ ...claim!, attributionId: foreign.id }] },
      { ...content, claims: [claim!, claim!] },
      { ...content, reports: [{ ...text!, revision: 'ab'.repeat(32) as RevisionId }] },
      { ...content, reports: [{ ...text!, redactions: [{ ...removed, end: 10_000 }] }] },
    ]) {
      expect(await failureOf(() => save(at, bad))).toBe('invalid')
    }
  })
})

describe('the content of a publication', () => {
  it('cannot be deleted from the vault', async () => {
    await save(at, whole(at))
    const { rev } = await at.desk.handlers['claims.get']({ id: at.claimId })
    const remove = () =>
      at.desk.handlers['records.remove']({ id: at.claimId as string as RecordId, rev })
    expect(await failureOf(remove)).toBe('in-use')
  })
})

describe('a written PDF', () => {
  it('has no data about its making', async () => {
    await write(at, await save(at, whole(at)), ['pdf'])
    const bytes = readFileSync(join(at.out, 'public-record/record.pdf')).toString('latin1')
    expect(bytes).not.toMatch(
      /\/(?:Info|ID|Metadata|Author|Producer|Creator|CreationDate|ModDate|Title)\b/,
    )
    expect(bytes).not.toMatch(/pdf-lib|Hopding|Somebody/i)
  })
})
