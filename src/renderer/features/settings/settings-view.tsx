import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { Out } from '../../../shared/contract.ts'
import type { Settings } from '../../../shared/records.ts'
import { useView } from '../../app/view-state.ts'
import type { SettingsSection } from '../../app/view-state.ts'
import { useCommands } from '../../commands/commands.tsx'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { LimitsButton } from '../../limits/limits-button.tsx'
import { PlaceWarning } from '../../limits/place-warning.tsx'
import { NewRecoveryCode } from '../../secrets/new-recovery-code.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { Panel, PanelHeader, SplitView } from '../../ui/panel.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Backups } from './backups.tsx'
import { ChangePassphrase } from './change-passphrase.tsx'
import { CodeAtDesk } from './code-at-desk.tsx'
import { entries, entryOf } from './entries.ts'
import type { EntryName, SettingsEntry } from './entries.ts'
import { EntryState } from './entry-state.tsx'
import { Identities } from './identities.tsx'
import { PoolLimits } from './pool-limits.tsx'
import { Appearance, Locking, Pseudonym } from './preferences.tsx'
import { Releases } from './releases.tsx'
import { RetentionSection } from './retention-section.tsx'
import { SecondReaders } from './second-readers.tsx'
import { Facts, Section, SettingLine } from './section.tsx'
import { SpellingList } from './spellings.tsx'
import { VerifyVault } from './verify-vault.tsx'
import { WipeSection } from './wipe-section.tsx'
import shared from '../../ui/shared.module.css'
import styles from './settings.module.css'

/** What opens the vault: passphrase, key file and recovery code. */
const Access = ({
  vaultName,
  isDisabled,
}: {
  readonly vaultName: string
  readonly isDisabled: boolean
}): ReactElement => {
  const text = useText()
  const [open, setOpen] = useState<'passphrase' | 'recovery' | null>(null)
  const close = (): void => setOpen(null)
  useCommands({
    'palette.changePassphrase': !isDisabled && (() => setOpen('passphrase')),
    'palette.newRecovery': !isDisabled && (() => setOpen('recovery')),
  })
  return (
    <Section title={text('settings.access')} anchor="access">
      <SettingLine title={text('settings.passphrase')} about={text('settings.passphraseText')}>
        <Button isDisabled={isDisabled} onPress={() => setOpen('passphrase')}>
          {text('settings.changePassphrase')}
        </Button>
      </SettingLine>
      <SettingLine title={text('settings.recovery')} about={text('settings.recoveryText')}>
        <Button isDisabled={isDisabled} onPress={() => setOpen('recovery')}>
          {text('settings.newRecovery')}
        </Button>
      </SettingLine>
      <CodeAtDesk isDisabled={isDisabled} />
      <ChangePassphrase isOpen={open === 'passphrase'} onClose={close} />
      <NewRecoveryCode vaultName={vaultName} isOpen={open === 'recovery'} onClose={close} />
    </Section>
  )
}

/** Version and build, for support and for the age of the app. */
const About = ({ info }: { readonly info: Out<'app.info'> }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const facts = [
    [text('settings.vault'), info.vaultName],
    [text('settings.version'), info.version],
    [text('settings.built'), format.day(info.builtDay)],
    [text('settings.index'), text('settings.indexValue', { index: info.releaseIndex })],
    [
      text('settings.runtime'),
      text(`settings.runtime.${info.runtime}`, { version: info.electron }),
    ],
    [text('settings.platform'), info.platform],
  ] as const
  return (
    <Section title={text('settings.about')} anchor="about">
      <Facts facts={facts} />
      <p className={shared['quiet']}>{text('settings.data')}</p>
      <div>
        <LimitsButton />
      </div>
    </Section>
  )
}

const holds = (words: string, query: string): boolean =>
  words.normalize('NFC').toLocaleLowerCase().includes(query.normalize('NFC').toLocaleLowerCase())

type FoundEntry = {
  readonly entry: SettingsEntry
  /** The setting that the search found; null if it found the name of the entry. */
  readonly setting: string | null
}

const useFoundEntries = (query: string): readonly FoundEntry[] => {
  const text = useText()
  return entries.flatMap((entry): readonly FoundEntry[] => {
    if (holds(text(entry.name), query)) return [{ entry, setting: null }]
    const found = entry.settings.find((words) => words.some((word) => holds(text(word), query)))
    return found === undefined ? [] : [{ entry, setting: text(found[0]) }]
  })
}

type SectionProps = {
  readonly settings: Settings
  readonly info: Out<'app.info'>
  readonly isDisabled: boolean
}

const sectionViews: Readonly<Record<SettingsSection, (props: SectionProps) => ReactNode>> = {
  appearance: Appearance,
  pseudonym: Pseudonym,
  locking: Locking,
  access: ({ info, isDisabled }) => <Access vaultName={info.vaultName} isDisabled={isDisabled} />,
  backup: Backups,
  identities: Identities,
  readers: SecondReaders,
  pools: PoolLimits,
  spellings: SpellingList,
  retention: RetentionSection,
  wipe: WipeSection,
  integrity: VerifyVault,
  release: Releases,
  about: About,
}

/** The sections of one entry. */
const EntryPage = ({
  name,
  info,
}: {
  readonly name: EntryName
  readonly info: Out<'app.info'>
}): ReactElement => {
  const settings = useVaultQuery('settings.get', {})
  const vault = useVaultQuery('vault.status', {})
  const sections = entries.find((entry) => entry.name === name)?.sections ?? []
  return (
    <div className={styles['sections']}>
      <FailureBanner failure={settings.error} />
      {(name === 'settings.general' || name === 'settings.thisVault') && <PlaceWarning />}
      {settings.data !== undefined &&
        sections.map((section) => {
          const SectionView = sectionViews[section]
          return (
            <SectionView
              key={section}
              settings={settings.data}
              info={info}
              isDisabled={vault.data?.state === 'rescue'}
            />
          )
        })}
    </div>
  )
}

/** All settings of the vault and the window; each change is saved at once. */
export const SettingsView = ({ info }: { readonly info: Out<'app.info'> }): ReactElement => {
  const text = useText()
  const { view, chooseSettings } = useView()
  const [query, setQuery] = useState('')
  const wanted = query.trim()
  const found = useFoundEntries(wanted)
  const chosen = entryOf(view.settingsSection)
  // A search shows its first match; clearing it restores the chosen entry.
  const shown =
    wanted === '' || found.some(({ entry }) => entry.name === chosen)
      ? chosen
      : found[0]?.entry.name
  return (
    <SplitView
      list={
        <Panel
          label={text('settings.entries')}
          tone="list"
          header={
            <PanelHeader title={text('nav.settings')}>
              <SearchField
                label={text('settings.find')}
                placeholder={text('settings.find')}
                clearLabel={text('common.clear')}
                value={query}
                onChange={setQuery}
              />
            </PanelHeader>
          }
        >
          <ul className={shared['stack']}>
            {found.map(({ entry: { name, sections }, setting }) => (
              <li key={name} data-section={sections[0]}>
                <ListRow
                  title={text(name)}
                  {...(setting === null ? {} : { detail: setting })}
                  end={<EntryState name={name} />}
                  isSelected={name === shown}
                  onPress={() => chooseSettings(sections[0])}
                />
              </li>
            ))}
          </ul>
        </Panel>
      }
      record={
        // A key, so that each entry begins at its top.
        <Panel key={shown} label={text('nav.settings')}>
          {shown === undefined ? (
            <EmptyState
              icon="settings"
              title={text('settings.findNothing', { query: wanted })}
              action={<Button onPress={() => setQuery('')}>{text('search.clear')}</Button>}
            >
              {text('settings.findNothingText')}
            </EmptyState>
          ) : (
            <EntryPage name={shown} info={info} />
          )}
        </Panel>
      }
    />
  )
}
