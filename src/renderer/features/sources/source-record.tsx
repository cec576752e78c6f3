import { useState } from 'react'
import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { sourceName } from '../../records/names.ts'
import { CustodyPart } from '../../custody/custody-part.tsx'
import { NoticeBanners } from '../../custody/notice-banners.tsx'
import { TheirsNotice } from '../../custody/theirs-notice.tsx'
import { useHasDraft } from '../../data/form-store.tsx'
import { RetentionPart } from '../../retention/retention-part.tsx'
import { RecordActions } from '../../records/record-actions.tsx'
import { RecordTitle } from '../../records/record-title.tsx'
import { RecordUnread } from '../../records/record-unread.tsx'
import { ReportsOf } from '../../records/reports-of.tsx'
import { useEditing } from '../../records/use-editing.ts'
import { accessWords, regionWords, roleWords, sourceKindWords } from '../../records/vocabulary.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { useRevisable } from '../../records/use-revisable.ts'
import { useCommands } from '../../commands/commands.tsx'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Chip } from '../../ui/tag.tsx'
import { ConflictNotice } from '../../versions/conflicts.tsx'
import { AttributionsSection } from './attributions-section.tsx'
import { ConsentSection, WithdrawnBanner } from './consent-section.tsx'
import { FootprintView } from './footprint-view.tsx'
import { vantageWords } from '../../records/protection-words.ts'
import { OriginsSection } from './origins-section.tsx'
import { ContactBanners, GradeHistory, SourceCards } from './source-cards.tsx'
import { RiskSection } from './risk-section.tsx'
import { SourceForm, sourceForms } from './source-form.tsx'
import styles from '../../records/record-form.module.css'

/** A source: what may be known about it and its statements; or the edit form. */
export const SourceRecord = ({ id }: { readonly id: string }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { isEditing, wasLeft, start, stop, reload } = useEditing(useHasDraft(sourceForms, id))
  const [isFound, setFound] = useState(false)
  const [tab, setTab] = useState('reports')
  const [isAdding, setAdding] = useState(false)
  const isReadOnly = useReadOnly()
  const revisable = useRevisable(id)
  const { data, error } = useVaultQuery('sources.get', { id })
  useCommands({
    'attributions.add':
      !isReadOnly &&
      !isEditing &&
      (() => {
        setTab('phrases')
        setAdding(true)
      }),
  })
  if (data === undefined) return <RecordUnread label={text('sources.title')} failure={error} />
  const { content } = data
  const name = sourceName(data)
  // Distinct keys, so that each of the three panes starts scrolled to the top.
  if (isEditing) {
    return (
      <Panel key="edit" label={name}>
        <div className={styles['page']}>
          <RecordTitle>{name}</RecordTitle>
          <SourceForm existing={data} onSaved={stop} onCancel={stop} onReload={reload} />
        </div>
      </Panel>
    )
  }
  if (isFound) {
    return (
      <Panel key="found" label={name}>
        <FootprintView source={data} onBack={() => setFound(false)} />
      </Panel>
    )
  }
  const all = [
    { term: text('sources.role'), of: content.role, value: text(roleWords[content.role]) },
    { term: text('sources.region'), of: content.region, value: text(regionWords[content.region]) },
    { term: text('sources.access'), of: content.access, value: text(accessWords[content.access]) },
    {
      term: text('sources.vantage'),
      of: content.vantage,
      value: text(vantageWords[content.vantage]),
    },
  ]
  const facts = all.filter(({ of }) => of !== 'unstated')
  return (
    <Panel label={name}>
      <div className={styles['page']}>
        <header className={styles['head']}>
          <div>
            <RecordTitle takesFocus={!wasLeft}>{name}</RecordTitle>
            <p className={styles['under']}>
              <Chip
                tone={content.kind === 'protected' ? 'accent' : 'plain'}
                icon={content.kind === 'protected' ? 'shield' : 'person'}
              >
                {text(sourceKindWords[content.kind])}
              </Chip>
              <span>{text('sources.updated', { day: format.day(data.updatedDay) })}</span>
            </p>
          </div>
          {content.kind === 'protected' && (
            <Button variant="quiet" icon="alert" onPress={() => setFound(true)}>
              {text('sources.exposed')}
            </Button>
          )}
          <RecordActions
            area="sources"
            record={data}
            also={{ 'sources.found': () => setFound(true) }}
            wasLeft={wasLeft}
            onEdit={start}
          />
        </header>
        <ConflictNotice id={data.id} />
        <TheirsNotice id={data.id} />
        <NoticeBanners id={data.id} />
        <WithdrawnBanner source={data} onShowAll={() => setFound(true)} />
        <ContactBanners content={content} />
        <SourceCards source={data} />
        {facts.length > 0 && (
          <dl className={styles['facts']}>
            {facts.map(({ term, value }) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {facts.length < all.length && revisable === 'yes' && (
          <div>
            <Button size="small" variant="quiet" icon="plus" onPress={start}>
              {text('sources.addDetails')}
            </Button>
          </div>
        )}
        <ConsentSection source={data} />
        <RiskSection risks={content.risks} />
        {content.note !== '' && (
          <section className={styles['section']}>
            <h2 className={styles['heading']}>{text('sources.note')}</h2>
            <p className={styles['text']}>{content.note}</p>
          </section>
        )}
        <OriginsSection source={data} />
        <Tabs
          label={text('sources.parts')}
          selected={tab}
          onChange={setTab}
          items={[
            {
              id: 'reports',
              label: `${text('sources.reports')} ${format.number(data.reports)}`,
              content: (
                <ReportsOf
                  filter={{ sourceId: data.id }}
                  heading={text('sources.reports')}
                  none={text('sources.noReports')}
                />
              ),
            },
            {
              id: 'phrases',
              label: text('attributions.title'),
              content: (
                <AttributionsSection
                  source={data}
                  isAsked={isAdding}
                  onAsked={() => setAdding(false)}
                />
              ),
            },
            {
              id: 'history',
              label: text('sources.tabHistory'),
              content: (
                <div className={styles['form']}>
                  <GradeHistory id={data.id} />
                  <CustodyPart id={data.id} />
                  <RetentionPart id={data.id} />
                </div>
              ),
            },
          ]}
        />
      </div>
    </Panel>
  )
}
