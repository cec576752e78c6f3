import { randomBytes } from 'node:crypto'
import { createIdentityKeyPair } from '../../src/crypto/v1/identity-seal.ts'
import { signCard } from '../../src/main/exchange/card.ts'
import type { Card } from '../../src/shared/contacts.ts'
import { day } from './sample.ts'
import type { person } from './sample.ts'

const symbols = '023456789acdefghjklmnpqrstuvwxyz'

/** Looks like a hybrid recipient; nothing can be encrypted to it. */
export const recipient = (): string =>
  `age1pq1${[...randomBytes(1952)].map((byte) => symbols[byte % 32]).join('')}`

export const identityText = (): string =>
  Buffer.from(createIdentityKeyPair().publicKey).toString('base64url')

/** A card by an author without a vault. */
export const cardOf = (
  { keys, author }: ReturnType<typeof person>,
  change: Partial<Omit<Card, 'author' | 'signature' | 'format' | 'version'>> = {},
): Card =>
  signCard(
    {
      author,
      pseudonym: change.pseudonym ?? 'Heron',
      recipient: change.recipient ?? recipient(),
      identity: change.identity ?? null,
      desks: change.desks ?? [],
      serial: change.serial ?? 1,
      day: change.day ?? day,
    },
    keys,
  )
