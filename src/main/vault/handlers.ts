import type { VaultHandlers } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { attachmentHandlers } from './attachments/attachment-handlers.ts'
import { attributionHandlers } from './records/attribution-handlers.ts'
import { backupHandlers } from './backup/backup-handlers.ts'
import { caseHandlers } from './records/case-handlers.ts'
import { claimHandlers } from './records/claim-handlers.ts'
import { contactHandlers } from './contacts/contact-handlers.ts'
import { custodyHandlers } from './custody/custody-handlers.ts'
import { miscHandlers } from './misc-handlers.ts'
import { wipeHandlers } from './wipe/wipe-handlers.ts'
import { escrowHandlers } from './escrow/escrow-handlers.ts'
import { exchangeHandlers } from './exchange/exchange-handlers.ts'
import { identityHandlers } from './identities/identity-handlers.ts'
import { retentionHandlers } from './records/retention-handlers.ts'
import type { VaultController } from './session/vault-controller-port.ts'
import { lintHandlers } from './review/lint-handlers.ts'
import { paperHandlers } from './publishing/save-paper.ts'
import { publicationHandlers } from './publishing/publication-handlers.ts'
import { mergeHandlers } from './merge/merge-handlers.ts'
import type { PrintPort } from './session/printer.ts'
import { reportHandlers } from './records/report-handlers.ts'
import { reviewerHandlers } from './reviewers/reviewer-handlers.ts'
import type { Session } from './session/session.ts'
import { sourceHandlers } from './records/source-handlers.ts'
import { sourcePageHandlers } from './records/source-page-handlers.ts'
import { controllerHandlers } from './vault-handlers.ts'

const noPrinter: PrintPort = () => Promise.reject(new Failure('internal'))

/** Every channel of the vault process. `print` is main's: only a window can make a PDF. */
export const vaultHandlers = (
  controller: VaultController,
  print: PrintPort = noPrinter,
): VaultHandlers => {
  const session = (): Session => {
    const open = controller.session()
    if (open === null) throw new Failure('locked')
    return open
  }
  return {
    ...controllerHandlers(controller),
    ...wipeHandlers(controller),
    ...miscHandlers(session, controller),
    ...caseHandlers(session),
    ...sourceHandlers(session),
    ...sourcePageHandlers(session),
    ...identityHandlers(session),
    ...reviewerHandlers(session),
    ...reportHandlers(session),
    ...retentionHandlers(session),
    ...attachmentHandlers(session),
    ...claimHandlers(session),
    ...attributionHandlers(session),
    ...lintHandlers(session),
    ...publicationHandlers(session, { check: (input) => session().lint.review(input), print }),
    ...contactHandlers(session),
    ...escrowHandlers(session),
    ...exchangeHandlers(session),
    ...mergeHandlers(session),
    ...backupHandlers(session),
    ...custodyHandlers(session),
    ...paperHandlers(session, print),
  }
}
