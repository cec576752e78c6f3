import { openRecoveryCode } from '../../src/crypto/v1/recovery-escrow.ts'
import type { Secret } from '../../src/crypto/secret.ts'
import { escrowBytes, escrowSeal } from '../../src/main/exchange/escrow.ts'
import { unhex } from '../../src/main/exchange/revision.ts'
import { eachValidAdvisory } from '../../src/main/vault/custody/valid-advisories.ts'
import { knownContacts } from '../../src/main/vault/contacts/trust-status.ts'
import { noticeId } from '../../src/main/exchange/notice.ts'
import type { AuthorKey } from '../../src/shared/ids.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import { revisionsOf } from './honest-actions.ts'
import type { Desk, World } from './world.ts'

/** What was true before, and has to stay so. */
export type Remembered = {
  /** Advisories that a desk once held for valid, by desk. */
  readonly advisories: Map<string, Set<string>>
}

export const newMemory = (): Remembered => ({ advisories: new Map() })

const storeOf = ({ vault }: Desk) => session(vault).store

/** Desks whose keys the attacker does not have. */
const honest = ({ desks, compromised }: World): Desk[] =>
  Object.values(desks).filter((desk) => desk !== compromised)

const mayWrite = (of: Desk, author: AuthorKey): boolean =>
  author === of.author || of.granted.has(author)

/** No revision is held as one of a desk that did not write it, or that may not revise the record. */
const revisionFaults = (world: World, at: Desk): string[] => {
  const byAuthor = new Map(honest(world).map((desk) => [desk.author, desk]))
  return revisionsOf(at).flatMap(({ id, author, subject }) => {
    const writer = byAuthor.get(author)
    if (writer !== undefined && !storeOf(writer).revisions.has(id)) {
      return [`${at.name} has a revision that ${writer.name} did not write`]
    }
    const root = byAuthor.get(storeOf(at).revisions.rootAuthor(subject) ?? author)
    const isForeign = root !== undefined && !mayWrite(root, author)
    return isForeign ? [`${at.name} has a revision of ${root.name}’s record by another key`] : []
  })
}

/** A notice counts only by a desk that may say so, and is never undone. */
const noticeFaults = (world: World, at: Desk, seen: Remembered): string[] => {
  const subject = RecordId.parse(world.kept.sourceId)
  const { field } = world.desks
  const byAuthor = new Map(honest(world).map((desk) => [desk.author, desk]))
  const valid = [...eachValidAdvisory(storeOf(at), subject)]
  const faults = valid.flatMap((notice) => {
    const { author } = notice
    const writer = byAuthor.get(author)
    const isKnown =
      writer === undefined ||
      [...storeOf(writer).notices.of(subject)].some(({ id }) => id === noticeId(notice))
    if (!isKnown) return [`${at.name} holds a notice for true that ${writer.name} did not write`]
    return mayWrite(field, author) ? [] : [`${at.name} holds a notice of a stranger for true`]
  })
  const now = new Set(valid.map(noticeId))
  const before = seen.advisories.get(at.name) ?? new Set()
  if ([...before].some((id) => !now.has(id))) faults.push(`${at.name} has lost a notice`)
  seen.advisories.set(at.name, now)
  return faults
}

/** Verified are only keys that were compared, and the attacker's names are told apart. */
const contactFaults = (world: World, at: Desk): string[] =>
  knownContacts(storeOf(at)).flatMap(({ state, entry, card }) => {
    const compared = at.compared.get(entry.author)
    if (state === 'verified' && (compared === undefined || at.revoked.has(entry.author))) {
      return [`${at.name} has a verified contact that it never compared, or that it revoked`]
    }
    const other = Object.values(world.desks).find(({ author }) => author === entry.author)
    const isReplaced =
      state === 'verified' &&
      other !== undefined &&
      card.recipient !== session(other.vault).age.hybrid.recipient
    return isReplaced ? [`${at.name} holds other keys of ${other.name} for the compared ones`] : []
  })

/** A recovery code is held as its vault sealed it, for compared contacts alone. */
const escrowFaults = (world: World, at: Desk): string[] =>
  storeOf(at)
    .escrows.held()
    .flatMap(({ escrow }) => {
      if (!at.compared.has(escrow.author)) return [`${at.name} holds a code of a stranger`]
      const owner = honest(world).find(({ author }) => author === escrow.author)
      if (owner === undefined) return []
      const isOwners = storeOf(owner)
        .escrows.own()
        .some((own) => Buffer.compare(escrowBytes(own.escrow), escrowBytes(escrow)) === 0)
      return isOwners ? [] : [`${at.name} holds a code that ${owner.name} did not seal`]
    })

const opens = (world: World, secret: Secret): boolean =>
  honest(world).some((desk) =>
    storeOf(desk)
      .escrows.own()
      .some(({ escrow }) => {
        try {
          const owner = { signer: unhex(escrow.author), serial: escrow.serial }
          openRecoveryCode(escrowSeal(escrow), secret, owner).wipe()
          return true
        } catch {
          return false
        }
      }),
  )

/** @param secrets all keys of the attacker that open seals. */
const openedFaults = (world: World, secrets: readonly Secret[]): string[] =>
  secrets.some((secret) => opens(world, secret)) ? ['the attacker opens a recovery code'] : []

/** Everything that must hold after each step; empty: it holds. */
export const faultsIn = (
  world: World,
  seen: Remembered,
  secrets: readonly Secret[] = [world.attacker.identity.secretKey],
): string[] => [
  ...honest(world).flatMap((at) => [
    ...revisionFaults(world, at),
    ...noticeFaults(world, at, seen),
    ...contactFaults(world, at),
    ...escrowFaults(world, at),
  ]),
  ...openedFaults(world, secrets),
]
