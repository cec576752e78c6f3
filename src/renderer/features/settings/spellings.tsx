import { useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Settings } from '../../../shared/records.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { formKind, useFormDraft } from '../../data/form-store.tsx'
import { useSaveSettings } from '../../data/submit-form.ts'
import { useCommands } from '../../commands/commands.tsx'
import { limits } from '../../records/limits.ts'
import { rowFaults, rowsOf, spellingsOf } from '../../spellings/spelling-rows.ts'
import type { SpellingRow } from '../../spellings/spelling-rows.ts'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Section } from './section.tsx'
import shared from '../../ui/shared.module.css'
import styles from './settings.module.css'

const spellingForms = formKind<{ readonly rows: readonly SpellingRow[] }>()
const empty: SpellingRow = { preferred: '', variants: '' }

/** The vault's spellings of names and terms, and the other spellings to mark. */
export const SpellingList = ({
  settings,
  isDisabled,
}: {
  readonly settings: Settings
  readonly isDisabled: boolean
}): ReactElement => {
  const text = useText()
  const kept = useFormDraft(spellingForms, 'settings', {
    rows: rowsOf(settings.spellings),
  })
  const { content, change } = kept
  const { rows } = content
  const setRows = (next: readonly SpellingRow[]): void => change({ rows: next })
  const [tried, setTried] = useState(false)
  const { save, error, isPending } = useSaveSettings(kept)
  const spellings = spellingsOf(rows)
  const isFine = rowFaults(spellings).every((fault) => fault === null)
  const isTooLong =
    spellings.length > limits.spellings ||
    spellings.some(({ variants }) => variants.length > limits.spellingVariants)
  const isSame = JSON.stringify(spellings) === JSON.stringify(settings.spellings)
  const patch = (at: number, part: Partial<SpellingRow>): void =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  const faultOf = (row: SpellingRow): string | undefined => {
    const one = spellingsOf([row])[0]
    if (!tried || one === undefined) return undefined
    const at = spellings.findIndex((other) => JSON.stringify(other) === JSON.stringify(one))
    const fault = rowFaults(spellings)[at] ?? null
    return fault === null ? undefined : text(`spellings.${fault}`)
  }
  const hasRoom = !isDisabled && rows.length < limits.spellings
  const grow = (): void => setRows([...rows, empty])
  useCommands({ 'spellings.add': hasRoom && grow })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!isFine || isTooLong) return
    save({ spellings })
  }
  return (
    <Section
      title={text('spellings.title')}
      anchor="spellings"
      about={text('spellings.about')}
      more={text('spellings.more')}
    >
      <form className={shared['stack4']} onSubmit={submit}>
        <FailureBanner failure={error} />
        {rows.length > 0 && (
          <ul className={shared['stack2']}>
            {rows.map((row, index) => (
              // Lines have no ids, and the form holds all their state.
              <li key={`${index}`} className={styles['spelling']}>
                <TextField
                  label={text('spellings.preferred')}
                  hideLabel={index > 0}
                  value={row.preferred}
                  maxLength={limits.spelling}
                  error={faultOf(row)}
                  isDisabled={isDisabled}
                  onChange={(preferred) => patch(index, { preferred })}
                />
                <TextField
                  label={text('spellings.variants')}
                  hideLabel={index > 0}
                  value={row.variants}
                  maxLength={limits.spelling * limits.spellingVariants}
                  isDisabled={isDisabled}
                  onChange={(variants) => patch(index, { variants })}
                />
                <IconButton
                  icon="trash"
                  label={
                    row.preferred.trim() === ''
                      ? text('spellings.removeEmpty', { line: index + 1 })
                      : text('spellings.remove', { word: row.preferred.trim() })
                  }
                  isDisabled={isDisabled}
                  onPress={() => setRows(rows.filter((_, at) => at !== index))}
                />
              </li>
            ))}
          </ul>
        )}
        {isTooLong && (
          <p role="alert" className={shared['error']}>
            {text('spellings.tooLong', {
              words: limits.spellings,
              variants: limits.spellingVariants,
            })}
          </p>
        )}
        <div>
          <Button size="small" icon="plus" isDisabled={!hasRoom} onPress={grow}>
            {text('spellings.add')}
          </Button>
        </div>
        <DialogActions
          main={
            <Button
              type="submit"
              isDisabled={isDisabled || isSame || isTooLong}
              isPending={isPending}
            >
              {text('common.save')}
            </Button>
          }
        />
      </form>
    </Section>
  )
}
