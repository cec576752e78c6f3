import { Failure } from '../../shared/failure.ts'
import type { Channel } from '../../shared/channels.ts'
import { limits } from '../../shared/limits.ts'

/** Bounds of a request, before any schema checks it. */
export type RequestLimits = {
  /** Characters, roughly as JSON would have it. */
  readonly size: number
  /** May bytes come with it, up to `limits.pastedBytes`? They do not count for `size`. */
  readonly bytes: boolean
}

const small: RequestLimits = { size: 128 * 1024, bytes: false }
/** Pasted or dropped bytes. */
const pasted: RequestLimits = { ...small, bytes: true }
/** The reports and the overrides of an export. */
const exported: RequestLimits = { size: 1024 * 1024, bytes: false }
/** The records that a person chose from an import. */
const chosen: RequestLimits = { size: 4 * 1024 * 1024, bytes: false }
/** A report with its translations: more than a record may have. */
const record: RequestLimits = { size: 1024 * 1024, bytes: false }
/** A report with more than a record may have: nine texts, and the reasons of its overrides. */
const tooLong: RequestLimits = { size: 4 * 1024 * 1024, bytes: false }
/** A sheet for paper, or a picture's shapes. */
const whole: RequestLimits = { size: 12 * 1024 * 1024, bytes: false }

/** The limits of every channel; a new channel without limits does not compile. */
export const requestLimits: Readonly<Record<Channel, RequestLimits>> = {
  'app.info': small,
  'app.machine': small,
  'app.keyChange': small,
  'app.lock': small,
  'app.panic': small,
  'app.activity': small,
  'app.copied': small,
  'app.textSize': small,
  'dialog.chooseVault': small,
  'dialog.chooseKeyFile': small,
  'dialog.createKeyFile': small,
  'dialog.saveExport': small,
  'dialog.saveCard': small,
  'dialog.openCard': small,
  'dialog.openImport': small,
  'dialog.openAttachment': small,
  'dialog.saveAttachment': small,
  'dialog.openBackup': small,
  'dialog.openRelease': small,
  'app.print': small,
  'vault.status': small,
  'vault.place': small,
  'vault.memory': small,
  'vault.typing': small,
  'vault.create': small,
  'vault.restore': small,
  'vault.unlock': small,
  'vault.recover': small,
  'vault.changePassphrase': small,
  'vault.drawRecoveryCode': small,
  'vault.newRecoveryCode': small,
  'vault.escrowRecovery': small,
  'vault.verify': small,
  'settings.get': small,
  'settings.set': small,
  'overview.counts': small,
  'overview.recent': small,
  'overview.titles': small,
  'cases.list': small,
  'cases.get': small,
  'cases.save': small,
  'sources.list': small,
  'sources.get': small,
  'sources.save': small,
  'sources.suggestCodeName': small,
  'sources.history': small,
  'sources.footprint': small,
  'sources.holdBack': small,
  'sources.heldBack': small,
  'sources.withdrawn': small,
  'sources.proposeOrigins': small,
  'identity.status': small,
  'identity.createKey': small,
  'identity.changePassphrase': small,
  'identity.ownPublicKey': small,
  'identity.addRecipient': small,
  'identity.removeRecipient': small,
  'identity.openKey': small,
  'identity.closeKey': small,
  'identity.read': small,
  'identity.confirmNameExceptions': small,
  'reviewers.list': small,
  'reviewers.add': small,
  'reviewers.verify': small,
  'reviewers.remove': small,
  'reviewers.changePassphrase': small,
  'lint.check': small,
  'attributions.list': small,
  'attributions.save': small,
  'attributions.together': small,
  'claims.list': small,
  'claims.get': small,
  'claims.save': small,
  'claims.corroboration': small,
  'publications.list': small,
  'publications.get': small,
  'publications.save': small,
  'publications.review': small,
  'publications.preview': small,
  'publications.write': small,
  'reports.list': small,
  'reports.get': small,
  'reports.save': record,
  'reports.saveCopies': tooLong,
  'reports.file': small,
  'reports.discardDraft': small,
  'reports.revisions': small,
  'reports.revision': small,
  'attachments.add': small,
  'attachments.paste': pasted,
  'attachments.clean': small,
  'attachments.preview': small,
  'attachments.view': small,
  'attachments.redact': small,
  'attachments.page': small,
  'attachments.closePages': small,
  'attachments.keepPage': small,
  'attachments.save': small,
  'records.remove': small,
  'records.restore': small,
  'retention.list': small,
  'retention.of': small,
  'retention.set': small,
  'records.conflicts': small,
  'records.versions': small,
  'records.merge': record,
  'records.revisable': small,
  'custody.of': small,
  'paper.save': whole,
  'picture.save': { ...whole, bytes: true },
  'search.query': small,
  'search.places': small,
  'journal.list': small,
  'exchange.self': small,
  'exports.prepare': exported,
  'exports.records': exported,
  'exports.record': exported,
  'exports.write': exported,
  'exports.list': exported,
  'imports.drop': pasted,
  'imports.preview': small,
  'imports.plan': small,
  'imports.differences': small,
  'imports.commit': chosen,
  'imports.discard': small,
  'imports.unfinished': small,
  'imports.giveUp': small,
  'handover.prepare': small,
  'handover.run': small,
  'contacts.self': small,
  'contacts.saveCard': small,
  'contacts.previewCard': small,
  'contacts.add': small,
  'contacts.list': small,
  'contacts.verify': small,
  'contacts.revoke': small,
  'contacts.setDesk': small,
  'contacts.sealTo': small,
  'contacts.recipients': small,
  'escrow.status': small,
  'escrow.goesWith': small,
  'escrow.open': small,
  'escrow.delete': small,
  'wipe.status': small,
  'wipe.set': small,
  'wipe.remove': small,
  'wipe.inventory': small,
  'wipe.dryRun': small,
  'wipe.destroy': small,
  'quarantine.list': small,
  'quarantine.setAside': small,
  'quarantine.preview': small,
  'quarantine.discard': small,
  'backups.list': small,
  'backups.make': small,
  'backups.test': small,
  'backups.sealAnew': small,
  'release.check': small,
  'tasks.cancel': small,
}

/** The deepest nesting of any valid input is 5; deeper input is not a legitimate request. */
const depthMax = 12
const refusedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Admits only values that JSON can carry: null, booleans, finite numbers, strings, dense arrays and
 * plain objects, without a key that could reach a prototype, within the channel's size and depth;
 * on three channels also bytes. Runs before the schema, so that a hostile message costs no more than
 * one bounded walk.
 *
 * @throws Failure 'too-big' or 'invalid'.
 */
export const admit = (channel: Channel, raw: unknown): void => {
  const { size: sizeMax, bytes: carriesBytes } = requestLimits[channel]
  let left = sizeMax
  const spend = (size: number): void => {
    left -= size
    if (left < 0) throw new Failure('too-big')
  }
  const walk = (value: unknown, depth: number): void => {
    spend(4)
    if (depth > depthMax) throw new Failure('invalid')
    if (value === null || typeof value === 'boolean') return
    if (typeof value === 'string') return spend(value.length)
    if (typeof value === 'number' && Number.isFinite(value)) return
    if (typeof value !== 'object') throw new Failure('invalid')
    if (Array.isArray(value)) {
      spend(value.length)
      for (let at = 0; at < value.length; at++) walk(value[at], depth + 1)
      return
    }
    if (carriesBytes && value instanceof Uint8Array) {
      if (Object.getPrototypeOf(value) !== Uint8Array.prototype) throw new Failure('invalid')
      // A small view can sit on a large buffer, which has arrived in full.
      if (value.buffer.byteLength !== value.byteLength) throw new Failure('invalid')
      if (value.byteLength > limits.pastedBytes) throw new Failure('too-big')
      return
    }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) throw new Failure('invalid')
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key !== 'string' || refusedKeys.has(key)) throw new Failure('invalid')
      spend(key.length)
      const property = Object.getOwnPropertyDescriptor(value, key)
      if (property === undefined || !('value' in property)) throw new Failure('invalid')
      walk(property.value, depth + 1)
    }
  }
  walk(raw, 0)
}
