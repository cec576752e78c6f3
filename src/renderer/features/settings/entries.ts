import type { SettingsSection } from '../../app/view-state.ts'
import type { MessageKey } from '../../i18n/messages.ts'

export type EntryName = Extract<
  MessageKey,
  | 'settings.general'
  | 'settings.locking'
  | 'settings.access'
  | 'backup.title'
  | 'identity.title'
  | 'reviewers.title'
  | 'settings.phrases'
  | 'retention.settings'
  | 'wipe.title'
  | 'settings.thisVault'
>

/** An entry of the list in the settings: a page with one section or a few. */
export type SettingsEntry = {
  readonly name: EntryName
  readonly sections: readonly [SettingsSection, ...SettingsSection[]]
  /** What a search finds on its page: each setting, with its line of help. */
  readonly settings: readonly (readonly [MessageKey, ...MessageKey[]])[]
}

/** The entries in the order of the list: what is changed often first. */
export const entries: readonly SettingsEntry[] = [
  {
    name: 'settings.general',
    sections: ['appearance', 'pseudonym'],
    settings: [
      ['settings.language'],
      ['settings.theme', 'settings.theme.dark', 'settings.theme.contrast'],
      ['settings.textSize', 'settings.textSizeText'],
      ['settings.pseudonym', 'settings.pseudonymText'],
    ],
  },
  {
    name: 'settings.locking',
    sections: ['locking'],
    settings: [['settings.idle', 'settings.idleText', 'settings.idleMore']],
  },
  {
    name: 'settings.access',
    sections: ['access'],
    settings: [
      ['settings.passphrase', 'settings.passphraseText'],
      ['settings.recovery', 'settings.recoveryText'],
      ['escrow.title', 'escrow.line'],
    ],
  },
  {
    name: 'backup.title',
    sections: ['backup'],
    settings: [
      ['backup.make', 'backup.intro', 'backup.makeAbout'],
      ['backup.testTitle', 'backup.testAbout', 'backup.test'],
      ['backup.sealAnewTitle', 'backup.sealAnewAbout'],
      ['backup.remind'],
    ],
  },
  {
    name: 'identity.title',
    sections: ['identities'],
    settings: [
      ['identity.publicKey', 'identity.publicKeyText'],
      ['identity.openKey', 'identity.keyClosedText'],
      ['identity.ownPassphrase', 'identity.ownPassphraseText'],
      ['identity.replace', 'identity.replaceText'],
      ['identity.recipients', 'identity.recipientsText'],
    ],
  },
  {
    name: 'reviewers.title',
    sections: ['readers'],
    settings: [
      ['reviewers.inForce', 'reviewers.intro', 'reviewers.inForceText'],
      ['reviewers.people', 'reviewers.add'],
    ],
  },
  {
    name: 'settings.phrases',
    sections: ['pools', 'spellings'],
    settings: [
      ['settings.pools', 'settings.poolsText', 'settings.poolBlock', 'settings.poolWarn'],
      ['spellings.title', 'spellings.about', 'spellings.more'],
    ],
  },
  {
    name: 'retention.settings',
    sections: ['retention'],
    settings: [['retention.removed', 'retention.settingsText'], ['retention.said']],
  },
  {
    name: 'wipe.title',
    sections: ['wipe'],
    settings: [
      ['wipe.panic', 'wipe.panicText', 'wipe.panicMore'],
      ['wipe.passphrase', 'wipe.none'],
      ['wipe.dryRunTitle', 'wipe.dryRunText'],
      ['border.title', 'border.about'],
    ],
  },
  {
    name: 'settings.thisVault',
    sections: ['integrity', 'release', 'about'],
    settings: [
      ['settings.verify', 'settings.verifyText', 'settings.integrity'],
      ['release.line', 'release.about', 'release.title'],
      ['settings.about', 'settings.version', 'settings.vault'],
    ],
  },
]

/** The entry whose page has a section. */
export const entryOf = (section: SettingsSection): EntryName =>
  entries.find(({ sections }) => sections.includes(section))?.name ?? 'settings.general'
