import type { Area, SettingsSection } from '../app/view-state.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Shortcut } from '../ui/chord.ts'
import type { IconName } from '../ui/icon.tsx'
import {
  claimKeys,
  findingKeys,
  lockKeys,
  paneKeys,
  textSizeKeys,
  windowKeys,
} from './shortcuts/keys.ts'

/** A section of the settings; or a view, with the icon of its commands in the palette. */
type CommandPlace =
  { readonly section: SettingsSection } | { readonly area: Area; readonly icon: IconName }

type CommandDefinition = {
  readonly icon: IconName
  /** Displayed beside the name. */
  readonly shortcut?: Shortcut
  /** `list`: a command of the list beside the record. It follows the record's commands. */
  readonly group?: 'list'
  /** Deletes something. */
  readonly danger?: true
  /** The palette can run the command from any view: it opens this place first. */
  readonly at?: CommandPlace
}

const access = { section: 'access' } as const
const backup = { section: 'backup' } as const
const identities = { section: 'identities' } as const
const readers = { section: 'readers' } as const
const wipe = { section: 'wipe' } as const
const border = { area: 'border', icon: 'shield' } as const
const exchange = { area: 'exchange', icon: 'person' } as const
const help = { area: 'help', icon: 'help' } as const

const declared = {
  // Global.
  'palette.newReport': { icon: 'plus', shortcut: windowKeys.newReport },
  'palette.quickNote': { icon: 'edit', shortcut: windowKeys.quickNote },
  'palette.newCase': { icon: 'plus' },
  'palette.newSource': { icon: 'plus' },
  'palette.lock': { icon: 'lock', shortcut: lockKeys.lock },
  'palette.export': { icon: 'export' },
  'palette.import': { icon: 'import' },
  'palette.handOver': { icon: 'export' },
  'border.title': { icon: 'shield' },
  'palette.shortcuts': { icon: 'keyboard', shortcut: windowKeys.sheet },
  'nav.textLarger': { icon: 'plus', shortcut: textSizeKeys.larger },
  'nav.textSmaller': { icon: 'minus', shortcut: textSizeKeys.smaller },
  'nav.textUsual': { icon: 'fit', shortcut: textSizeKeys.usual },
  'publications.new': { icon: 'plus' },
  'tour.walk': { icon: 'leaf' },
  'undo.what': { icon: 'undo', shortcut: windowKeys.undo, group: 'list' },

  // Sections of the settings.
  'settings.appearance': { icon: 'settings' },
  'settings.identity': { icon: 'person' },
  'settings.locking': { icon: 'lock' },
  'settings.access': { icon: 'key' },
  'backup.title': { icon: 'folder' },
  'identity.title': { icon: 'sealed' },
  'reviewers.title': { icon: 'eye' },
  'settings.pools': { icon: 'person' },
  'spellings.title': { icon: 'language' },
  'wipe.title': { icon: 'shield' },
  'retention.settings': { icon: 'clock' },
  'settings.verify': { icon: 'check' },
  'release.title': { icon: 'shield' },
  'settings.about': { icon: 'help' },

  // Available from any view, in the order of the palette.
  'palette.changePassphrase': { icon: 'key', at: access },
  'palette.newRecovery': { icon: 'key', at: access },
  'escrow.keepTitle': { icon: 'key', at: access },
  'backup.make': { icon: 'export', at: backup },
  'backup.test': { icon: 'shield', at: backup },
  'palette.sealBackup': { icon: 'key', at: backup },
  'palette.makeIdentityKey': { icon: 'sealed', at: identities },
  'palette.openIdentityKey': { icon: 'sealed', at: identities },
  'palette.closeIdentityKey': { icon: 'lock', at: identities },
  'palette.identityPassphrase': { icon: 'sealed', at: identities },
  'palette.replaceIdentityKey': { icon: 'sealed', at: identities },
  'palette.addRecipient': { icon: 'sealed', at: identities },
  'identity.copyKey': { icon: 'copy', at: identities },
  'palette.addReader': { icon: 'plus', at: readers },
  'palette.fourEyesOn': { icon: 'eye', at: readers },
  'palette.fourEyesOff': { icon: 'eye-off', at: readers },
  'spellings.add': { icon: 'plus', at: { section: 'spellings' } },
  'palette.setWipe': { icon: 'shield', at: wipe },
  'palette.removeWipe': { icon: 'shield', at: wipe },
  'wipe.dryRun.wipe': { icon: 'shield', at: wipe },
  'settings.verifyStart': { icon: 'shield', at: { section: 'integrity' } },
  'release.open': { icon: 'shield', at: { section: 'release' } },
  'wipe.dryRun.destroy': { icon: 'shield', at: border },
  'palette.destroy': { icon: 'trash', at: border },
  'palette.addContact': { icon: 'plus', at: exchange },
  'contacts.save': { icon: 'export', at: exchange },
  'help.about': { icon: 'help', at: help },
  'help.before': { icon: 'help', at: help },
  'help.start': { icon: 'help', at: help },
  'help.sources': { icon: 'help', at: help },
  'help.reports': { icon: 'help', at: help },
  'help.files': { icon: 'help', at: help },
  'help.claims': { icon: 'help', at: help },
  'help.exchange': { icon: 'help', at: help },
  'help.publish': { icon: 'help', at: help },
  'help.pressure': { icon: 'help', at: help },
  'help.backup': { icon: 'help', at: help },
  'help.faults': { icon: 'help', at: help },
  'help.keys': { icon: 'help', at: help },
  'limits.link': { icon: 'help', at: help },

  // Settings, and their parts.
  'palette.savePseudonym': { icon: 'check' },
  'palette.savePools': { icon: 'check' },
  'identity.removeOffered': { icon: 'trash' },
  'reviewers.verifyNamed': { icon: 'check' },
  'reviewers.changeNamed': { icon: 'key' },
  'reviewers.removeNamed': { icon: 'trash' },
  'retention.restoreNamed': { icon: 'undo' },
  'retention.removeNamed': { icon: 'trash' },

  // Lists and their selection.
  'reports.filter': { icon: 'filter', group: 'list' },
  'reports.clearFilters': { icon: 'filter', group: 'list' },
  'selection.begin': { icon: 'choose', group: 'list' },
  'selection.several': { icon: 'choose', group: 'list' },
  'selection.search': { icon: 'search', group: 'list' },
  'selection.newest': { icon: 'order', group: 'list' },
  'selection.oldest': { icon: 'order', group: 'list' },
  'selection.event': { icon: 'order', group: 'list' },
  'selection.title': { icon: 'order', group: 'list' },
  'selection.name': { icon: 'order', group: 'list' },
  'selection.contact': { icon: 'order', group: 'list' },
  'selection.checkIn': { icon: 'order', group: 'list' },
  'selection.reports': { icon: 'order', group: 'list' },
  'selection.credibility': { icon: 'order', group: 'list' },
  'selection.all': { icon: 'choose' },
  'selection.end': { icon: 'close' },
  'selection.case': { icon: 'folder' },
  'selection.addTag': { icon: 'tag' },
  'selection.takeTag': { icon: 'tag' },
  'selection.export': { icon: 'export' },
  'selection.handOver': { icon: 'export' },
  'selection.statusOpen': { icon: 'folder' },
  'selection.statusPaused': { icon: 'folder' },
  'selection.statusClosed': { icon: 'folder' },
  'selection.holdBack': { icon: 'alert' },
  'palette.removeChosen': { icon: 'trash' },

  // Any record.
  'reports.journal': { icon: 'journal' },
  'today.pin': { icon: 'star' },
  'today.unpin': { icon: 'star' },
  'custody.show': { icon: 'print' },
  'palette.retention': { icon: 'clock' },
  'versions.merge': { icon: 'branch' },
  'versions.mergeNamed': { icon: 'branch' },
  'merge.back': { icon: 'back' },
  'merge.confirm': { icon: 'branch' },
  'journal.open': { icon: 'right' },
  'journal.onlyThis': { icon: 'filter' },
  'journal.showAll': { icon: 'journal' },
  'common.cancel': { icon: 'close' },
  'common.close': { icon: 'close' },

  // Reports.
  'reports.file': { icon: 'filed' },
  'reports.revise': { icon: 'edit' },
  'reports.discard': { icon: 'undo' },
  'reports.remove': { icon: 'trash', danger: true },
  'reports.print': { icon: 'print' },
  'reports.hideDetails': { icon: 'panel', shortcut: paneKeys.inspector },
  'reports.showDetails': { icon: 'panel', shortcut: paneKeys.inspector },
  'reports.hideList': { icon: 'list', shortcut: paneKeys.list },
  'reports.showList': { icon: 'list', shortcut: paneKeys.list },
  'reports.textOnly': { icon: 'fit', shortcut: paneKeys.text },
  'reports.showAllPanes': { icon: 'fit', shortcut: paneKeys.text },
  'reports.tabTranslations': { icon: 'language' },
  'reports.tabRevisions': { icon: 'history' },
  'attachments.tab': { icon: 'folder' },
  'claims.tab': { icon: 'claims' },
  'palette.exportThis': { icon: 'export' },
  'palette.exportCase': { icon: 'export' },
  'palette.handOverThis': { icon: 'export' },
  'reports.conflictMine': { icon: 'check' },
  'reports.conflictTheirs': { icon: 'check' },
  'reports.saveAgain': { icon: 'undo' },
  'reports.revisionClose': { icon: 'back' },
  'reports.addTranslation': { icon: 'plus' },
  'reports.removeTranslation': { icon: 'trash' },
  'reports.scrollTogether': { icon: 'together' },
  'reports.sideBySide': { icon: 'columns' },
  'palette.showFindings': { icon: 'alert' },
  'lint.keys.next': { icon: 'right', shortcut: findingKeys.next },
  'lint.keys.previous': { icon: 'left', shortcut: findingKeys.previous },
  'lint.takeOut': { icon: 'edit' },
  'lint.replaceWith': { icon: 'edit' },
  'lint.jump': { icon: 'right' },
  'lint.override': { icon: 'check' },
  'lint.takeBackNamed': { icon: 'undo' },
  'lint.showAll': { icon: 'alert' },
  'attachments.add': { icon: 'plus' },
  'attachments.cleanAll': { icon: 'shield' },
  'attachments.cleanNamed': { icon: 'shield' },
  'attachments.view': { icon: 'eye' },
  'attachments.redactNamed': { icon: 'redact' },
  'attachments.saveNamed': { icon: 'export' },
  'attachments.saveCleaned': { icon: 'export' },
  'attachments.remove': { icon: 'trash' },
  'pages.lookNamed': { icon: 'eye' },
  'tour.begin': { icon: 'leaf' },

  // Claims.
  'claims.edit': { icon: 'edit' },
  'claims.remove': { icon: 'trash', danger: true },
  'claims.save': { icon: 'check' },
  'claims.mark': { icon: 'claims' },
  'claims.keys.next': { icon: 'right', shortcut: claimKeys.next },
  'claims.keys.previous': { icon: 'left', shortcut: claimKeys.previous },
  'claims.keys.open': { icon: 'claims', shortcut: claimKeys.open },
  'claims.openReport': { icon: 'reports' },
  'claims.toReports': { icon: 'reports' },

  // Cases.
  'cases.edit': { icon: 'edit' },
  'cases.remove': { icon: 'trash', danger: true },
  'cases.save': { icon: 'check' },
  'cases.allReports': { icon: 'reports' },
  'cases.nextQuestion': { icon: 'edit' },
  'cases.nextReport': { icon: 'plus' },
  'cases.nextMarks': { icon: 'eye' },
  'cases.nextMarksRest': { icon: 'eye' },
  'cases.nextFile': { icon: 'filed' },
  'cases.nextClaims': { icon: 'claims' },
  'cases.nextDisputed': { icon: 'alert' },
  'cases.nextAlone': { icon: 'branch' },
  'cases.nextMatrix': { icon: 'claims' },

  // Sources.
  'sources.edit': { icon: 'edit' },
  'sources.remove': { icon: 'trash', danger: true },
  'sources.save': { icon: 'check' },
  'sources.checkedIn': { icon: 'calendar' },
  'sources.found': { icon: 'alert' },
  'sources.foundBack': { icon: 'back' },
  'sources.foundPrint': { icon: 'print' },
  'sources.foundStop': { icon: 'alert' },
  'sources.foundLetGo': { icon: 'check' },
  'sources.addRisk': { icon: 'plus' },
  'consent.add': { icon: 'plus' },
  'consent.showAll': { icon: 'eye' },
  'attributions.add': { icon: 'plus' },
  'attributions.editNamed': { icon: 'edit' },
  'attributions.removeNamed': { icon: 'trash' },
  'attributions.togetherAnswer': { icon: 'person' },
  'attributions.togetherChange': { icon: 'person' },
  'identity.seal': { icon: 'sealed' },
  'identity.open': { icon: 'unlock' },
  'identity.confirmOriginNamed': { icon: 'check' },
  'identity.separateFrom': { icon: 'close' },

  // Timeline and map.
  'palette.asTable': { icon: 'columns' },
  'palette.asTimeline': { icon: 'timeline' },
  'timeline.whole': { icon: 'fit' },
  'timeline.zoomIn': { icon: 'plus' },
  'timeline.zoomOut': { icon: 'minus' },
  'timeline.group.none': { icon: 'order' },
  'timeline.group.place': { icon: 'order' },
  'timeline.group.actor': { icon: 'order' },
  'timeline.group.case': { icon: 'order' },
  'map.nearer': { icon: 'plus' },
  'map.farther': { icon: 'minus' },
  'map.fit': { icon: 'fit' },
  'map.fitAll': { icon: 'globe' },
  'map.timeAll': { icon: 'clock' },

  // Publications.
  'publications.edit': { icon: 'edit' },
  'publications.remove': { icon: 'trash', danger: true },
  'publications.save': { icon: 'check' },
  'publications.stepChoose': { icon: 'publications' },
  'publications.stepWording': { icon: 'publications' },
  'publications.review': { icon: 'publications' },
  'publications.compare': { icon: 'publications' },
  'publications.exact': { icon: 'publications' },
  'publications.writeTab': { icon: 'publications' },
  'publications.toWording': { icon: 'right' },
  'publications.toReview': { icon: 'right' },
  'publications.toSave': { icon: 'right' },
  'publications.openCheck': { icon: 'publications' },
  'publications.write': { icon: 'export' },
  'publications.removeHere': { icon: 'redact' },
  'publications.removeEverywhere': { icon: 'redact' },
  'publications.putBack': { icon: 'undo' },
  'publications.moreTexts': { icon: 'down' },
  'publications.nextMark': { icon: 'right' },
  'review.overrideFindings': { icon: 'check' },
  'review.overrideNamed': { icon: 'check' },
  'review.fixNamed': { icon: 'edit' },
  'review.leaveOutNamed': { icon: 'close' },
  'review.openKey': { icon: 'key' },
  'review.differentPersonNamed': { icon: 'person' },
  'review.takeBackNamed': { icon: 'undo' },

  // Exchange and contacts.
  'exchange.back': { icon: 'back' },
  'exchange.next': { icon: 'right' },
  'exchange.done': { icon: 'right' },
  'exchange.open': { icon: 'check' },
  'exchange.save': { icon: 'export' },
  'exchange.commit': { icon: 'import' },
  'exchange.noteArrival': { icon: 'import' },
  'exchange.noteNews': { icon: 'import' },
  'exchange.discard': { icon: 'close' },
  'exchange.chooseAll': { icon: 'choose' },
  'exchange.chooseNone': { icon: 'close' },
  'exchange.copyName': { icon: 'copy' },
  'exchange.copyNamed': { icon: 'copy' },
  'exchange.toReports': { icon: 'reports' },
  'handover.act': { icon: 'export' },
  'contacts.sealTo': { icon: 'sealed' },
  'contacts.setAside': { icon: 'folder' },
  'contacts.leaveAside': { icon: 'close' },
  'contacts.asideOpenNamed': { icon: 'import' },
  'contacts.asideDiscardNamed': { icon: 'trash' },
  'contacts.verifyNamed': { icon: 'check' },
  'contacts.revokeNamed': { icon: 'close' },
  'escrow.take': { icon: 'import' },
  'escrow.openNamed': { icon: 'key' },
  'escrow.deleteNamed': { icon: 'trash' },

  // The tour and its sample case.
  'palette.tourNext': { icon: 'leaf' },
  'palette.tourEnd': { icon: 'leaf' },
  'tour.remove': { icon: 'trash' },
} as const satisfies Partial<Record<MessageKey, CommandDefinition>>

/** A command is named by its message, so that a search finds it in every language. */
export type CommandName = keyof typeof declared

/**
 * All commands of the window. A view provides what they do and when; buttons, menus and the palette
 * read the rest here.
 */
export const commands: Readonly<Record<CommandName, CommandDefinition>> = declared
