import { beforeAll, describe, expect, it } from 'vitest'
import { several } from '../in-full.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { areByAuthor } from '../../src/main/exchange/authorship.ts'
import { backupManifestBytes, readBackupManifest } from '../../src/main/exchange/backup-manifest.ts'
import type { BackupManifest } from '../../src/main/exchange/backup-manifest.ts'
import { newestCard, provingCards } from '../../src/main/exchange/card.ts'
import { recordsIn } from '../../src/main/exchange/filed-revisions.ts'
import {
  chainBytes,
  hashesOf,
  joinChains,
  readChain,
  signChain,
} from '../../src/main/exchange/custody-chain.ts'
import { headsOf } from '../../src/main/exchange/merge.ts'
import { filesNamedIn } from '../../src/main/exchange/named-files.ts'
import { signNotice } from '../../src/main/exchange/notice.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { plan } from '../../src/main/exchange/plan.ts'
import { alsoHolds } from '../../src/main/exchange/revision.ts'
import { newAdvisories } from '../../src/main/vault/custody/advisories.ts'
import { readOriginGroups } from '../../src/main/vault/custody/origins.ts'
import { exportedTexts } from '../../src/main/vault/review/export-findings.ts'
import { createOwnOverrides } from '../../src/main/vault/review/own-overrides.ts'
import { createPrinted } from '../../src/main/vault/review/printed-phrases.ts'
import { applyOverrides, decisionsOf } from '../../src/main/vault/review/review-items.ts'
import { findingsInTexts } from '../../src/main/vault/review/text-findings.ts'
import type { ExportedText } from '../../src/main/vault/review/text-findings.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { PublicationContent } from '../../src/shared/claims.ts'
import type { Card } from '../../src/shared/contacts.ts'
import type { ChainLine, CustodyChain } from '../../src/shared/custody.ts'
import { CaseId } from '../../src/shared/ids.ts'
import type { AuthorKey, RevisionId, SourceId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import type { Finding } from '../../src/shared/lint.ts'
import type { Revision } from '../../src/shared/records.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { findSpellings, spellingIndex } from '../../src/renderer/spellings/find-spellings.ts'
import { rowFaults, rowsOf, spellingsOf } from '../../src/renderer/spellings/spelling-rows.ts'
import { Spellings } from '../../src/shared/spellings.ts'
import { growth, linear } from './cpu-time.ts'
import { caseContent, day, id, person, reportContent, StoredRecords } from './sample.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

const name = (n: number): RevisionId => n.toString(16).padStart(64, '0') as RevisionId

const revisionOf = (
  n: number,
  part: Partial<Omit<Revision, 'content'>> & { readonly content: Canonical },
): Revision => {
  const revision: Revision = {
    id: name(n),
    subject: id(n),
    kind: 'report',
    parents: [],
    author: name(1) as string as AuthorKey,
    day,
    seal: null,
    signature: '0'.repeat(128),
    ...part,
    content: canonicalJson(part.content),
  }
  // Taken as valid: signing thousands would take most of the time.
  alsoHolds(revision)
  return revision
}

const list = <T>(n: number, one: (i: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => one(i))

describe('the cost of a list that comes from outside grows with its length, and no faster:', () => {
  beforeAll(sodiumReady)

  /** `most` entries: as many as such a list may have, or as are made in a short time. */
  const grows = async (
    [few, all]: readonly [number, number],
    prepare: (n: number) => () => unknown,
    most = 4 * all,
  ): Promise<void> => {
    expect(await growth(several(few, all), prepare, most)).toBeLessThan(linear)
  }
  /** For entries that take long to make: the number in a test is not increased. */
  const noMore = 0

  const chainOf = (n: number, actor: string, came = 0): CustodyChain => {
    const by = person()
    const lines: ChainLine[] = []
    for (let i = 0; i < n; i += 1) {
      const about = { lines: lines.slice(-1), subject: id(3), subjectKind: 'report' as const }
      const subjectPrev = hashesOf(about)[0] ?? '0'.repeat(64)
      const [digest, prev] = ['a'.repeat(64), 'b'.repeat(64)]
      const rest = { digest, prev, seq: i + 1, subjectPrev, txn: i + 1 }
      lines.push({ actor, day, kind: 'record.saved', ...rest })
    }
    const arrivals = list(came, (i) => ({
      ...{ exported: day, manifest: name(i) as string, received: day, sender: by.author },
      txn: i + 1,
    }))
    const told = { lines, subject: id(3), subjectKind: 'report' } as const
    return signChain(came === 0 ? told : { ...told, arrivals }, by.author, by.keys)
  }

  it('lines of a chain of custody, read and joined with as many diverging ones as are kept', async () => {
    await grows(
      [150, 2_500],
      (n) => {
        const forks = list(limits.custodyForks, (i) => chainOf(n, `a${String(i)}`))
        const bytes = chainBytes(chainOf(n, 'a'))
        return () => joinChains(forks, readChain(bytes))
      },
      noMore,
    )
  })

  it('files that brought the record of a chain, read and joined with as many diverging ones', async () => {
    const few = limits.custodyArrivals / 4
    await grows([few, few], (n) => {
      const forks = list(limits.custodyForks, (i) => chainOf(1, `a${String(i)}`, n))
      const bytes = chainBytes(chainOf(1, 'a', n))
      return () => joinChains(forks, readChain(bytes))
    })
  })

  it('overrides of a publication, read, told apart by their author and applied', async () => {
    const few = limits.publicationOverrides / 4
    await grows([few, few], (n) => {
      const overrides = list(n, (i) => ({ item: id(i) as string, reason: 'for the test', day }))
      const text = canonicalJson({ ...publicationContent(CaseId.parse(id(1))), overrides })
      const issues = overrides.map(
        ({ item }) => ({ item, kind: 'lint', state: 'blocks', subject: null }) as never,
      )
      const author = name(1) as string as AuthorKey
      return () => {
        const content = PublicationContent.parse(JSON.parse(text))
        const own = createOwnOverrides(author)
        const names = content.overrides.map(({ item }) => item)
        own.add({ id: name(1), author, parents: [] }, names)
        own.add({ id: name(2), author, parents: [name(1)] }, names)
        const ours = content.overrides.filter(({ item }) => own.has(item))
        return applyOverrides(issues, decisionsOf(ours))
      }
    })
  })

  it('notices about one record and about many, against those that are here', async () => {
    const by = person()
    const session = {
      store: { records: { wasPurged: () => false }, notices: { has: () => false } },
    } as never
    for (const subjects of [1, 10_000]) {
      await grows(
        [250, 2_500],
        (n) => {
          const notices = list(n, (i) =>
            signNotice(
              {
                ...{ author: by.author, day, kind: 'withdrawal', revision: null, text: String(i) },
                ...{ subject: id(i % subjects), subjectKind: 'source', uses: ['internal'] },
              },
              by.keys,
            ),
          )
          return () => newAdvisories(session, notices)
        },
        noMore,
      )
    }
  })

  it('records that others need, directly and through others', async () => {
    await grows([250, 5_000], (n) => {
      const kase = revisionOf(1, { kind: 'case', content: caseContent('c') })
      const reports = list(n, (i) => revisionOf(2 + i, { content: reportContent('t', 'b', id(1)) }))
      const all = [kase, ...reports]
      return () =>
        plan({ revisions: all, seals: new Map(), cards: [] }, new StoredRecords(), noPace)
    })
  })

  it('attached files of reports', async () => {
    await grows([60, 2_500], (n) => {
      const all = list(n, (i) => {
        const file = (at: number): Canonical => ({
          id: id(at) as string,
          name: 'a',
          mediaType: 'a/a',
          bytes: 1,
          digest: name(at) as string,
          cleaned: null,
        })
        const attachments = list(4, (at) => file(4 * i + at))
        return revisionOf(i, { content: { ...(reportContent('t', 'b') as object), attachments } })
      })
      return () => filesNamedIn(all)
    })
  })

  it('cards of one author, of which the newest and the fewest that prove its desks are found', async () => {
    await grows([200, 5_000], (n) => {
      const cards = list(
        n,
        (i) => ({ author: name(1), serial: i % 10, day, desks: [name(i)] }) as unknown as Card,
      )
      return () => [newestCard(cards), provingCards(cards)]
    })
  })

  it('entries of a backup’s manifest', async () => {
    await grows([1_000, 10_000], (n) => {
      const digest = name(7) as string
      const bytes = backupManifestBytes({
        ...{
          format: 'understory-backup',
          version: 1,
          backupId: id(1),
          author: digest,
          vault: id(2),
        },
        ...{ day, schema: 1, counts: { records: {}, revisions: {}, journal: {} } },
        ...{ tail: { seq: 1, hash: digest }, key: digest, database: { length: 1, digest } },
        blobs: list(n, (i) => ({ name: id(i), length: 1, digest })),
      } as unknown as BackupManifest)
      return () => readBackupManifest(bytes)
    })
  })

  it('parents of revisions, as many as each may have', async () => {
    await grows([1_000, limits.revisions / 4], (n) => {
      const all = list(n, (i) => ({
        id: name(i),
        author: name(1) as string as AuthorKey,
        parents: list(Math.min(i, limits.parents), (at) => name(i - 1 - at)),
      }))
      return () => [headsOf(all), areByAuthor(all, () => new Set())]
    })
  })

  it('links between sources, in any order', async () => {
    for (const link of [(i: number) => i + 1, (i: number) => i - 1, () => 0]) {
      await grows([1_000, 2_500], (n) => {
        const source = (i: number) => id(i) as string as SourceId
        const all = list(n, (i) => ({ id: source(i), sameOrigin: [source(link(i))] }))
        return () => runAtOnce(readOriginGroups(all))
      })
    }
  })
})

describe('so does a list of spellings', () => {
  it('that is read, and found in a text of all their words', async () => {
    const few = limits.spellings / 4
    const ratio = await growth(
      few,
      (n) => {
        const spellings = list(n, (i) => ({
          preferred: `right${String(i)}`,
          variants: list(limits.spellingVariants, (at) => `wrong${String(i)}x${String(at)}`),
        }))
        const text = spellings.flatMap(({ variants }) => variants).join(' ')
        return () => {
          const read = Spellings.parse(spellings)
          rowFaults(spellingsOf(rowsOf(read)))
          findSpellings(spellingIndex(read), text)
        }
      },
      limits.spellings,
    )
    expect(ratio).toBeLessThan(linear)
  })
})

describe('so does the review of an export, with', () => {
  beforeAll(sodiumReady)

  const exported = (text: string): ExportedText => ({
    ...{ where: 'title', subject: null, place: 'title', name: '', language: 'en', known: [] },
    text,
  })
  const nameExceptions = { itemOf: () => '', has: () => false } as never
  const findingsOf = (text: string, findings: readonly Finding[]) =>
    findingsInTexts(exported(text), [], () => Promise.resolve([...findings]), nameExceptions)

  it('hidden characters, all different, in words of their own and in one', async () => {
    for (const gap of [' a', 'a']) {
      const ratio = await growth(several(250, 1_000), (n) => {
        const characters = list(n, (i) => String.fromCodePoint(0xe000 + i))
        return () => findingsOf(characters.join(gap), [])
      })
      expect(ratio).toBeLessThan(linear)
    }
  })

  it('findings in a text without spaces', async () => {
    const ratio = await growth(several(4_000, 10_000), (n) => {
      const findings = list(
        n,
        (i) => ({ family: 'hidden', start: 2 * i, end: 2 * i + 1 }) as Finding,
      )
      return () => findingsOf('ab'.repeat(n), findings)
    })
    expect(ratio).toBeLessThan(linear)
  })

  it('findings in a text, none of which is a printed phrase', async () => {
    const ratio = await growth(several(1_000, 10_000), (n) => {
      const text = 'a trader in the north '.repeat(n)
      const findings = list(
        n,
        (i) => ({ family: 'phrase', start: 22 * i, end: 22 * i + 8 }) as Finding,
      )
      return () => {
        const isPrinted = createPrinted(text, ['a trader in the border area'])
        return findings.filter(isPrinted)
      }
    })
    expect(ratio).toBeLessThan(linear)
  })

  it('unmerged versions of a report, each with overrides of its own', async () => {
    const ratio = await growth(several(32, 64), (n) => {
      const all = list(n, (i) => {
        const overrides = list(50, (at) => ({
          ...{ family: 'date', quote: `q ${String(i)} ${String(at)}`, reason: 'for the test', day },
        }))
        const content = { ...(reportContent('t', `b ${String(i)}`) as object), overrides }
        return revisionOf(i, { subject: id(1), content })
      })
      const gathered = { revisions: all, records: recordsIn(all) }
      return async () => {
        const within = () => Promise.resolve()
        const us = name(2) as string as AuthorKey
        for await (const texts of exportedTexts(gathered, () => true, us, within)) void texts
      }
    })
    expect(ratio).toBeLessThan(linear)
  })
})
