import type { VaultHandlers } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { collectPaced, createYield, readConsistent, runPaced } from '../exchange/pace.ts'
import { attachmentHandlers } from './attachments/attachment-handlers.ts'
import { attributionHandlers } from './records/attribution-handlers.ts'
import { backupHandlers } from './backup/backup-handlers.ts'
import { claimHandlers } from './records/claim-handlers.ts'
import { contactHandlers } from './contacts/contact-handlers.ts'
import { custodyHandlers } from './custody/custody-handlers.ts'
import { escrowHandlers } from './escrow/escrow-handlers.ts'
import { settleEarlierImport } from './exchange/apply-import.ts'
import { exchangeHandlers } from './exchange/exchange-handlers.ts'
import type { LintPort } from './lint/lint-port.ts'
import { identityHandlers } from './identities/identity-handlers.ts'
import { overviewHandlers } from './records/overview-handlers.ts'
import { retentionHandlers } from './records/retention-handlers.ts'
import type { VaultController } from './session/vault-controller-port.ts'
import { paperHandlers, pictureHandlers } from './publishing/save-paper.ts'
import { publicationHandlers } from './publishing/publication-handlers.ts'
import type { PrintPort } from './session/printer.ts'
import type { RunningBuild } from '../release/running-build.ts'
import { releaseHandlers } from './release/check-release.ts'
import { reportHandlers } from './records/report-handlers.ts'
import { reviewerHandlers } from './reviewers/reviewer-handlers.ts'
import type { Session } from './session/session.ts'
import { sourceHandlers, sourcePageHandlers } from './records/source-handlers.ts'
import { mergeHandlers } from './merge/merge-record.ts'
import { CaseId, RecordId } from '../../shared/ids.ts'
import { newRecordId } from './session/record-id.ts'
import { signRevision } from './session/revise.ts'
import { vaultPlace } from './session/vault-place.ts'
import { verifyVault } from './verify/verify.ts'

type MiscChannels =
  | 'search.query'
  | 'search.places'
  | 'journal.list'
  | 'settings.get'
  | 'settings.set'
  | 'vault.verify'
  | 'tasks.cancel'

/** Handlers for the whole vault rather than one record. */
const miscHandlers = (
  session: () => Session,
  controller: Pick<VaultController, 'session' | 'cancel' | 'settingsChanged'>,
): Pick<VaultHandlers, MiscChannels> => ({
  'search.query': ({ query, limit }) => {
    const { store } = session()
    return readConsistent(store, store.readSearch(query, limit))
  },
  'search.places': async ({ id, query }) => ({
    places: await runPaced(session().store.searchPlaces(id, query), createYield()),
  }),
  'journal.list': ({ subject, before, limit, kind = null, about = null }) =>
    session().store.journal.list(subject, before, limit, { kind, about }),
  'settings.get': () => session().settings(),
  'settings.set': (settings) => {
    const saved = session().store.settings.set(settings)
    controller.settingsChanged()
    session().emit({ kind: 'changed' })
    return saved
  },
  'vault.verify': ({ task }) => {
    const open = session()
    return open.tasks.run(task, (ports) => verifyVault(open, ports))
  },
  'tasks.cancel': ({ task }) => {
    // A restore runs before there is a session.
    controller.cancel(task)
    controller.session()?.tasks.cancel(task)
    return {}
  },
})

type VaultChannels =
  | 'vault.status'
  | 'vault.place'
  | 'vault.memory'
  | 'vault.typing'
  | 'vault.create'
  | 'vault.restore'
  | 'vault.unlock'
  | 'vault.recover'
  | 'vault.changePassphrase'
  | 'vault.drawRecoveryCode'
  | 'vault.newRecoveryCode'
  | 'vault.escrowRecovery'

/** Opens a vault and changes its credentials. */
const controllerHandlers = (controller: VaultController): Pick<VaultHandlers, VaultChannels> => ({
  'vault.status': () => controller.status(),
  'vault.place': () => vaultPlace(controller.folder),
  'vault.memory': () => controller.memory(),
  'vault.typing': () => {
    controller.expectPassphrase()
    return {}
  },
  'vault.create': (input) => controller.create(input),
  'vault.restore': (input) => controller.restore(input),
  'vault.unlock': (input) => controller.unlock(input),
  'vault.recover': (input) => controller.recover(input),
  'vault.changePassphrase': async (input) => {
    await controller.changePassphrase(input)
    return {}
  },
  'vault.drawRecoveryCode': () => ({ recoveryCode: controller.drawRecoveryCode() }),
  'vault.newRecoveryCode': async (input) => {
    await controller.newRecoveryCode(input)
    return {}
  },
  'vault.escrowRecovery': async (input) => {
    await controller.escrowRecovery(input)
    return {}
  },
})

type WipeChannels = Extract<keyof VaultHandlers, `wipe.${string}`>

/** Coercion: a wipe passphrase, its dry run, and the destruction of a vault. */
const wipeHandlers = (controller: VaultController): Pick<VaultHandlers, WipeChannels> => ({
  'wipe.status': () => controller.wipeStatus(),
  'wipe.set': async (input) => {
    await controller.setWipe(input)
    return {}
  },
  'wipe.remove': async (input) => {
    await controller.removeWipe(input)
    return {}
  },
  'wipe.inventory': () => controller.inventory(),
  'wipe.dryRun': (input) => controller.dryRun(input),
  'wipe.destroy': async (input) => {
    await controller.destroy(input)
    return {}
  },
})

type CaseChannels = 'cases.list' | 'cases.get' | 'cases.save'

/** Every save of a case is a signed revision. */
const caseHandlers = (session: () => Session): Pick<VaultHandlers, CaseChannels> => ({
  'cases.list': () => collectPaced(session().store.cases.each()),
  'cases.get': ({ id }) => session().store.cases.get(id),
  'cases.save': ({ id: known, rev, content }) => {
    const open = session()
    const id = known ?? CaseId.parse(newRecordId())
    const revision = signRevision(open, { subject: RecordId.parse(id), kind: 'case', content })
    const saved = open.store.cases.save({ id, rev, content, revision })
    open.emit({ kind: 'changed' })
    return saved
  },
})

/** The session, once it knows the protected names. @throws Failure as `readNames`. */
const withNames = async (session: () => Session): Promise<Session> => {
  await runPaced(session().identity.readNames(), createYield())
  return session()
}

/** Checks a text while it is written. Nothing is stored. */
const lintHandlers = (session: () => Session): Pick<VaultHandlers, 'lint.check'> => ({
  'lint.check': async (input) => {
    const { lint } = await withNames(session)
    const findings = await lint.check(input)
    if (findings === null) throw new Failure('internal')
    return { findings: [...findings] }
  },
})

/** What the handlers take from outside of the vault. */
export type HandlerPorts = {
  /** Runs in the main process: only a window can make a PDF. */
  readonly print: PrintPort
  /** The app itself, for checks of a release. */
  readonly build: RunningBuild
}

/** Handlers of every channel of the vault process. */
export const vaultHandlers = (
  controller: VaultController,
  { print, build }: HandlerPorts,
): VaultHandlers => {
  const session = (): Session => {
    const open = controller.session()
    if (open === null) throw new Failure('locked')
    return open
  }
  const check: LintPort = async (input) => (await withNames(session)).lint.review(input)
  const publications = publicationHandlers(session, { check, print })
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
    ...overviewHandlers(session),
    ...attachmentHandlers(session),
    ...claimHandlers(session),
    ...attributionHandlers(session),
    ...lintHandlers(session),
    ...publications,
    'publications.write': async (input) => {
      // A withdrawal in an import that is not applied completely blocks too.
      await settleEarlierImport(session())
      return publications['publications.write'](input)
    },
    ...contactHandlers(session),
    ...escrowHandlers(session),
    ...exchangeHandlers(session),
    ...mergeHandlers(session),
    ...backupHandlers(session),
    ...releaseHandlers(session, build),
    ...custodyHandlers(session),
    ...paperHandlers(session, print),
    ...pictureHandlers(session),
  }
}
