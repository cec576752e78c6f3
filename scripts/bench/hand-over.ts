import { utf8 } from '../../src/crypto/bytes.ts'
import { plainDigest } from '../../src/crypto/digest.ts'
import { sign } from '../../src/crypto/sign.ts'
import type { SigningKeyPair } from '../../src/crypto/sign.ts'
import { sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import type { ImportEntry } from '../../src/main/store/vault-rows.ts'
import type { ImportSubject } from '../../src/main/store/exchange-log.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import type {
  AuthorKey,
  CaseId,
  Day,
  RecordId,
  ReportId,
  RevisionId,
  SourceId,
} from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { revisionForm } from '../../src/shared/revision-form.ts'
import { caseOf, claimOf, reportOf, someDay, sourceOf } from './contents.ts'
import type { Random } from '../soak/random.ts'
import { reportText } from './texts.ts'
import { vocabularies } from './words.ts'

/** One colleague's hand-over, in the form that the store takes. */
export type HandOver = {
  readonly entry: ImportEntry
  readonly subjects: readonly ImportSubject[]
  readonly reports: readonly ReportId[]
  readonly sources: readonly SourceId[]
  readonly caseId: CaseId
}

/** Reports in one hand-over: a case, ten sources, these, and a claim for every fifth. */
const reportsAtOnce = 500

const sourcesAtOnce = 10

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/**
 * Hand-overs one after the other, the same in every run of one seed except the sealed identities,
 * which have to be random. Every revision is signed; one report of ten has a second one.
 *
 * @param author the author of all records; the caller wipes the secret key.
 */
export const handOvers = (random: Random, author: SigningKeyPair): (() => HandOver) => {
  const words = vocabularies()
  const sender = hex(author.publicKey) as AuthorKey
  let number = 0
  const id = (): string =>
    Array.from({ length: 4 }, () =>
      random
        .below(2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('')

  const signed = (
    subject: string,
    kind: Revision['kind'],
    content: Canonical,
    parents: readonly RevisionId[],
    seal: Uint8Array | null,
  ): Revision => {
    const unsigned = {
      subject: subject as RecordId,
      kind,
      parents: [...parents],
      author: sender,
      day: someDay(random) as Day,
      content: canonicalJson(content),
      seal: seal === null ? null : hex(plainDigest(seal)),
    }
    const form = utf8(revisionForm(unsigned))
    return {
      ...unsigned,
      id: hex(plainDigest(form)) as RevisionId,
      signature: hex(sign('revision', form, author.secretKey)),
    }
  }

  const subjectOf = (
    revisions: readonly Revision[],
    seal: Uint8Array | null = null,
  ): ImportSubject => {
    const last = revisions.at(-1)
    if (last === undefined) throw new Error('no revision')
    return {
      subject: last.subject,
      kind: last.kind,
      revisions,
      heads: [last.id],
      seals: new Map(seal === null ? [] : [[last.id, seal]]),
    }
  }

  const sourceSubject = (sourceId: string): ImportSubject => {
    number += 1
    const isProtected = random.below(5) > 0
    const seal = isProtected
      ? sealIdentity(new Uint8Array(), [], Buffer.from(sourceId, 'hex'))
      : null
    const content = sourceOf(random, number, isProtected)
    return subjectOf([signed(sourceId, 'source', content, [], seal)], seal)
  }

  return () => {
    const caseId = id() as CaseId
    const sources = Array.from({ length: sourcesAtOnce }, () => id() as SourceId)
    const reports: ReportId[] = []
    const subjects = [
      subjectOf([signed(caseId, 'case', caseOf(random, reportText(words, random)), [], null)]),
      ...sources.map(sourceSubject),
    ]
    for (let i = 0; i < reportsAtOnce; i += 1) {
      const reportId = id() as ReportId
      const sourceIds = random.below(10) === 0 ? [] : [random.pick(sources)]
      const content = reportOf(random, reportText(words, random), { caseId, sourceIds })
      const first = signed(reportId, 'report', content, [], null)
      const later = { ...content, title: `${content.title} 2` }
      reports.push(reportId)
      subjects.push(
        subjectOf(
          i % 10 === 0 ? [first, signed(reportId, 'report', later, [first.id], null)] : [first],
        ),
      )
      if (i % 5 === 0) {
        const claim = claimOf(random, reportId, content)
        subjects.push(subjectOf([signed(id(), 'claim', claim, [], null)]))
      }
    }
    const entry = {
      exportId: id(),
      sender,
      pair: id() + id(),
      seq: 1,
      hash: id() + id(),
      previous: null,
      day: someDay(random) as Day,
    }
    return { entry, subjects, reports, sources, caseId }
  }
}
