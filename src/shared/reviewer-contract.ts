import { z } from 'zod'
import { HeardWords } from './compared-words.ts'
import { NewReviewer, Reviewers } from './cosign.ts'
import { AuthorKey } from './ids.ts'
import { done, method, nothing } from './method.ts'
import { NewPassphrase, Passphrase } from './passphrase.ts'

/** The people who sign beside whoever holds the vault. */
export const reviewerContract = {
  'reviewers.list': method(nothing, Reviewers),
  /** At the desk, in person: the passphrase is theirs alone. */
  'reviewers.add': method(NewReviewer, Reviewers),
  /**
   * Its owner compared the words of their key with the slip that they took along, in person. Two of
   * them were not shown; a wrong one is 'invalid' with the field `heard`. The passphrase is theirs.
   */
  'reviewers.verify': method(
    z.strictObject({ reviewer: AuthorKey, ...HeardWords.shape, passphrase: Passphrase }),
    Reviewers,
  ),
  /** What they signed stays signed. */
  'reviewers.remove': method(z.strictObject({ reviewer: AuthorKey }), Reviewers),
  'reviewers.changePassphrase': method(
    z.strictObject({ reviewer: AuthorKey, current: Passphrase, next: NewPassphrase }),
    done,
  ),
}
