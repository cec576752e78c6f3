import { utf8 } from '../../src/crypto/bytes.ts'
import { plainDigest } from '../../src/crypto/digest.ts'
import { hex } from '../../src/main/exchange/revision.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import type { RecordId, RevisionId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { revisionForm } from '../../src/shared/revision-form.ts'
import { day } from './sample.ts'

type Stored = {
  readonly subject: RecordId
  readonly kind: Revision['kind']
  readonly content: Canonical
}

/** Not signed: the store reads the digest alone, and thousands of signatures take seconds. */
const revisionOf = (author: Session['author'], { subject, kind, content }: Stored): Revision => {
  const text = canonicalJson(content)
  const body = { subject, kind, parents: [], author, day, content: text, seal: null }
  const id = hex(plainDigest(utf8(revisionForm(body)))) as RevisionId
  return { ...body, id, signature: 'f'.repeat(128) }
}

/** Writes records with one revision each, in one transaction. */
export const storeMany = ({ store, author }: Session, records: readonly Stored[]): void =>
  store.together(() => {
    for (const record of records) {
      const revision = revisionOf(author, record)
      const input = { id: record.subject, rev: 0, content: record.content, revision } as never
      switch (record.kind) {
        case 'case':
          store.cases.save(input)
          break
        case 'source':
          store.sources.save({ ...(input as object), seal: null } as never)
          break
        case 'report':
          store.reports.save(input)
          store.reports.file({ id: record.subject as never, rev: 1, revision })
          break
        case 'claim':
          store.claims.save(input)
          break
        case 'attribution':
          store.attributions.save(input)
          break
        case 'publication':
          store.publications.save(input)
      }
    }
  })
