import { z } from 'zod'
import { HeardWords } from './compared-words.ts'
import { Contact, LookAlikes, Quarantined, ShownCard, ShownRecipient } from './contacts.ts'
import { ExportTarget, ImportPreview } from './exchange.ts'
import { AuthorKey, FileToken } from './ids.ts'
import { done, method, nothing, TaskId } from './method.ts'
import { Passphrase } from './passphrase.ts'
import * as vocabulary from './vocabularies.ts'

const AsideId = Quarantined.shape.id
const Somebody = z.strictObject({ author: AuthorKey })

/** Contacts that exchange files with this vault, and quarantined files of unknown senders. */
export const contactsContract = {
  /** This vault's current card. */
  'contacts.self': method(
    nothing,
    z.strictObject({
      card: ShownCard,
      /** The card has changed since it was last saved or sent: no contact has this version. */
      isNew: z.boolean(),
    }),
  ),
  'contacts.saveCard': method(z.strictObject({ file: FileToken.newCard }), done),
  /**
   * Contents of a card file and the effect of adding it. The preview proves nothing about the card.
   */
  'contacts.previewCard': method(
    z.strictObject({ file: FileToken.receivedCard }),
    z.strictObject({
      card: ShownCard,
      known: z.enum(['new', 'us', ...vocabulary.contactState]),
      /** Against the newest card of a contact. `keys`: other keys, to be compared again. */
      change: z.enum(['none', 'other', 'keys', 'older']),
      lookAlikes: LookAlikes,
    }),
  ),
  /** `card` as it was shown: 'conflict' for a file that changed since. */
  'contacts.add': method(
    z.strictObject({ file: FileToken.receivedCard, card: ShownCard.shape.card }),
    done,
  ),
  'contacts.list': method(nothing, z.array(Contact)),
  /**
   * The words were compared in person. Two words were not shown: the user types what the contact
   * read out. A wrong word is 'invalid' with the field `heard`. `keys` as shown: 'conflict' for
   * others.
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
  /** 'unverified' for a contact whose keys were never compared. */
  'contacts.setDesk': method(z.strictObject({ author: AuthorKey, isDesk: z.boolean() }), done),
  /** Seals identities to the identity key of a verified contact from now on. */
  'contacts.sealTo': method(Somebody, done),
  /** Who the keys of an export belong to, in the order given. */
  'contacts.recipients': method(
    z.strictObject({ recipients: ExportTarget.options[0].shape.recipients }),
    z.array(ShownRecipient),
  ),

  'quarantine.list': method(nothing, z.array(Quarantined)),
  /** Quarantines the file of the current preview, unchanged. */
  'quarantine.setAside': method(z.strictObject({ exportId: z.string().max(64) }), done),
  'quarantine.preview': method(
    z.strictObject({ task: TaskId, id: AsideId, passphrase: Passphrase.nullable() }),
    ImportPreview,
  ),
  'quarantine.discard': method(z.strictObject({ id: AsideId }), done),
}
