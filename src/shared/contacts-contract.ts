import { z } from 'zod'
import { HeardWords } from './compared-words.ts'
import { Contact, Quarantined, ShownCard } from './contacts.ts'
import { ImportPreview } from './exchange.ts'
import { AuthorKey, FileToken } from './ids.ts'
import { done, method, nothing, TaskId } from './method.ts'
import { Passphrase } from './passphrase.ts'
import * as vocabulary from './vocabularies.ts'

const AsideId = Quarantined.shape.id
const Somebody = z.strictObject({ author: AuthorKey })

/** People who exchange files with this vault, and files of those who are nobody yet. */
export const contactsContract = {
  /** Our own card as it is now. */
  'contacts.self': method(
    nothing,
    z.strictObject({
      card: ShownCard,
      /** Nobody has this one yet: something on it changed since the last one left. */
      isNew: z.boolean(),
    }),
  ),
  'contacts.saveCard': method(z.strictObject({ file: FileToken }), done),
  /** What is in a card file, and what adding it would do. Nothing is proven by it. */
  'contacts.previewCard': method(
    z.strictObject({ file: FileToken }),
    z.strictObject({
      card: ShownCard,
      known: z.enum(['new', 'us', ...vocabulary.contactState]),
      /** Against the newest card of a contact. `keys`: other keys, to be compared again. */
      change: z.enum(['none', 'other', 'keys', 'older']),
      /** Somebody else among the contacts has this name. */
      sameName: z.boolean(),
    }),
  ),
  /** `card` as it was shown: 'conflict' for a file that changed since. */
  'contacts.add': method(z.strictObject({ file: FileToken, card: ShownCard.shape.card }), done),
  'contacts.list': method(nothing, z.array(Contact)),
  /**
   * The words were compared in person. Two of them were not shown, and are given as they were heard;
   * a wrong one is 'invalid' with the field `heard`. `keys` as shown: 'conflict' for others.
   */
  'contacts.verify': method(
    z.strictObject({
      author: AuthorKey,
      keys: ShownCard.shape.keys,
      ...HeardWords.shape,
    }),
    done,
  ),
  'contacts.revoke': method(Somebody, done),
  /** 'unverified' for somebody whose keys nobody compared. */
  'contacts.setDesk': method(z.strictObject({ author: AuthorKey, isDesk: z.boolean() }), done),
  /** Seals identities to the identity key of a verified contact from now on. */
  'contacts.sealTo': method(Somebody, done),

  'quarantine.list': method(nothing, z.array(Quarantined)),
  /** Keeps the file that is being previewed, as it came. */
  'quarantine.setAside': method(z.strictObject({ exportId: z.string().max(64) }), done),
  'quarantine.preview': method(
    z.strictObject({ task: TaskId, id: AsideId, passphrase: Passphrase.nullable() }),
    ImportPreview,
  ),
  'quarantine.discard': method(z.strictObject({ id: AsideId }), done),
}
