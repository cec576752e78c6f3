import type { Random } from '../../scripts/soak/random.ts'
import { createRecoveryCode } from '../../src/crypto/recovery-code.ts'
import { sealRecoveryCode } from '../../src/crypto/v1/recovery-escrow.ts'
import type { ExportMetadata } from '../../src/main/exchange/build-export.ts'
import { signCard } from '../../src/main/exchange/card.ts'
import { signEscrow } from '../../src/main/exchange/escrow.ts'
import { signNotice } from '../../src/main/exchange/notice.ts'
import { unhex } from '../../src/main/exchange/revision.ts'
import type { VerifiedBundle } from '../../src/main/exchange/verify-bundle.ts'
import type { Card } from '../../src/shared/contacts.ts'
import type { Escrow } from '../../src/shared/escrow.ts'
import type { Notice } from '../../src/shared/custody.ts'
import { RecordId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { day, reportContent, signed } from '../exchange/sample.ts'
import type { person } from '../exchange/sample.ts'
import { session } from '../exchange/test-vault.ts'
import type { Desk, World } from './world.ts'

type Person = ReturnType<typeof person>

/** Names that are, or look like, those of the desks. */
export const lookAlikes = ['field', 'fieId', 'desk', 'dеsk', 'third', 'thіrd', 'Desk '] as const

/** A card in the name of a desk with the attacker's keys in it, signed by whom he can sign as. */
export const cardInName = (world: World, of: Desk, by: Person, serial: number): Card => {
  const { attacker } = world
  const unsigned = {
    author: of.author,
    pseudonym: of.name,
    recipient: attacker.age.recipient,
    identity: Buffer.from(attacker.identity.publicKey).toString('base64url'),
    desks: [attacker.own.author],
    serial,
    day,
  }
  return signCard(unsigned, by.keys)
}

/** What a forged bundle holds. */
type Parts = {
  cards: Card[]
  revisions: Revision[]
  readonly seals: { readonly subject: RecordId; readonly bytes: Uint8Array }[]
  notices: Notice[]
  chains: ExportMetadata['chains']
  escrow: Escrow | null
}

const stolenParts = (source: VerifiedBundle | null): Parts => ({
  cards: [...(source?.cards ?? [])],
  revisions: [...(source?.revisions ?? [])],
  seals: (source?.revisions ?? []).flatMap(({ id, subject }) => {
    const bytes = source?.seals.get(id)
    return bytes === undefined ? [] : [{ subject, bytes }]
  }),
  notices: [...(source?.notices ?? [])],
  chains: source?.chains ?? [],
  escrow: null,
})

const nothingStolen = (): Parts => stolenParts(null)

const newestReport = ({ revisions }: Parts): Revision | null =>
  revisions.filter(({ kind }) => kind === 'report').at(-1) ?? null

/** Adds one forgery to the parts. */
type Forgery = (parts: Parts, world: World, by: Person, random: Random) => void

const content = reportContent('Changed', 'Nothing happened here')

/** A revision over the newest one that the attacker knows, here or in the file. */
const revision = (parts: Parts, world: World, by: Person): Revision => {
  const known = newestReport(parts)
  const { store } = session(world.desks.field.vault)
  const subject = known?.subject ?? RecordId.parse(world.kept.reportId)
  const head = known?.id ?? store.revisions.heads(subject)?.head ?? null
  return signed(by, { subject, kind: 'report', content, parents: head === null ? [] : [head] })
}

const notice = (world: World, by: Person, random: Random): Notice =>
  signNotice(
    {
      ...{ author: by.author, day, kind: 'withdrawal', revision: null, text: '' },
      ...{ subject: RecordId.parse(world.kept.sourceId), subjectKind: 'source' },
      uses: [random.pick(['internal', 'share-desk'])],
    },
    by.keys,
  )

/** A recovery code that the attacker made up, sealed to himself. */
const escrow = ({ attacker }: World, { author, keys }: Person, random: Random): Escrow => {
  const serial = 1 + random.below(99)
  const owner = { signer: unhex(author), serial }
  const seal = sealRecoveryCode(createRecoveryCode(), [attacker.identity.publicKey], owner)
  return signEscrow({ author, day, serial, seal }, keys)
}

const anyDesk = ({ desks }: World, random: Random): Desk => random.pick(Object.values(desks))

/** Whole in form: only the signature is by another key than the name says. */
const inName = (world: World, { keys }: Person, random: Random): Person => ({
  author: anyDesk(world, random).author,
  keys,
})

const forgeries = {
  // Nothing but another signature around it.
  resigned: () => undefined,
  revise: (parts, world, by) => {
    parts.revisions.push(revision(parts, world, by))
  },
  'revise in name': (parts, world, by, random) => {
    parts.revisions.push(revision(parts, world, inName(world, by, random)))
  },
  // A second beginning of a known record.
  'second root': (parts, world, by) => {
    const subject = RecordId.parse(world.kept.reportId)
    parts.revisions.push(signed(by, { subject, kind: 'report', content }))
  },
  // Other words under the name of an authentic revision.
  substitute: (parts, world, by) => {
    const known = newestReport(parts) ?? revision(parts, world, by)
    const other = { ...known, content: revision(parts, world, by).content }
    parts.revisions = [...parts.revisions.filter(({ id }) => id !== known.id), other]
  },
  notice: (parts, world, by, random) => {
    parts.notices = [notice(world, by, random)]
  },
  'notice in name': (parts, world, by, random) => {
    parts.notices = [notice(world, inName(world, by, random), random)]
  },
  // Only what is left of a withdrawal without it.
  'no notice': (parts) => {
    parts.notices = []
  },
  escrow: (parts, world, by, random) => {
    parts.escrow = escrow(world, by, random)
  },
  'escrow in name': (parts, world, by, random) => {
    parts.escrow = escrow(world, inName(world, by, random), random)
  },
  'card in name': (parts, world, by, random) => {
    parts.cards.push(cardInName(world, anyDesk(world, random), by, 70))
  },
  // His own card, with keys of his own: authentic where he has the keys of a desk.
  'own card': (parts, { attacker }, by, random) => {
    const card = signCard(
      {
        ...{ author: by.author, pseudonym: random.pick(lookAlikes), day },
        ...{ desks: [attacker.own.author], serial: 60 + random.below(9) },
        ...{ recipient: attacker.age.recipient, identity: null },
      },
      by.keys,
    )
    parts.cards = [...parts.cards.filter(({ author }) => author !== by.author), card]
  },
} as const satisfies Readonly<Record<string, Forgery>>
export type ForgeryName = keyof typeof forgeries
const forgeryNames = Object.keys(forgeries) as ForgeryName[]

/**
 * Stolen parts, or none, with one or two forgeries: more would only be refused for the first.
 *
 * @param which null: any.
 */
export const forgeriesOf = (
  world: World,
  source: VerifiedBundle | null,
  by: Person,
  { random, which }: { readonly random: Random; readonly which: ForgeryName | null },
): Pick<Parts, 'cards' | 'revisions' | 'seals'> & { readonly metadata: ExportMetadata } => {
  const parts = random.below(3) === 0 ? nothingStolen() : stolenParts(source)
  const count = which === null && random.below(4) === 0 ? 2 : 1
  for (let left = count; left > 0; left -= 1) {
    const forgery: Forgery = forgeries[which ?? random.pick(forgeryNames)]
    forgery(parts, world, by, random)
  }
  const { chains, notices, escrow: code, ...rest } = parts
  return { ...rest, metadata: { chains, notices, escrow: code } }
}
