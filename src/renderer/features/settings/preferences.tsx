import type { ReactElement, SubmitEvent } from 'react'
import type { Settings } from '../../../shared/records.ts'
import { useChangeSettings } from '../../data/change-settings.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { languageNames, languageTags } from '../../i18n/languages.ts'
import type { Language } from '../../i18n/languages.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { formKind, useFormDraft } from '../../data/form-store.tsx'
import { useSaveSettings } from '../../data/submit-form.ts'
import { textSizes, useTextSize } from '../../app/text-size.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Section, SettingField } from './section.tsx'
import styles from './settings.module.css'

const languages = Object.keys(languageNames) as Language[]
const themes = [
  'system',
  'light',
  'dark',
  'contrast',
] as const satisfies readonly Settings['theme'][]
const idleMinutes = [1, 2, 5, 10, 15, 30, 60, 120] as const
const pseudonymMax = 80

const pseudonymForms = formKind<{ readonly pseudonym: string }>()

type SettingsPart = {
  readonly settings: Settings
  readonly isDisabled: boolean
}

/** Language, theme and text size. */
export const Appearance = ({ settings, isDisabled }: SettingsPart): ReactElement => {
  const text = useText()
  const { textSize, chooseTextSize } = useTextSize()
  const save = useChangeSettings()
  const set = (change: Partial<Settings>): void => save.mutate(change)
  return (
    <Section title={text('settings.appearance')} anchor="appearance">
      <FailureBanner failure={save.error} />
      <SettingField>
        <RadioGroup
          label={text('settings.language')}
          layout="row"
          value={settings.language}
          onChange={(language) => set({ language })}
          isDisabled={isDisabled}
          options={languages.map((value) => ({
            value,
            label: languageNames[value],
            lang: languageTags[value],
          }))}
        />
      </SettingField>
      <SettingField>
        <RadioGroup
          label={text('settings.theme')}
          layout="row"
          value={settings.theme}
          onChange={(theme) => set({ theme })}
          isDisabled={isDisabled}
          options={themes.map((value) => ({ value, label: text(`settings.theme.${value}`) }))}
        />
      </SettingField>
      <SettingField>
        <RadioGroup
          label={text('settings.textSize')}
          description={text('settings.textSizeText')}
          layout="row"
          value={String(textSize)}
          onChange={(next) =>
            chooseTextSize(textSizes.find((size) => String(size) === next) ?? 100)
          }
          options={textSizes.map((percent) => ({
            value: String(percent),
            label: text('settings.percent', { percent }),
          }))}
        />
      </SettingField>
    </Section>
  )
}

/** The name under signatures. */
export const Pseudonym = ({ settings, isDisabled }: SettingsPart): ReactElement => {
  const text = useText()
  const kept = useFormDraft(pseudonymForms, 'settings', {
    pseudonym: settings.pseudonym,
  })
  const { content, change } = kept
  const { pseudonym } = content
  const name = useSaveSettings(kept)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    name.save({ pseudonym: pseudonym.trim() })
  }
  return (
    <Section title={text('settings.identity')} anchor="pseudonym">
      <FailureBanner failure={name.error} />
      <form className={styles['inline']} onSubmit={submit}>
        <SettingField>
          <TextField
            label={text('settings.pseudonym')}
            note={text('common.optional')}
            description={text('settings.pseudonymText')}
            value={pseudonym}
            onChange={(next) => change({ pseudonym: next })}
            maxLength={pseudonymMax}
            isDisabled={isDisabled}
          />
        </SettingField>
        <CommandButton
          words="common.save"
          offered="palette.savePseudonym"
          isDisabled={isDisabled || pseudonym.trim() === settings.pseudonym}
        />
      </form>
    </Section>
  )
}

/** When the vault locks by itself. */
export const Locking = ({ settings, isDisabled }: SettingsPart): ReactElement => {
  const text = useText()
  const save = useChangeSettings()
  // A value that is not in the list is shown too.
  const choices = [...new Set([...idleMinutes, settings.idleLockMinutes])].sort((a, b) => a - b)
  return (
    <Section title={text('settings.locking')} anchor="locking">
      <FailureBanner failure={save.error} />
      <SettingField about={text('settings.idle')} more={text('settings.idleMore')}>
        <Select
          label={text('settings.idle')}
          description={text('settings.idleText')}
          value={String(settings.idleLockMinutes)}
          onChange={(minutes) => save.mutate({ idleLockMinutes: Number(minutes) })}
          isDisabled={isDisabled}
          options={choices.map((minutes) => ({
            value: String(minutes),
            label: text('settings.minutes', { minutes }),
          }))}
        />
      </SettingField>
    </Section>
  )
}
