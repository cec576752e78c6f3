import type { ReactElement } from 'react'
import { useDesk } from '../../bridge.ts'
import { languageNames } from '../../i18n/messages.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCases } from '../../records/names.ts'
import { RecordActs } from '../../records/record-acts.tsx'
import { RecordUnread } from '../../records/record-unread.tsx'
import { useEditing } from '../../records/use-editing.ts'
import { useRemoval } from '../../records/use-removal.ts'
import { Pane } from '../../ui/pane.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { ConflictNotice } from '../../versions/conflicts.tsx'
import { useView } from '../../view-state.tsx'
import { Comparison } from './comparison.tsx'
import { ExactFile } from './exact-file.tsx'
import { PublicationForm } from './publication-form.tsx'
import { ReviewList } from './review-list.tsx'
import { WritePanel } from './write-panel.tsx'
import styles from './publications.module.css'

/** One publication: its review, what is printed beside the original, the exact file, and the way out. */
export const PublicationRecord = ({ id }: { readonly id: string }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { select } = useView()
  const { caseById } = useCases()
  const { isEditing, start, stop } = useEditing()
  const { data, error } = useDesk('publications.get', { id })
  const remove = useRemoval({
    removed: 'publications.removedRecord',
    inUse: 'publications.removeInUse',
    onRemoved: () => select('publications', null),
    onRestored: (restored) => select('publications', restored),
  })
  if (data === undefined) return <RecordUnread label={text('publications.title')} refusal={error} />
  const { content, written } = data
  return (
    <Pane label={content.title}>
      <div className={styles['page']}>
        <header className={styles['head']}>
          <div>
            <h1 className={styles['title']} lang={content.language}>
              {content.title}
            </h1>
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
            <RecordActs
              id={data.id}
              words={{
                edit: 'publications.edit',
                more: 'publications.more',
                remove: 'publications.remove',
              }}
              onEdit={start}
              onRemove={() => remove(data.id, data.rev)}
            />
          )}
        </header>
        <ConflictNotice id={data.id} />
        {isEditing ? (
          <PublicationForm existing={data} onSaved={stop} onCancel={stop} />
        ) : (
          <Tabs
            label={text('publications.parts')}
            items={[
              {
                id: 'review',
                label: text('publications.review'),
                content: <ReviewList publication={data} />,
              },
              {
                id: 'compare',
                label: text('publications.compare'),
                content: <Comparison publication={data} />,
              },
              { id: 'exact', label: text('publications.exact'), content: <ExactFile id={id} /> },
              {
                id: 'write',
                label: text('publications.writeTab'),
                content: <WritePanel publication={data} />,
              },
            ]}
          />
        )}
      </div>
    </Pane>
  )
}
