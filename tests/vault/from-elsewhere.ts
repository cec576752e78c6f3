import type { Canonical } from '../../src/shared/canonical.ts'
import type { Identity } from '../../src/shared/identity.ts'
import { AuthorKey, Day, SourceId } from '../../src/shared/ids.ts'
import type { RecordId, RevisionId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { sealFor } from '../../src/main/vault/sealed-identities/identity-seals.ts'
import { person, signed } from '../exchange/sample.ts'
import { session } from '../exchange/test-vault.ts'
import type { TestVault } from './harness.ts'

let somebody: ReturnType<typeof person> | null = null
let arrivals = 0

/** The author of the received revisions, a contact of no vault. */
export const stranger = (): ReturnType<typeof person> => (somebody ??= person())

/** Receives another author's revision of a record, as by a file: a child of the given one. */
export const arriveAt = (
  desk: TestVault,
  kind: Revision['kind'],
  subject: RecordId,
  parents: readonly RevisionId[],
  content: Canonical,
  identity: Identity | null = null,
): Revision => {
  const { store } = session(desk)
  const isProtected = kind === 'source' && (content as { kind: string }).kind === 'protected'
  const seal = isProtected ? sealFor(store, SourceId.parse(subject), identity) : null
  const revision = signed(stranger(), {
    subject,
    kind,
    content,
    parents: [...parents],
    ...(seal === null ? {} : { seal }),
  })
  receiveAt(desk, revision, seal)
  return revision
}

/** Receives a revision by any author. */
export const receiveAt = (
  desk: TestVault,
  revision: Revision,
  seal: Uint8Array | null = null,
): void => {
  const { store } = session(desk)
  const { subject, kind, parents } = revision
  const heads = store.revisions.heads(subject)?.heads ?? []
  arrivals += 1
  store.exchange.commitImport(
    {
      exportId: arrivals.toString(16).padStart(32, '0'),
      sender: AuthorKey.parse(stranger().author),
      pair: 'pair',
      seq: arrivals,
      hash: arrivals.toString(16),
      previous: null,
      day: Day.parse('2025-03-01'),
    },
    [
      {
        subject,
        kind,
        revisions: [revision],
        heads: [...heads.filter((head) => !parents.includes(head)), revision.id].sort(),
        seals: new Map(seal === null ? [] : [[revision.id, seal]]),
      },
    ],
  )
}
