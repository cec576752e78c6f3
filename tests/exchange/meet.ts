import { join } from 'node:path'
import { addContact } from '../../src/main/vault/contacts/add-contact.ts'
import type { AuthorKey } from '../../src/shared/ids.ts'
import type { TestVault } from '../vault/harness.ts'
import { cardOf } from './cards.ts'
import type { person } from './sample.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'

type Exchanging = Pick<TestVault, 'handlers' | 'files'>

/** A vault's own card as a file in a folder. */
export const cardFile = async (of: Exchanging, folder: string): Promise<string> => {
  const path = join(folder, `${nextTask()}.json`)
  await of.handlers['contacts.saveCard']({ file: tokenFor(of, path) })
  return path
}

/** Adds the contact whose card is in a file; returns its key, which is not verified yet. */
export const added = async (of: Exchanging, path: string): Promise<AuthorKey> => {
  const file = tokenFor(of, path)
  const { card } = await of.handlers['contacts.previewCard']({ file })
  await of.handlers['contacts.add']({ file, card: card.card })
  return card.author
}

export const contactIn = async (of: Exchanging, author: AuthorKey) => {
  const found = (await of.handlers['contacts.list']({})).find((one) => one.author === author)
  if (found === undefined) throw new Error('no contact')
  return found
}

/** Compares the verification words, as two people do in person. */
export const compared = async (of: Exchanging, author: AuthorKey): Promise<void> => {
  const { keys, words } = await contactIn(of, author)
  const heard = [3, 8].map((at) => ({ at, word: words.ko[at] ?? '' }))
  await of.handlers['contacts.verify']({ author, keys, language: 'ko', heard })
}

/** `of` has the other as a verified contact. */
export const meet = async (of: Exchanging, other: Exchanging, folder: string): Promise<void> =>
  compared(of, await added(of, await cardFile(other, folder)))

/** Lets the other vault revise what `of` writes, once the next card of `of` has arrived. */
export const names = async (of: TestVault, other: TestVault): Promise<void> => {
  await of.handlers['contacts.setDesk']({ author: session(other).author, isDesk: true })
}

/** Adds a contact without a vault; the contact's key is not verified. */
export const knows = (
  of: TestVault,
  by: ReturnType<typeof person>,
  over: Parameters<typeof cardOf>[1] = {},
): void => addContact(session(of), cardOf(by, over))
