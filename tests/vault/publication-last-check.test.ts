import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lint } from '../../src/disclosure-checks/lint.ts'
import type { LintPort } from '../../src/main/vault/lint/lint-port.ts'
import { publicationHandlers } from '../../src/main/vault/publishing/publication-handlers.ts'
import type { PublicationContent } from '../../src/shared/claims.ts'
import { session, tokenFor } from '../exchange/test-vault.ts'
import { failureOf } from './harness.ts'
import { attributionContent } from './protected-content.ts'
import {
  changeSource,
  check,
  consents,
  print,
  publicationVault,
  save,
  whole,
} from './publication-vault.ts'
import type { PublicationVault } from './publication-vault.ts'
import { reviewOf } from '../exchange/decided.ts'

let at: PublicationVault
beforeEach(async () => {
  at = await publicationVault()
})
afterEach(() => at.close())

describe('between review and writing', () => {
  it('consent that is taken back while the checks run still stops it', async () => {
    const publication = await save(at, whole(at))
    let isFirst = true
    const slow = publicationHandlers(() => session(at.desk), {
      print,
      check: async (input) => {
        if (isFirst) {
          isFirst = false
          await changeSource(at, { consents: [{ ...consents[0]!, withdrawn: '2024-02' }] })
        }
        return check(input)
      },
    })
    const { basedOn } = await reviewOf(at.ours, publication.id)
    const attempt = (): unknown =>
      slow['publications.write']({
        id: publication.id,
        basedOn,
        formats: ['html'],
        folder: tokenFor(at.desk, at.out),
      })
    expect(await failureOf(attempt)).toBe('withheld')
    expect(readdirSync(at.out)).toEqual([])
  })

  it('consent that is withdrawn during the last check still blocks the publication', async () => {
    const publication = await save(at, whole(at))
    let left = 5
    const slow = publicationHandlers(() => session(at.desk), {
      print,
      check: async (input) => {
        const found = await check(input)
        left -= 1
        if (left === 0) throw new Error('more texts than counted')
        if (input.text.includes('shoes')) {
          void Promise.resolve().then(() =>
            changeSource(at, { consents: [{ ...consents[0]!, withdrawn: '2024-02' }] }),
          )
        }
        return found
      },
    })
    const { basedOn } = await reviewOf(at.ours, publication.id)
    const attempt = (): unknown =>
      slow['publications.write']({
        id: publication.id,
        basedOn,
        formats: ['html'],
        folder: tokenFor(at.desk, at.out),
      })
    expect(await failureOf(attempt)).toBe('withheld')
    expect(readdirSync(at.out)).toEqual([])
  })

  it('an issue that arises while the files are written stops it, also if it was overridden before', async () => {
    const overrides = consents.map(({ use }) => ({
      ...{ item: `consent:${at.sourceId}:${use}`, reason: 'Agreed by phone.', day: '2024-04-09' },
    })) as PublicationContent['overrides']
    const publication = await save(at, { ...whole(at), overrides })
    const { basedOn, items } = await reviewOf(at.ours, publication.id)
    expect(items.filter(({ state }) => state === 'overridden')).toEqual([])
    const folder = tokenFor(at.desk, at.out)
    const written = Promise.resolve(
      at.ours['publications.write']({
        ...{ id: publication.id, basedOn, formats: ['html', 'csv', 'json'], folder },
      }),
    )
    const refused = failureOf(() => written)
    while (readdirSync(at.out).length === 0) await new Promise((done) => setImmediate(done))
    await changeSource(at, { consents: [] })
    expect(await refused).toBe('conflict')
    expect(readdirSync(at.out)).toEqual([])
  })

  it('an embargo that a draft of the report adds while the checks run stops it, and a claim with it', async () => {
    const publication = await save(at, { ...whole(at), reports: [] })
    let isFirst = true
    const slow = publicationHandlers(() => session(at.desk), {
      print,
      check: async (input) => {
        if (isFirst) {
          isFirst = false
          const { rev, content } = await at.desk.handlers['reports.get']({ id: at.reportId })
          const handling = { level: 'embargo', note: '', until: '2999' } as const
          const changed = { ...content, handling, sourceIds: [] }
          await at.desk.handlers['reports.save']({ id: at.reportId, rev, content: changed })
        }
        return check(input)
      },
    })
    const folder = tokenFor(at.desk, at.out)
    const { basedOn } = await reviewOf(at.ours, publication.id)
    const refused: unknown = await Promise.resolve(
      slow['publications.write']({ id: publication.id, basedOn, formats: ['html'], folder }),
    ).catch((cause: unknown) => cause)
    expect(refused).toMatchObject({
      code: 'withheld',
      fields: expect.arrayContaining([
        `draft:${at.claimId}:not-filed`,
        `embargo:${at.reportId}:2999`,
      ]),
    })
    expect(readdirSync(at.out)).toEqual([])
  })

  it('names that go or come while the checks run stop it: some texts were looked over without them', async () => {
    const publication = await save(at, whole(at))
    const identity = { name: '박서연', otherNames: [], contact: '', note: '' }
    const room = session(at.desk).identity
    const writeWhile = async (change: () => void): Promise<unknown> => {
      let isFirst = true
      const slow = publicationHandlers(() => session(at.desk), {
        print,
        check: async (input) => {
          const found = await check(input)
          if (isFirst) change()
          isFirst = false
          return found
        },
      })
      const { basedOn } = await reviewOf(at.ours, publication.id)
      return slow['publications.write']({
        id: publication.id,
        basedOn,
        formats: ['html'],
        folder: tokenFor(at.desk, at.out),
      })
    }
    const seal = (): void => room.sealed(at.sourceId, identity)
    expect(await failureOf(() => writeWhile(seal))).toBe('conflict')
    expect(await failureOf(() => writeWhile(() => room.end()))).toBe('conflict')
    seal()
    room.end()
    expect(readdirSync(at.out)).toEqual([])
    expect(await writeWhile(() => undefined)).toMatchObject({ files: [{}, {}] })
  })

  it('a registered phrase does not block and an unregistered one does, with the real checks', async () => {
    const real: LintPort = ({ text }) =>
      Promise.resolve(lint(text).map((one) => ({ ...one, replacement: null })))
    const checked = publicationHandlers(() => session(at.desk), { check: real, print })
    const families = async (content: PublicationContent): Promise<string[]> => {
      const { id } = await save(at, content)
      const { items } = await reviewOf(checked, id)
      return items
        .filter(({ kind, state }) => kind === 'lint' && state === 'blocks')
        .map(({ item, about }) => `${item.split(':')[2]}:${about}`)
    }
    await at.desk.handlers['attributions.save']({
      id: at.phrase.id,
      rev: at.phrase.rev,
      content: attributionContent(at.sourceId, { phrase: 'a trader in the border area' }),
    })
    const [claim] = whole(at).claims
    const saying = (wording: string): PublicationContent => ({
      ...whole(at),
      claims: [{ ...claim!, wording }],
    })
    expect(await families(whole(at))).toEqual([])
    expect(await families(saying('A trader in the border area said that ten left.'))).toEqual([])
    expect(await families(saying('A trader in Hyesan said that ten left.'))).toEqual([
      expect.stringMatching(/^phrase:A trader in Hyesan/),
    ])
    expect(
      await families({ ...whole(at), summary: 'A trader in Hyesan said that ten left.' }),
    ).toEqual([expect.stringMatching(/^phrase:A trader in Hyesan/)])
  })
})
