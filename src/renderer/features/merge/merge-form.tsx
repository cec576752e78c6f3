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
import { Disclosure } from '../../ui/disclosure.tsx'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { VersionContent } from '../../versions/field.ts'
import { fieldsOf } from '../../versions/record-fields.ts'
import { composed, droppedFrom, isDecided, mergeFields } from '../../versions/three-way.ts'
import type { MergeChoice, Choices } from '../../versions/three-way.ts'
import { useValueWords } from '../../versions/value-words.ts'
import { useView } from '../../app/view-state.ts'
import { DroppedList } from './dropped-list.tsx'
import { OpenField, TakenField } from './merge-field-row.tsx'
import { useOrigin, useSideNames } from './side-names.ts'
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
  const origin = useOrigin()
  const names = useSideNames(versions.sides)
  const isReadOnly = useReadOnly()
  const { merge, endMerge } = useView()
  const { id, kind, rev, heads, more } = versions
  const { data: conflicts } = useVaultQuery('records.conflicts', {})
  const title = conflicts?.find((one) => one.id === id)?.title ?? ''
  const bases = useMemo(() => versions.bases.map(asContent), [versions])
  const sides = useMemo(() => versions.sides.map((side) => asContent(side.content)), [versions])
  const merged = useMemo(() => mergeFields(fieldsOf(kind), bases, sides), [kind, bases, sides])
  const differing = merged.filter(({ state }) => state !== 'same')
  const open = differing.filter(({ state }) => state === 'open')
  const taken = differing.filter(({ state }) => state === 'taken')
  const done = open.filter(({ field }) => isDecided(choices.get(field.id))).length
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

  const originOf = (at: number): string => {
    const side = versions.sides[at]
    return side === undefined ? '' : origin(side)
  }
  const shownSides = names.mineFirst(sides.map((_, at) => at))
  const row = { base: bases[0] ?? null, sides, words, names, originOf }

  return (
    <Panel
      label={text('merge.title')}
      header={
        <header className={styles['bar']}>
          <div className={styles['barLine']}>
            <h1 className={styles['heading']}>
              <span className={styles['trail']}>
                {text('merge.title')}
                {title !== '' && (
                  <>
                    {' › '}
                    <span>{title}</span>
                  </>
                )}
              </span>
              <span className={styles['who']}>
                {shownSides.map((at, n) => (
                  <span key={at}>
                    {n > 0 && <span aria-hidden="true">⟷ </span>}
                    <span
                      className={styles['whoName']}
                      data-side={names.isMine(at) ? 'mine' : 'theirs'}
                    >
                      {names.isMine(at) && sides.length === 2 ? text('merge.you') : names.of(at)}
                    </span>
                  </span>
                ))}
              </span>
            </h1>
            <span role="status" className={styles['quiet']}>
              {text('merge.decided', { done, all: open.length })}
            </span>
            <CommandButton words="merge.back" isDisabled={isPending} onPress={() => merge(null)} />
            <CommandButton
              words="merge.confirm"
              variant="primary"
              icon="branch"
              isDisabled={content === null || isReadOnly}
              isPending={isPending}
              onPress={confirm}
            />
          </div>
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
        </header>
      }
    >
      <div className={styles['page']}>
        {bases.length === 0 && <p className={styles['quiet']}>{text('merge.baseUnknown')}</p>}
        {more > 0 && <p>{text('merge.more', { count: more })}</p>}
        {open.map((one) => (
          <OpenField
            key={one.field.id}
            {...row}
            merging={one}
            isFixed={isPending}
            choice={choices.get(one.field.id) ?? null}
            onChoose={(choice) => choose(one.field.id, choice)}
          />
        ))}
        {taken.length > 0 && (
          <Disclosure
            className={styles['field']}
            head={text('merge.takenFields', {
              count: taken.length,
              fields: taken
                .map(({ field, changedBy }) =>
                  text('merge.takenField', {
                    field: text(field.label),
                    name: names.of(changedBy[0] ?? 0),
                  }),
                )
                .join(text('lint.kindSeparator')),
            })}
          >
            <div className={shared['stack4']}>
              {taken.map((one) => (
                <TakenField key={one.field.id} {...row} merging={one} />
              ))}
            </div>
          </Disclosure>
        )}
        <DroppedList
          dropped={content === null ? null : droppedFrom(merged, sides, content)}
          sides={sides}
          content={content ?? {}}
          words={words}
          names={names}
          hasDraft={versions.sides.some(({ revision }) => revision === null)}
        />
        <Disclosure className={styles['field']} head={text('merge.about')}>
          <div className={shared['stack2']}>
            <p className={styles['quiet']}>{text('merge.lead')}</p>
            <ul className={shared['stack1']}>
              {shownSides.map((at) => (
                <li key={at}>
                  <strong>{names.of(at)}</strong> {originOf(at)}
                </li>
              ))}
            </ul>
            {bases.length > 0 && <p className={styles['quiet']}>{text('merge.baseKnown')}</p>}
            <p className={styles['quiet']}>
              {text('merge.sameCount', { count: merged.length - differing.length })}
            </p>
          </div>
        </Disclosure>
      </div>
    </Panel>
  )
}
