import { useEffect, useRef } from 'react'
import type { ReactElement, ReactNode, RefObject } from 'react'
import type { Publication } from '../../../shared/claims.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { languageNames } from '../../i18n/languages.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useHasDraft } from '../../data/form-store.tsx'
import { runsOf, useCommands } from '../../commands/commands.tsx'
import { useCases } from '../../records/names.ts'
import { RecordActions } from '../../records/record-actions.tsx'
import { RecordTitle } from '../../records/record-title.tsx'
import { RecordUnread } from '../../records/record-unread.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import { useRevisable } from '../../records/use-revisable.ts'
import { Panel } from '../../ui/panel.tsx'
import { TabBar, TabPanelOf } from '../../ui/tabs.tsx'
import { ConflictNotice } from '../../versions/conflicts.tsx'
import { Comparison } from './comparison.tsx'
import { isFormStep } from './draft.ts'
import type { PublicationPart } from './draft.ts'
import { ExactFile } from './exact-file.tsx'
import { PublicationForm, publicationForms } from './publication-form.tsx'
import type { PublicationFormHandle } from './publication-form.tsx'
import { ReviewList } from './review-list.tsx'
import { WritePanel } from './write-panel.tsx'
import styles from './publications.module.css'

const parts = {
  choose: 'publications.stepChoose',
  wording: 'publications.stepWording',
  review: 'publications.review',
  write: 'publications.writeTab',
  compare: 'publications.compare',
  exact: 'publications.exact',
} as const satisfies Record<PublicationPart, string>
const allParts = Object.keys(parts) as PublicationPart[]
const steps = ['choose', 'wording', 'review', 'write'] as const

/** The steps of a publication as tabs, and the one that is shown. */
const Steps = ({
  shown,
  part,
  form,
  onPart,
  children,
}: {
  readonly shown: readonly PublicationPart[]
  readonly part: PublicationPart
  /** Where changes are typed: they are saved before a step that reads what is saved. */
  readonly form: RefObject<PublicationFormHandle | null>
  readonly onPart: (part: PublicationPart) => void
  readonly children: ReactNode
}): ReactElement => {
  const text = useText()
  const frame = useRef<HTMLDivElement>(null)
  const last = useRef(part)
  useEffect(() => {
    if (last.current === part) return
    last.current = part
    // Each step begins at its top, like a page of its own.
    frame.current?.scrollIntoView()
  }, [part])
  const show = (next: PublicationPart): void => {
    if (next === part) return
    if (form.current === null) onPart(next)
    else form.current.leaveFor(next)
  }
  useCommands(runsOf(shown, (one) => [parts[one], () => show(one)]))
  return (
    <div ref={frame} className={styles['steps']}>
      <TabBar
        id="publication"
        label={text('publications.parts')}
        items={shown.map((id) => ({ id, label: text(parts[id]), isApart: id === 'compare' }))}
        selected={part}
        onChange={(id) => {
          const next = shown.find((one) => one === id)
          if (next !== undefined) show(next)
        }}
      />
      <TabPanelOf bar="publication" tab={part}>
        {children}
      </TabPanelOf>
    </div>
  )
}

/** A publication that is not saved yet. */
export const NewPublication = ({
  part,
  onPart,
  onSaved,
  onCancel,
}: {
  readonly part: PublicationPart
  readonly onPart: (part: PublicationPart) => void
  /** Receives the step to show. */
  readonly onSaved: (saved: Publication, next: PublicationPart) => void
  readonly onCancel: () => void
}): ReactElement => {
  const text = useText()
  const form = useRef<PublicationFormHandle>(null)
  return (
    <Panel label={text('publications.new')}>
      <div className={styles['page']}>
        <RecordTitle>{text('publications.new')}</RecordTitle>
        <Steps shown={steps} part={part} form={form} onPart={onPart}>
          <PublicationForm
            ref={form}
            existing={null}
            step={isFormStep(part) ? part : 'choose'}
            onPart={onPart}
            onSaved={onSaved}
            onCancel={onCancel}
          />
        </Steps>
      </div>
    </Panel>
  )
}

/**
 * A publication: what is chosen and how it is worded, its check, the files; and the printed content
 * beside the original, and the exact file.
 */
export const PublicationRecord = ({
  id,
  part: asked,
  onPart,
}: {
  readonly id: string
  /** Null: the wording if changes are not saved, otherwise the check. */
  readonly part: PublicationPart | null
  readonly onPart: (part: PublicationPart) => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { caseById } = useCases()
  const isReadOnly = useReadOnly()
  const isForeign = useRevisable(id) === 'theirs'
  const hasDraft = useHasDraft(publicationForms, id)
  const form = useRef<PublicationFormHandle>(null)
  const { data, error } = useVaultQuery('publications.get', { id })
  if (data === undefined) return <RecordUnread label={text('publications.title')} failure={error} />
  const { content, written } = data
  const canEdit = hasDraft || (!isReadOnly && !isForeign)
  const shown = canEdit ? allParts : allParts.filter((one) => !isFormStep(one))
  const wanted = asked !== null && shown.includes(asked) ? asked : 'review'
  // What is not saved is not checked: only its form is shown.
  const part = hasDraft && !isReadOnly && !isFormStep(wanted) ? 'wording' : wanted
  return (
    <Panel label={content.title}>
      <div className={styles['page']}>
        <header className={styles['head']}>
          <div>
            <RecordTitle lang={content.language}>{content.title}</RecordTitle>
            <p className={styles['under']}>
              <span>{caseById.get(content.caseId)?.content.title}</span>
              <span lang={content.language}>{languageNames[content.language]}</span>
              <span>
                {written[0] === undefined
                  ? text('publications.neverWritten')
                  : text('publications.writtenOn', { day: format.day(written[0]) })}
              </span>
            </p>
          </div>
          <RecordActions
            area="publications"
            record={data}
            wasLeft={false}
            onEdit={() => onPart('wording')}
          />
        </header>
        <ConflictNotice id={data.id} />
        <Steps shown={shown} part={part} form={form} onPart={onPart}>
          {isFormStep(part) ? (
            <PublicationForm
              ref={form}
              existing={data}
              step={part}
              onPart={onPart}
              onSaved={(_, next) => onPart(next)}
              onCancel={() => onPart('review')}
            />
          ) : part === 'review' ? (
            <ReviewList publication={data} onEdit={onPart} onNext={() => onPart('write')} />
          ) : part === 'write' ? (
            <WritePanel publication={data} onCheck={() => onPart('review')} />
          ) : part === 'compare' ? (
            <Comparison publication={data} />
          ) : (
            <ExactFile publication={data} />
          )}
        </Steps>
      </div>
    </Panel>
  )
}
