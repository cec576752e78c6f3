import { useMemo } from 'react'
import type { ReactElement } from 'react'
import type { In } from '../../../shared/contract.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { formKind } from '../../data/form-store.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useSubmitForm } from '../../data/submit-form.ts'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { VersionContent } from '../../versions/field.ts'
import { fieldsOf } from '../../versions/record-fields.ts'
import { composed, droppedFrom, mergeFields } from '../../versions/three-way.ts'
import type { MergeChoice, Choices } from '../../versions/three-way.ts'
import { useValueWords } from '../../versions/value-words.ts'
import { useView } from '../../app/view-state.ts'
import { DroppedList } from './dropped-list.tsx'
import { MergeFieldRow } from './merge-field-row.tsx'
import { letterOf, useOrigin } from './side-names.ts'
import type { MergeVersions } from './side-names.ts'
import shared from '../../ui/shared.module.css'
import styles from './merge.module.css'

// The schema has validated the type; fields accept any content.
const asContent = (content: MergeVersions['bases'][number]): VersionContent => content

/** Choices, with the versions that they apply to. */
export const mergeForms = formKind<{ readonly of: string; readonly choices: Choices }>()

/** Identifies the versions as shown. */
export const seenAs = ({ rev, heads }: MergeVersions): string => `${rev} ${heads.join()}`

/** Every field that differs, what will be dropped, and the one signature at the end. */
export const MergeForm = ({
  versions,
  choices,
  onChoose,
  onAnew,
  form,
}: {
  readonly versions: MergeVersions
  readonly choices: Choices
  readonly onChoose: (choices: Choices) => void
  readonly onAnew: (choices: Choices) => void
  /** Submits the form. If the user only leaves, the choices are kept. */
  readonly form: Parameters<typeof useSubmitForm>[1]
}): ReactElement => {
  const text = useText()
  const words = useValueWords()
  const originOf = useOrigin()
  const isReadOnly = useReadOnly()
  const { merge, endMerge } = useView()
  const { id, kind, rev, heads, more } = versions
  const { data: conflicts } = useVaultQuery('records.conflicts', {})
  const title = conflicts?.find((one) => one.id === id)?.title ?? ''
  const bases = useMemo(() => versions.bases.map(asContent), [versions])
  const sides = useMemo(() => versions.sides.map((side) => asContent(side.content)), [versions])
  const merged = useMemo(() => mergeFields(fieldsOf(kind), bases, sides), [kind, bases, sides])
  const differing = merged.filter(({ state }) => state !== 'same')
  const left = differing.filter(
    ({ state, field }) => state === 'open' && !choices.has(field.id),
  ).length
  const content = composed(merged, choices, sides)
  const { error, isPending, send } = useSubmitForm('records.merge', form, {
    said: ({ keptDraft }) => (keptDraft === null ? 'merge.done' : 'merge.doneKept'),
    onSaved: () => endMerge(id),
  })
  const choose = (field: string, choice: MergeChoice): void =>
    onChoose(new Map([...choices, [field, choice]]))
  const confirm = (): void => {
    if (content === null) return
    const whole = content as unknown as In<'records.merge'>['content']
    send({ id, rev, heads: [...heads], content: whole })
  }

  return (
    <Panel label={text('merge.title')}>
      <div className={styles['page']}>
        <header className={shared['stack2']}>
          <h1 className={styles['title']}>{text('merge.title')}</h1>
          {title !== '' && <p className={shared['heading']}>{title}</p>}
          <p className={styles['quiet']}>{text('merge.lead')}</p>
        </header>
        <section className={shared['stack2']}>
          <h2 className={shared['heading']}>{text('merge.versions')}</h2>
          <ul className={shared['stack1']}>
            {versions.sides.map((side, at) => (
              <li key={side.revision ?? 'draft'}>
                <strong>{text('merge.letter', { letter: letterOf(at) })}</strong> {originOf(side)}
              </li>
            ))}
          </ul>
          <p className={styles['quiet']}>
            {text(bases.length === 0 ? 'merge.baseUnknown' : 'merge.baseKnown')}
          </p>
          {more > 0 && <p>{text('merge.more', { count: more })}</p>}
          <p className={styles['quiet']}>
            {text('merge.sameCount', { count: merged.length - differing.length })}
          </p>
        </section>
        {differing.map((one) => (
          <MergeFieldRow
            key={one.field.id}
            merging={one}
            base={bases[0] ?? null}
            sides={sides}
            words={words}
            isFixed={isPending}
            choice={choices.get(one.field.id) ?? null}
            onChoose={(choice) => choose(one.field.id, choice)}
          />
        ))}
        <DroppedList
          dropped={content === null ? null : droppedFrom(merged, sides, content)}
          sides={sides}
          content={content ?? {}}
          words={words}
          hasDraft={versions.sides.some(({ revision }) => revision === null)}
        />
        <FailureBanner
          failure={error}
          actions={
            error?.code === 'conflict' && (
              <Button size="small" onPress={() => onAnew(choices)}>
                {text('merge.anew')}
              </Button>
            )
          }
        />
        <DialogActions
          also={
            <span role="status" className={styles['quiet']}>
              {text('merge.left', { count: left })}
            </span>
          }
          out={
            <CommandButton words="merge.back" isDisabled={isPending} onPress={() => merge(null)} />
          }
          main={
            <CommandButton
              words="merge.confirm"
              variant="primary"
              icon="branch"
              isDisabled={content === null || isReadOnly}
              isPending={isPending}
              onPress={confirm}
            />
          }
        />
      </div>
    </Panel>
  )
}
