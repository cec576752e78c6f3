import { useState } from 'react'
import type { ReactElement } from 'react'
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
import { useEditing } from '../../records/use-editing.ts'
import { Panel } from '../../ui/panel.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { ConflictNotice } from '../../versions/conflicts.tsx'
import { Comparison } from './comparison.tsx'
import { ExactFile } from './exact-file.tsx'
import { PublicationForm, publicationForms } from './publication-form.tsx'
import { ReviewList } from './review-list.tsx'
import { WritePanel } from './write-panel.tsx'
import styles from './publications.module.css'

const parts = {
  review: 'publications.review',
  compare: 'publications.compare',
  exact: 'publications.exact',
  write: 'publications.writeTab',
} as const
const partNames = Object.keys(parts) as (keyof typeof parts)[]

/**
 * A publication: its review, the printed content beside the original, the exact file, and writing
 * it.
 */
export const PublicationRecord = ({ id }: { readonly id: string }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { caseById } = useCases()
  const { isEditing, wasLeft, start, stop } = useEditing(useHasDraft(publicationForms, id))
  const { data, error } = useVaultQuery('publications.get', { id })
  const [tab, setTab] = useState<keyof typeof parts>('review')
  const isShown = data !== undefined && !isEditing
  useCommands(isShown ? runsOf(partNames, (part) => [parts[part], () => setTab(part)]) : {})
  if (data === undefined) return <RecordUnread label={text('publications.title')} failure={error} />
  const { content, written } = data
  return (
    <Panel label={content.title}>
      <div className={styles['page']}>
        <header className={styles['head']}>
          <div>
            <RecordTitle lang={content.language} takesFocus={!wasLeft}>
              {content.title}
            </RecordTitle>
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
          {!isEditing && (
            <RecordActions area="publications" record={data} wasLeft={wasLeft} onEdit={start} />
          )}
        </header>
        <ConflictNotice id={data.id} />
        {isEditing ? (
          <PublicationForm existing={data} onSaved={stop} onCancel={stop} />
        ) : (
          <Tabs
            label={text('publications.parts')}
            selected={tab}
            onChange={(part) => setTab(partNames.find((one) => one === part) ?? 'review')}
            items={[
              {
                id: 'review',
                label: text('publications.review'),
                content: (
                  <ReviewList publication={data} onEdit={start} onNext={() => setTab('write')} />
                ),
              },
              {
                id: 'compare',
                label: text('publications.compare'),
                content: <Comparison publication={data} />,
              },
              {
                id: 'exact',
                label: text('publications.exact'),
                content: <ExactFile publication={data} />,
              },
              {
                id: 'write',
                label: text('publications.writeTab'),
                content: <WritePanel publication={data} />,
              },
            ]}
          />
        )}
      </div>
    </Panel>
  )
}
