import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Secret } from '../../src/crypto/secret.ts'
import { createIdentityKeyPair } from '../../src/crypto/v1/identity-seal.ts'
import { createAgeIdentity } from '../../src/main/exchange/age-format.ts'
import type { AuthorKey, CaseId, ReportId, SourceId } from '../../src/shared/ids.ts'
import { exportDecided } from '../exchange/decided.ts'
import { added, cardFile, contactIn, meet, names } from '../exchange/meet.ts'
import { person } from '../exchange/sample.ts'
import { nextTask, session, tokenFor } from '../exchange/test-vault.ts'
import { fill, hybridOf, lettingPass } from '../exchange/two-vaults.ts'
import { failureOf, openVaultOf, passphrase, temporaryFolder } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'

export const deskNames = ['field', 'desk', 'third'] as const
export type DeskName = (typeof deskNames)[number]

/** A desk with a real vault, and what is true of it, whatever others were told. */
export type Desk = {
  readonly name: DeskName
  readonly vault: TestVault
  readonly author: AuthorKey
  /** Keys that it ever named as desks: grants are never taken back (ADR 0015). */
  readonly granted: Set<AuthorKey>
  /** Keys of contacts as they were compared in person, as the vault's digest of them. */
  readonly compared: Map<AuthorKey, string>
  readonly revoked: Set<AuthorKey>
}

/** A file on its way. The attacker sees all of them. */
export type WireFile = {
  readonly bytes: Uint8Array
  /** The key that signed it. */
  readonly sender: AuthorKey
  /** The desks that it is encrypted for. */
  readonly to: readonly DeskName[]
}

export type Attacker = {
  readonly own: ReturnType<typeof person>
  readonly age: { readonly recipient: string; readonly identity: string }
  /** Opens what is sealed to the attacker's own card. */
  readonly identity: { readonly publicKey: Uint8Array; readonly secretKey: Secret }
}

export type World = {
  readonly place: string
  readonly desks: Readonly<Record<DeskName, Desk>>
  readonly attacker: Attacker
  readonly wire: WireFile[]
  readonly kept: {
    readonly caseId: CaseId
    readonly sourceId: SourceId
    readonly reportId: ReportId
  }
  /** A second case without the source: its files go on after a withdrawal. */
  readonly otherCase: CaseId
  /** The desk whose keys the attacker has; null: none yet. */
  compromised: Desk | null
  readonly end: () => void
}

/** The passphrase of the identity key of the desk. */
export const identityWords = 'five other words for identities'

const comparedKeys = async (of: Desk, others: readonly Desk[]): Promise<void> => {
  for (const { author } of others) {
    if (author === of.author) continue
    of.compared.set(author, (await contactIn(of.vault, author)).keys)
  }
}

const newAttacker = async (): Promise<Attacker> => ({
  own: person(),
  age: await createAgeIdentity('hybrid'),
  identity: createIdentityKeyPair(),
})

/**
 * Three desks that compared their keys. The first one lets the others revise its records, and keeps
 * its recovery code in escrow at the second.
 */
export const newWorld = async (): Promise<World> => {
  const place = temporaryFolder()
  mkdirSync(join(place.path, 'wire'))
  const open = async (name: DeskName): Promise<Desk> => {
    const vault = await openVaultOf(join(place.path, name), { pseudonym: name })
    return {
      ...{ name, vault, author: session(vault).author },
      ...{ granted: new Set(), compared: new Map(), revoked: new Set() },
    }
  }
  const desks = { field: await open('field'), desk: await open('desk'), third: await open('third') }
  const { field, desk, third } = desks
  const all = [field, desk, third]
  await desk.vault.handlers['identity.createKey']({ passphrase: identityWords, label: 'Desk' })
  for (const one of all) {
    for (const other of all) if (one !== other) await meet(one.vault, other.vault, place.path)
    await comparedKeys(one, all)
  }
  for (const other of [desk, third]) {
    await names(field.vault, other.vault)
    field.granted.add(other.author)
    await added(other.vault, await cardFile(field.vault, place.path))
  }
  await field.vault.handlers['contacts.sealTo']({ author: desk.author })
  await field.vault.handlers['vault.escrowRecovery']({ passphrase, keyFile: null })
  const kept = await fill(field.vault)
  const { caseId: otherCase } = await fill(field.vault, 'Marsh Tit')
  return {
    place: place.path,
    desks,
    attacker: await newAttacker(),
    wire: [],
    kept,
    otherCase,
    compromised: null,
    end: () => {
      for (const { vault } of all) vault.controller.close()
      place.remove()
    },
  }
}

/** A file of the attacker's making, or of the wire, where a desk opens files from. */
export const asFile = ({ place }: World, bytes: Uint8Array): string => {
  const path = join(place, 'wire', `${nextTask()}.age`)
  writeFileSync(path, bytes)
  return path
}

/** Exports one case of the first desk to some desks. @returns the path; null: refused. */
export const exported = async (
  { place }: World,
  from: Desk,
  caseId: CaseId,
  to: readonly Desk[],
): Promise<string | null> => {
  const choice = { kind: 'case', caseId } as const
  let path: string | null = null
  await failureOf(async () => {
    const recipients = (await Promise.all(to.map(({ vault }) => hybridOf(vault)))).sort()
    const folder = join(place, 'wire')
    const { fileName } = await exportDecided(from.vault.handlers, {
      task: nextTask(),
      choice,
      target: { kind: 'keys', recipients },
      overrides: await lettingPass(from.vault, choice),
      purpose: '',
      folder: tokenFor(from.vault, folder),
    })
    path = join(folder, fileName)
  })
  return path
}
