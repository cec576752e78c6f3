import { useState } from 'react'
import type { ReactElement } from 'react'
import type { JournalLine } from '../../../shared/records.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useView } from '../../view-state.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { Pane, PaneHeader, SplitView } from '../../ui/pane.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { JournalLineView } from './journal-line-view.tsx'
import { useJournal } from './use-journal.ts'
import styles from './record.module.css'

const icons = {
  'vault.created': 'plus',
  'vault.passphrase': 'key',
  'vault.recovery': 'key',
  'vault.settings': 'settings',
  'vault.verified': 'shield',
  'record.saved': 'edit',
  'record.filed': 'filed',
  'record.removed': 'trash',
  'record.restored': 'undo',
  'record.purged': 'trash',
  'record.exported': 'export',
  'record.imported': 'import',
  'record.published': 'globe',
  'identity.keys': 'key',
  'identity.opened': 'unlock',
  'lint.overridden': 'alert',
  'review.overridden': 'alert',
} as const satisfies Record<JournalLine['kind'], IconName>

const lineKey = (line: JournalLine): number => line.seq
const rowHeight = 58

/** The journal as the chain of custody that a person can read: who, when, what, never content. */
export const RecordView = (): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { view, showJournal } = useView()
  const subject = view.recordSubject
  const { lines, refusal, isPending, more } = useJournal(subject)
  const [selected, setSelected] = useState<number | null>(null)
  const line = lines.find((item) => item.seq === selected)

  return (
    <SplitView
      list={
        <Pane
          label={text('record.title')}
          tone="list"
          scroll={false}
          header={
            <PaneHeader title={text('record.title')}>
              {subject !== null && (
                <div className={styles['filter']}>
                  <Icon name="filter" size={16} />
                  <span className={styles['filterText']}>{text('record.filtered')}</span>
                  <Button size="small" onPress={() => showJournal(null)}>
                    {text('record.showAll')}
                  </Button>
                </div>
              )}
            </PaneHeader>
          }
        >
          <FailureBanner refusal={refusal} />
          {!isPending && refusal === null && lines.length === 0 ? (
            <EmptyState icon="record" title={text('record.empty')}>
              {text('record.emptyText')}
            </EmptyState>
          ) : (
            <VirtualList
              label={text('record.list')}
              items={lines}
              itemKey={lineKey}
              rowHeight={rowHeight}
              onEnd={more}
            >
              {(item) => (
                <ListRow
                  title={
                    <span className={styles['act']}>
                      <Icon name={icons[item.kind]} size={16} />
                      {text(`record.kind.${item.kind}`)}
                    </span>
                  }
                  end={format.number(item.seq)}
                  facts={
                    <>
                      <span>{text(`record.subject.${item.subjectKind}`)}</span>
                      <span>
                        {item.time === null ? format.day(item.day) : format.time(item.time)}
                      </span>
                    </>
                  }
                  isSelected={item.seq === selected}
                  onPress={() => setSelected(item.seq)}
                />
              )}
            </VirtualList>
          )}
        </Pane>
      }
      record={
        <Pane label={text('record.intro')}>
          {line === undefined ? (
            <EmptyState icon="record" title={text('record.intro')}>
              {text('record.introText')}
            </EmptyState>
          ) : (
            <JournalLineView line={line} />
          )}
        </Pane>
      }
    />
  )
}
