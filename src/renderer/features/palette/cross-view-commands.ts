import type { MessageKey } from '../../i18n/messages.ts'
import type { SettingsSection } from '../../app/use-settings-section.ts'
import type { IconName } from '../../ui/icon.tsx'
import type { Area } from '../../app/view-state.ts'

/** A command that another view offers once it is shown. */
export type CrossViewCommand = {
  readonly name: MessageKey
  readonly icon: IconName
  readonly to: { readonly section: SettingsSection } | { readonly area: Area }
}

const settings = (
  section: SettingsSection,
  icon: IconName,
  names: readonly MessageKey[],
): readonly CrossViewCommand[] => names.map((name) => ({ name, icon, to: { section } }))

const elsewhere = (
  area: Area,
  icon: IconName,
  names: readonly MessageKey[],
): readonly CrossViewCommand[] => names.map((name) => ({ name, icon, to: { area } }))

/** Commands of views that need not be open: the palette navigates there and runs them. */
export const crossViewCommands: readonly CrossViewCommand[] = [
  ...settings('access', 'key', [
    'palette.changePassphrase',
    'palette.newRecovery',
    'escrow.keepTitle',
  ]),
  ...settings('backup', 'folder', ['backup.make', 'backup.test', 'palette.sealBackup']),
  ...settings('identities', 'sealed', [
    'palette.makeIdentityKey',
    'palette.openIdentityKey',
    'palette.closeIdentityKey',
    'palette.identityPassphrase',
    'palette.replaceIdentityKey',
    'palette.addRecipient',
    'identity.copyKey',
  ]),
  ...settings('readers', 'eye', ['palette.addReader', 'palette.fourEyesOn', 'palette.fourEyesOff']),
  ...settings('spellings', 'language', ['spellings.add']),
  ...settings('duress', 'shield', [
    'palette.setWipe',
    'palette.removeWipe',
    'duress.rehearse.wipe',
  ]),
  ...settings('integrity', 'check', ['settings.verifyStart']),
  ...elsewhere('border', 'shield', ['duress.rehearse.destroy', 'palette.destroy']),
  ...elsewhere('exchange', 'person', ['palette.addContact', 'contacts.save']),
  ...elsewhere('help', 'help', [
    'help.start',
    'help.sources',
    'help.marks',
    'help.claims',
    'help.phrases',
    'help.public',
    'help.exchange',
    'help.border',
    'help.backup',
    'help.locking',
    'help.faults',
    'help.keys',
    'limits.link',
  ]),
]
