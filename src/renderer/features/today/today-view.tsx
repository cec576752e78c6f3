import type { ReactElement, ReactNode } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import type { MessageKey } from '../../i18n/messages.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { QuickNoteField } from '../../quick-note/quick-note.tsx'
import { usePinned } from '../../records/pins.tsx'
import { stateWords } from '../../records/vocabulary.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { localDay } from '../../records/whole-day.ts'
import { FirstSteps } from '../../tour/first-steps.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { Panel, PanelHeader } from '../../ui/panel.tsx'
import { useSettingsSection } from '../../app/use-settings-section.ts'
import { useView } from '../../app/view-state.ts'
import type { ListArea } from '../../app/view-state.ts'
import styles from './today.module.css'

type Titled = Out<'overview.recent'>[number]

/** Phrases have no view of their own. */
const areaOf = {
  case: 'cases',
  source: 'sources',
  report: 'reports',
  claim: 'claims',
  publication: 'publications',
  attribution: null,
} as const satisfies Record<Titled['kind'], ListArea | null>

const Column = ({
  title,
  none,
  isEmpty,
  children,
}: {
  readonly title: string
  /** Shown when there is nothing. */
  readonly none: string
  readonly isEmpty: boolean
  readonly children: ReactNode
}): ReactElement => (
  <section aria-label={title} className={styles['column']}>
    <h2 className={styles['heading']}>{title}</h2>
    {isEmpty ? <p className={styles['none']}>{none}</p> : children}
  </section>
)

const RecordRows = ({ records }: { readonly records: readonly Titled[] }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { select } = useView()
  return (
    <ul className={styles['rows']}>
      {records.flatMap(({ id, kind, title, language, state, updatedDay }) => {
        const area = areaOf[kind]
        if (area === null) return []
        return [
          <li key={id}>
            <ListRow
              title={title === '' ? text('reports.untitled') : title}
              {...(title === '' || language === null ? {} : { lang: language })}
              facts={
                <>
                  <Icon name={area} size={14} />
                  <span>{text(kind === 'report' ? stateWords[state] : `nav.one.${kind}`)}</span>
                  <span>{format.day(updatedDay)}</span>
                </>
              }
              onPress={() => select(area, id)}
            />
          </li>,
        ]
      })}
    </ul>
  )
}

type Need = {
  readonly key: string
  readonly tone: 'danger' | 'warn' | 'plain'
  readonly icon: IconName
  readonly title: string
  readonly detail: string
  readonly open: () => void
}

type SourceInNeed = Out<'overview.counts'>['overdue']['first'][number] & {
  readonly detail: MessageKey
}

/** What needs the user, worst first: at most a few of each kind, with the number of the rest. */
const useNeeds = (): { readonly needs: readonly Need[]; readonly isKnown: boolean } => {
  const text = useText()
  const { view, select, go, merge } = useView()
  const showSection = useSettingsSection()
  const { data: counts } = useVaultQuery('overview.counts', {
    caseId: view.caseScope,
    today: localDay(),
  })
  const conflicts = useVaultQuery('records.conflicts', {})
  const backups = useVaultQuery('backups.list', {})
  if (counts === undefined) return { needs: [], isKnown: false }
  const sources = (
    of: 'withdrawn' | 'overdue',
    total: number,
    first: readonly SourceInNeed[],
  ): readonly Need[] => {
    const look = {
      tone: of === 'withdrawn' ? 'danger' : 'warn',
      icon: of === 'withdrawn' ? 'alert' : 'clock',
    } as const
    const shown = first.slice(0, shownOfKind)
    return [
      ...shown.map(({ id, name, detail }) => ({
        ...look,
        key: `${of} ${id}`,
        title: name,
        detail: text(detail),
        open: () => select('sources', id),
      })),
      ...(total > shown.length
        ? [
            {
              ...look,
              key: of,
              title: text('today.more', { count: total - shown.length }),
              detail: text(of === 'withdrawn' ? 'today.goneOrWithheld' : 'sources.overdueShort'),
              open: () => go('sources'),
            },
          ]
        : []),
    ]
  }
  const merges = conflicts.data ?? []
  const needs: readonly Need[] = [
    ...sources(
      'withdrawn',
      counts.withdrawn.total,
      counts.withdrawn.first.map(({ isWithheld, ...source }) => ({
        ...source,
        detail: isWithheld ? 'sources.foundHeld' : 'consent.goneShort',
      })),
    ),
    ...sources(
      'overdue',
      counts.overdue.total,
      counts.overdue.first.map((source) => ({ ...source, detail: 'sources.overdueShort' })),
    ),
    ...merges.slice(0, shownOfKind).map(({ id, title }) => ({
      key: `merge ${id}`,
      tone: 'warn' as const,
      icon: 'branch' as const,
      title: title === '' ? text('reports.untitled') : title,
      detail: text('versions.conflicted'),
      open: () => merge(id),
    })),
    ...(merges.length > shownOfKind
      ? [
          {
            key: 'merges',
            tone: 'warn' as const,
            icon: 'branch' as const,
            title: text('today.more', { count: merges.length - shownOfKind }),
            detail: text('versions.conflicted'),
            open: () => go('exchange'),
          },
        ]
      : []),
    ...(backups.data?.due === true
      ? [
          {
            key: 'backup',
            tone: 'warn' as const,
            icon: 'export' as const,
            title: text('backup.due'),
            detail: text('today.backup'),
            open: () => showSection('backup'),
          },
        ]
      : []),
  ]
  return { needs, isKnown: true }
}

const shownOfKind = 4

const Needs = (): ReactElement => {
  const text = useText()
  const { needs, isKnown } = useNeeds()
  return (
    <Column
      title={text('today.needs')}
      none={isKnown ? text('today.nothing') : ''}
      isEmpty={needs.length === 0}
    >
      <ul className={styles['rows']}>
        {needs.map(({ key, tone, icon, title, detail, open }) => (
          <li key={key} data-tone={tone} className={styles['need']}>
            <ListRow
              title={title}
              facts={
                <span className={styles['fact']}>
                  <Icon name={icon} size={14} />
                  {detail}
                </span>
              }
              onPress={open}
            />
          </li>
        ))}
      </ul>
    </Column>
  )
}

/** Where work goes on: a note, the records changed last, what needs the user, and the pinned. */
export const TodayView = (): ReactElement => {
  const text = useText()
  const { view } = useView()
  const isReadOnly = useReadOnly()
  const recent = useVaultQuery('overview.recent', { caseId: view.caseScope })
  const ids = usePinned()
  const pinned = useVaultQuery(
    'overview.titles',
    { ids: [...ids] },
    { placeholderData: (now) => now },
  )
  const isEmpty = recent.data?.length === 0 && view.caseScope === null
  return (
    <Panel label={text('nav.today')} header={<PanelHeader title={text('nav.today')} />}>
      <div className={styles['page']}>
        {!isReadOnly && (
          <div className={styles['note']}>
            <QuickNoteField size="line" />
          </div>
        )}
        <FailureBanner failure={recent.error ?? pinned.error} />
        <div className={styles['columns']}>
          <Column
            title={text('today.continue')}
            none={recent.data === undefined ? '' : text('today.continueNone')}
            isEmpty={(recent.data ?? []).length === 0}
          >
            <RecordRows records={recent.data ?? []} />
          </Column>
          {isEmpty ? (
            <div className={styles['firstSteps']}>
              <FirstSteps />
            </div>
          ) : (
            <Needs />
          )}
          <Column
            title={text('today.pinned')}
            none={pinned.data === undefined ? '' : text('today.pinnedNone')}
            isEmpty={(pinned.data ?? []).length === 0}
          >
            <RecordRows records={pinned.data ?? []} />
          </Column>
        </div>
      </div>
    </Panel>
  )
}
