/**
 * Every name that the window may call, in one closed list (also all that the preload script knows).
 * `main` channels need the windowing system and carry no content; everything else goes straight to
 * the vault process and is never seen by main.
 */
export const mainChannels = [
  'app.info',
  'app.lock',
  'app.activity',
  'dialog.chooseVault',
  'dialog.chooseKeyFile',
  'dialog.createKeyFile',
  'dialog.saveExport',
  'dialog.openImport',
  'app.print',
] as const

export const vaultChannels = [
  'vault.status',
  'vault.create',
  'vault.unlock',
  'vault.recover',
  'vault.changePassphrase',
  'vault.newRecoveryCode',
  'vault.verify',
  'settings.get',
  'settings.set',
  'cases.list',
  'cases.get',
  'cases.save',
  'sources.list',
  'sources.get',
  'sources.save',
  'sources.suggestCodeName',
  'reports.list',
  'reports.get',
  'reports.save',
  'reports.file',
  'reports.discardDraft',
  'reports.revisions',
  'reports.revision',
  'records.remove',
  'records.restore',
  'search.query',
  'journal.list',
  'exchange.self',
  'exports.prepare',
  'exports.write',
  'exports.list',
  'imports.preview',
  'imports.commit',
  'imports.discard',
  'tasks.cancel',
] as const

export type MainChannel = (typeof mainChannels)[number]
export type VaultChannel = (typeof vaultChannels)[number]
export type Channel = MainChannel | VaultChannel
