import { join } from 'node:path'
import { newFileToken } from '../../src/main/vault/session/file-tokens.ts'
import { vaultHandlers } from '../../src/main/vault/handlers.ts'
import type { FileToken } from '../../src/shared/ids.ts'
import type { Desk } from '../bench/desk.ts'

/** The token of a path, as after the user chose it. */
export const tokenFor = ({ files }: Desk, path: string): FileToken => {
  const token = newFileToken()
  files.add(token, path)
  return token
}

/** `desk` has the other as a contact whose words were compared. */
export const meet = async (desk: Desk, other: Desk, folder: string): Promise<void> => {
  const [ours, theirs] = [vaultHandlers(desk.controller), vaultHandlers(other.controller)]
  const path = join(folder, 'card.json')
  await theirs['contacts.saveCard']({ file: tokenFor(other, path) })
  const file = tokenFor(desk, path)
  const { card } = await ours['contacts.previewCard']({ file })
  await ours['contacts.add']({ file, card: card.card })
  const { author, keys, words } = card
  const heard = [0, 11].map((at) => ({ at, word: words.en[at] ?? '' }))
  await ours['contacts.verify']({ author, keys, language: 'en', heard })
}
