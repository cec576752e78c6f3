import assert from 'node:assert/strict'
import { journalHash } from '../../src/crypto/digest.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { signingKeyPairFromSeed } from '../../src/crypto/sign.ts'
import { cardBytes, readCard, signCard } from '../../src/main/exchange/card.ts'
import {
  chainBytes,
  hashesOf,
  readChain,
  signChain,
} from '../../src/main/exchange/custody-chain.ts'
import { hex } from '../../src/main/exchange/revision.ts'
import type { Card } from '../../src/shared/contacts.ts'
import type { CustodyChain } from '../../src/shared/custody.ts'
import type { AuthorKey, RecordId } from '../../src/shared/ids.ts'
import { cardOf, identityText } from '../exchange/cards.ts'
import { day, id } from '../exchange/sample.ts'
import type { person } from '../exchange/sample.ts'
import { changedJson, whereItFits } from './fuzz-target.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import type { Tree } from './change-json.ts'

/** The one author of the corpora, with the same key in every run. */
export type Signer = ReturnType<typeof person>

export const corpusSigner = (): Signer => {
  const keys = signingKeyPairFromSeed(Secret.take(new Uint8Array(32).fill(7)))
  return { keys, author: hex(keys.publicKey) as AuthorKey }
}

/** Has the form of a hybrid recipient; stored in few bytes. */
export const plainRecipient = `age1pq1${'q'.repeat(1952)}`

/** @throws where the document is not the form of a card. */
export const mendCard =
  ({ author, keys }: Signer) =>
  (tree: Tree): Tree =>
    signCard({ ...(tree as unknown as Card), author }, keys) as unknown as Tree

export const cardTarget = (by: Signer): FuzzTarget => ({
  seeds: [
    cardBytes(cardOf(by, { recipient: plainRecipient })),
    cardBytes(
      cardOf(by, {
        ...{ recipient: plainRecipient, pseudonym: '북쪽 desk' },
        ...{ identity: identityText(), desks: [by.author] },
      }),
    ),
  ],
  read: (input) => {
    const card = readCard(input)
    assert.equal(card.author, by.author)
    assert.ok(Buffer.from(cardBytes(card)).equals(input), 'a second form of one card')
  },
  change: changedJson(whereItFits(mendCard(by))),
})

type Line = CustodyChain['lines'][number]

/** A chain of three journal lines, of which one is withheld, with one arrival. */
export const signedChain = (by: Signer, subject: RecordId): CustodyChain => {
  const zero = '0'.repeat(64)
  const told = (seq: number, subjectPrev: string): Line => ({
    ...{ actor: 'Heron', day, digest: 'ab'.repeat(32), kind: 'record.saved', prev: zero },
    ...{ seq, subjectPrev, txn: seq },
  })
  const body = { lines: [told(1, zero)], subject, subjectKind: 'report' as const }
  body.lines.push({ hash: hex(journalHash(new Uint8Array(32), new Uint8Array(1))) })
  body.lines.push(told(7, hashesOf(body).at(-1) ?? zero))
  const arrivals = [
    {
      ...{ exported: day, manifest: 'cd'.repeat(32), received: day },
      ...{ sender: by.author, txn: 1 },
    },
  ] as NonNullable<CustodyChain['arrivals']>
  return signChain({ ...body, arrivals }, by.author, by.keys)
}

/** Links every line to the one before it, and signs. @throws where the document has no lines. */
export const mendChain =
  ({ author, keys }: Signer) =>
  (tree: Tree): Tree => {
    const chain = { ...(tree as unknown as CustodyChain) }
    const lines: Line[] = []
    for (const line of chain.lines) {
      const before = hashesOf({ ...chain, lines }).at(-1) ?? '0'.repeat(64)
      lines.push('seq' in line ? { ...line, subjectPrev: before } : line)
    }
    const { holder: _, signature: __, ...told } = { ...chain, lines }
    return signChain(told, author, keys) as unknown as Tree
  }

/** The lines of a journal as they travel with a record. */
export const journalTarget = (by: Signer): FuzzTarget => ({
  seeds: [
    chainBytes(signedChain(by, id(3))),
    chainBytes(
      signChain(
        { lines: [{ hash: 'ab'.repeat(32) }], subject: id(2), subjectKind: 'source' },
        by.author,
        by.keys,
      ),
    ),
  ],
  read: (input) => {
    const chain = readChain(input)
    assert.equal(chain.holder, by.author)
    assert.equal(hashesOf(chain).length, chain.lines.length)
    assert.ok(Buffer.from(chainBytes(chain)).equals(input), 'a second form of one chain')
  },
  change: changedJson(whereItFits(mendChain(by))),
})
