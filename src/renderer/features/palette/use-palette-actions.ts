import type { Settings } from '../../../shared/records.ts'
import { useAction } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { useChangeSettings } from '../../data/change-settings.ts'
import { useFailureToast } from '../../data/failure-text.tsx'
import { languageNames } from '../../i18n/languages.ts'
import { messages } from '../../i18n/messages.ts'
import type { Language } from '../../i18n/languages.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { useRunWhenAvailable } from '../../commands/commands.tsx'
import { lockKeys, textSizeKeys, windowKeys } from '../../commands/shortcuts/keys.ts'
import { capsOf } from '../../ui/chord.ts'
import { useSample } from '../../tour/use-sample.ts'
import type { IconName } from '../../ui/icon.tsx'
import { textSizeAfter, useTextSize } from '../../app/text-size.tsx'
import { useSettingsSection } from '../../app/use-settings-section.ts'
import type { SettingsSection } from '../../app/use-settings-section.ts'
import { areas, digitOf, useView } from '../../app/view-state.ts'
import type { NavArea } from '../../app/view-state.ts'
import { folded } from '../../lists/fits-words.ts'
import { crossViewCommands } from './cross-view-commands.ts'
import { languages, namesOf } from './names.ts'
import type { PaletteItem } from './palette-item.ts'

const themes = ['system', 'light', 'dark', 'contrast'] as const

const sections = [
  ['appearance', 'settings.appearance', 'settings'],
  ['locking', 'settings.locking', 'lock'],
  ['access', 'settings.access', 'key'],
  ['backup', 'backup.title', 'folder'],
  ['identities', 'identity.title', 'sealed'],
  ['readers', 'reviewers.title', 'eye'],
  ['pools', 'settings.pools', 'person'],
  ['spellings', 'spellings.title', 'language'],
  ['duress', 'duress.title', 'shield'],
  ['keeping', 'keeping.settings', 'clock'],
  ['integrity', 'settings.verify', 'check'],
] as const satisfies readonly (readonly [SettingsSection, MessageKey, IconName])[]

/** Help and the settings have their own shortcuts; the other views have their digit. */
const keysOf = (area: NavArea): { readonly keys?: readonly string[] } => {
  if (area === 'help') return { keys: capsOf(windowKeys.manual.keys[0]) }
  if (area === 'settings') return { keys: capsOf(windowKeys.settings.keys[0]) }
  const digit = digitOf(area)
  return digit === null ? {} : { keys: capsOf(`Ctrl+${digit}`) }
}

const sizing = [
  ['larger', 'plus'],
  ['smaller', 'minus'],
  ['usual', 'fit'],
] as const satisfies readonly (readonly [keyof typeof textSizeKeys, IconName])[]

const languageWords = {
  en: 'vocab.language.en',
  ko: 'vocab.language.ko',
  zh: 'vocab.language.zh-Hans',
} as const satisfies Record<Language, MessageKey>

/** A command, and the name under which a visible view may offer it itself. */
export type PaletteAction = {
  readonly offeredAs?: MessageKey
} & PaletteItem

export type PaletteActions = {
  readonly views: readonly PaletteItem[]
  readonly acts: readonly PaletteAction[]
}

/** All views and global commands, with their shortcuts and their names in all languages. */
export const usePaletteActions = (onHelp: () => void): PaletteActions => {
  const text = useText()
  const { go, select, exchange } = useView()
  const showSection = useSettingsSection()
  const failed = useFailureToast()
  const onError = (error: AppError): void => failed(error)
  const setSettings = useChangeSettings({ onError })
  const doSoon = useRunWhenAvailable()
  const { walk } = useSample()
  const { textSize, chooseTextSize } = useTextSize()
  const lock = useAction('app.lock', { changes: false, onError })
  const act = (
    id: string,
    key: MessageKey,
    icon: IconName,
    run: () => void,
    keys?: readonly string[],
  ): PaletteItem => ({
    id,
    label: text(key),
    names: [folded(text(key)), ...namesOf(key, () => ({}))],
    icon,
    run,
    ...(keys === undefined ? {} : { keys }),
  })
  const set = (change: Partial<Settings>) => (): void => setSettings.mutate(change)

  return {
    views: areas.map((area) => ({
      ...act(`go-${area}`, `nav.${area}`, area, () => go(area)),
      ...keysOf(area),
    })),
    acts: [
      act(
        'new-report',
        'palette.newReport',
        'plus',
        () => select('reports', 'new'),
        capsOf(windowKeys.newReport.keys[0]),
      ),
      act('new-case', 'palette.newCase', 'plus', () => select('cases', 'new')),
      act('new-source', 'palette.newSource', 'plus', () => select('sources', 'new')),
      act('lock', 'palette.lock', 'lock', () => lock.mutate({}), capsOf(lockKeys.lock.keys[0])),
      act('export', 'palette.export', 'export', () => exchange('export')),
      act('import', 'palette.import', 'import', () => exchange('import')),
      act('hand-over', 'palette.handOver', 'export', () => exchange('handover')),
      act('border', 'border.title', 'shield', () => go('border')),
      act('shortcuts', 'palette.shortcuts', 'keyboard', onHelp, capsOf(windowKeys.sheet.keys[0])),
      ...sizing
        .map(([name, icon]) => ({ name, icon, next: textSizeAfter(textSize, name) }))
        .filter(({ next }) => next !== textSize)
        .map(({ name, icon, next }) =>
          act(
            `text-${name}`,
            textSizeKeys[name].says,
            icon,
            () => chooseTextSize(next),
            capsOf(textSizeKeys[name].keys[0]),
          ),
        ),
      ...sections.map(([section, key, icon]) =>
        act(`settings-${section}`, key, icon, () => showSection(section)),
      ),
      act('new-publication', 'publications.new', 'plus', () => select('publications', 'new')),
      act('tour', 'tour.walk', 'leaf', walk),
      ...crossViewCommands.map(({ name, icon, to }) => ({
        ...act(`do-${name}`, name, icon, () => {
          if ('section' in to) showSection(to.section)
          else go(to.area)
          doSoon(name)
        }),
        offeredAs: name,
      })),
      ...themes.map((theme) => ({
        id: `theme-${theme}`,
        label: text('palette.theme', { theme: text(`settings.theme.${theme}`) }),
        names: namesOf('palette.theme', (language) => ({
          theme: messages[language][`settings.theme.${theme}`],
        })),
        icon: 'settings' as const,
        run: set({ theme }),
      })),
      ...languages.map((language) => ({
        id: `language-${language}`,
        label: text('palette.language', { language: languageNames[language] }),
        // By its own name, and by its name in each language.
        names: [
          ...namesOf('palette.language', () => ({ language: languageNames[language] })),
          ...namesOf('palette.language', (other) => ({
            language: messages[other][languageWords[language]],
          })),
        ],
        icon: 'language' as const,
        run: set({ language }),
      })),
    ],
  }
}
