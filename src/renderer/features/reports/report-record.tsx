import { memo, useCallback, useEffect, useId, useRef, useState } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import type { Report, ReportContent } from '../../../shared/records.ts'
import { MarkClaim, useMarkClaim } from '../../claims/mark-claim.tsx'
import { ClaimsOf } from '../../claims/claims-of.tsx'
import { SearchMarksContext } from '../../editor/search-marks.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { useRemoval } from '../../records/use-removal.ts'
import { useRevisable } from '../../records/use-revisable.ts'
import { afterPalette } from '../../commands/commands.tsx'
import type { CommandRuns } from '../../commands/commands.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Splitter } from '../../ui/splitter.tsx'
import { TabBar, TabPanelOf } from '../../ui/tabs.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useRecordView } from '../../app/view-state.ts'
import { FactsLine } from './facts-line.tsx'
import { AttachmentsPanel } from './attachments-panel.tsx'
import { ReportDialogs } from './report-dialogs.tsx'
import type { Lacking } from './report-dialogs.tsx'
import { FindingsSection } from './lint-panel.tsx'
import { OverrideFinding } from './override-finding.tsx'
import { ReportInspector } from './report-facts.tsx'
import { ReportNotices } from './report-notices.tsx'
import { ReportText } from './report-text.tsx'
import { ReportToolbar } from './report-toolbar.tsx'
import { SearchPlacesBar, useSearchPlaces } from './search-places.tsx'
import { RevisionsPanel } from './revisions-panel.tsx'
import { ReportTitle } from './title-field.tsx'
import { keyOf } from './translation-keys.ts'
import { TranslationsPanel } from './translations-panel.tsx'
import { useDraft } from './use-draft.ts'
import { usePastedFiles } from './use-pasted-files.tsx'
import { useFixing } from './use-fixing.ts'
import { useLintKeys } from './use-lint-actions.ts'
import { usePutBack } from './use-put-back.ts'
import { mayFile, useReportActions } from './use-report-actions.ts'
import { useReportLint } from './use-report-lint.ts'
import { useTextClaims } from './use-text-claims.ts'
import styles from './report-record.module.css'

/** A report: editable as a draft, read only once filed. */
export const ReportRecord = memo(function ReportRecord({
  report: initial,
  empty,
  searched = '',
  onCreated,
}: {
  /** null: a new report, which exists from its first save. */
  readonly report: Report | null
  readonly empty: ReportContent
  /** The search of the list, whose words are marked; '' for none. */
  readonly searched?: string
  /** A new report was saved for the first time, maybe after its screen closed. */
  readonly onCreated?: (id: string, begun: number) => void
}): ReactElement {
  const text = useText()
  const format = useFormat()
  const { panes, select, selectInstead, showJournal, exchange, arrangePanes } = useRecordView()
  const { draft, saver } = useDraft(initial, empty, onCreated)
  const actions = useReportActions(saver)
  const [tab, setTab] = useState('text')
  const [chosen, setChosen] = useState('')
  // Two texts need the whole width: there the inspector is shown only if it is asked for.
  const [isAsked, setAsked] = useState(false)
  // The revision that the user started to revise. Filing creates another revision, which is read
  // only, even if the draft was never rendered.
  const [revised, setRevised] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const [asking, setAsking] = useState<'file' | 'print' | null>(null)
  const whole = useRef<HTMLElement>(null)
  const main = useRef<HTMLDivElement>(null)
  const bar = useId()
  const title = useRef<HTMLTextAreaElement>(null)
  const { report, content } = draft
  const id = report?.id ?? null
  const state = report?.state ?? 'draft'
  const isReadOnly = useReadOnly()
  const revisable = useRevisable(id)
  const head = report?.head ?? null
  const isRevised = revised !== null && revised === head
  // Unsaved text stays editable if the report was filed elsewhere meanwhile.
  const isUnsaved = draft.status !== 'saved'
  const isEditing = !isReadOnly && (state !== 'filed' || isRevised || isUnsaved)
  const edit = saver.edit
  // A revision and a claim have their own details.
  const canInspect = tab === 'text' || tab === 'files' || tab === 'translations'
  const isInspectorShown =
    canInspect && !panes.isTextOnly && (tab === 'translations' ? isAsked : panes.isInspectorShown)
  const showInspector = (shown: boolean): void => {
    if (tab === 'translations') setAsked(shown)
    else arrangePanes({ isInspectorShown: shown, ...(shown ? { isTextOnly: false } : {}) })
  }
  const putBack = usePutBack(saver, isEditing)
  const reportLint = useReportLint({
    draft,
    saver,
    isEditing,
    place: whole,
    show: (part) => {
      const translation = 'index' in part ? content.translations[part.index] : undefined
      if (translation !== undefined) setChosen(keyOf(translation))
      setTab('index' in part ? 'translations' : part.kind === 'attachment' ? 'files' : 'text')
    },
  })
  const { lint, actions: lintActions } = reportLint
  useFixing({
    id,
    findings: lint.open,
    onRevise: !isEditing && revisable === 'yes' ? () => setRevised(head) : null,
    onFound: (finding) => {
      showInspector(true)
      lintActions.jump(finding)
    },
  })
  useLintKeys(whole, lintActions, isEditing)
  const places = useSearchPlaces({
    id,
    query: searched,
    within: whole,
    translations: content.translations,
    onText: () => setTab((now) => (now === 'translations' ? now : 'text')),
    onTranslation: (key) => {
      setChosen(key)
      setTab('translations')
    },
  })
  const claims = useTextClaims(id, content, whole, () => setTab('text'))
  const { onTarget } = lintActions
  // After the first save of a revision, its state is enough.
  useEffect(() => {
    if (state === 'revising') setRevised(null)
  }, [state])

  const remove = useRemoval({
    act: 'undo.report',
    removed: 'reports.removed',
    inUse: 'reports.removeInUse',
    onRemoved: (removed) => selectInstead('reports', removed, null),
    onRestored: (restored) => select('reports', restored),
  })

  const showFindings = (): void => {
    showInspector(true)
    // After the inspector is drawn.
    setTimeout(() => {
      const list = whole.current?.querySelector('[data-list]')
      list?.scrollIntoView({ block: 'start' })
    })
  }

  /** Leads from the question before filing to what the report lacks. */
  const fix = (what: Lacking): void => {
    setAsking(null)
    setTab('text')
    arrangePanes({ isTextOnly: false })
    // The closed dialog gives the focus back first.
    setTimeout(() => {
      const facts = main.current?.querySelectorAll<HTMLElement>('[data-facts] button')
      if (what === 'title') title.current?.focus()
      else if (what === 'findings') {
        showFindings()
        lintActions.step(1)
      } else facts?.[what === 'source' ? 0 : 1]?.click()
    }, 300)
  }

  const latest = useCallback(() => saver.get().content, [saver])
  const files = content.attachments ?? []
  const savedReport = async (): Promise<Report | null> => {
    const now = await saver.flush()
    return now.status === 'saved' ? now.report : null
  }

  const marking = useMarkClaim({
    within: main,
    report: savedReport,
    onBegin: () => showInspector(true),
  })
  const canMark = id !== null && !isReadOnly
  const onSelection = canMark
    ? [{ label: text('claims.mark'), icon: 'claims' as const, run: () => void marking.begin() }]
    : []

  const exported = id === null || isReadOnly || head === null ? null : [id]
  const runs: CommandRuns = {
    'reports.file': isEditing && mayFile(draft) && (() => setAsking('file')),
    'reports.revise': !isEditing && revisable === 'yes' && (() => setRevised(head)),
    'palette.showFindings': isEditing && showFindings,
    'lint.keys.next': isEditing && afterPalette(() => lintActions.step(1)),
    'lint.keys.previous': isEditing && afterPalette(() => lintActions.step(-1)),
    ...claims.runs,
    'reports.hideDetails': isInspectorShown && (() => showInspector(false)),
    'reports.showDetails': !isInspectorShown && canInspect && (() => showInspector(true)),
    'reports.hideList': panes.isListShown && (() => arrangePanes({ isListShown: false })),
    'reports.showList': !panes.isListShown && (() => arrangePanes({ isListShown: true })),
    'reports.textOnly': !panes.isTextOnly && (() => arrangePanes({ isTextOnly: true })),
    'reports.showAllPanes': panes.isTextOnly && (() => arrangePanes({ isTextOnly: false })),
    'claims.mark': canMark && tab === 'text' && afterPalette(() => void marking.begin()),
    'attachments.add':
      isEditing &&
      files.length < limits.attachments &&
      (() => {
        setTab('files')
        setAdding(true)
      }),
    'reports.tabTranslations': () => setTab('translations'),
    'attachments.tab': () => setTab('files'),
    'reports.tabRevisions': () => setTab('revisions'),
    'claims.tab': () => setTab('claims'),
    // Drafts are not exported: the last filed revision would be, and a new draft has none.
    'palette.exportThis': exported && (() => exchange('export', exported)),
    'palette.handOverThis': exported && (() => exchange('handover', exported)),
    'reports.print': id !== null && (() => setAsking('print')),
    'reports.journal': id !== null && (() => showJournal(id)),
    'reports.discard': state === 'revising' && !isReadOnly && (() => void actions.discard()),
    'reports.remove':
      id !== null &&
      !isReadOnly &&
      (() =>
        void saver.flush().then((now) => {
          if (now.report !== null) remove(now.report.id, now.report.rev)
        })),
  }

  const pasted = usePastedFiles(saver, {
    isOn: isEditing,
    within: whole,
    onShow: () => setTab('files'),
  })
  const textPanel = (
    <ReportText
      content={content}
      latest={latest}
      epoch={draft.epoch}
      lint={reportLint}
      claims={claims}
      onClaims={() => setTab('claims')}
      onSelection={onSelection}
      isEditing={isEditing}
      onBody={(body) => edit({ body })}
    />
  )

  const count = (label: string, of: number): string =>
    of > 0 ? `${label} ${format.number(of)}` : label
  const tabs = [
    { id: 'text', label: text('reports.tabText'), content: textPanel },
    {
      id: 'translations',
      label: count(text('reports.tabTranslations'), content.translations.length),
      content: (
        <TranslationsPanel
          content={content}
          latest={latest}
          epoch={draft.epoch}
          lint={reportLint}
          claims={claims}
          chosen={chosen}
          onChoose={setChosen}
          onEdit={isEditing ? edit : null}
          onPutBack={putBack}
          order={saver.orders.translations}
        />
      ),
    },
    {
      id: 'files',
      label: count(text('attachments.tab'), files.length),
      content: (
        <AttachmentsPanel
          files={files}
          reportId={id}
          latest={() => latest().attachments ?? []}
          onTarget={onTarget}
          onEdit={isEditing ? (attachments) => edit({ attachments }) : null}
          onPutBack={putBack}
          order={saver.orders.attachments}
          saved={savedReport}
          isAsked={adding}
          onAsked={() => setAdding(false)}
        />
      ),
    },
    {
      id: 'revisions',
      label: text('reports.tabRevisions'),
      content: <RevisionsPanel id={id} />,
    },
    {
      id: 'claims',
      label: count(text('claims.tab'), claims.count),
      content: <ClaimsOf reportId={id} content={content} />,
    },
  ]

  return (
    <Panel
      label={content.title === '' ? text('reports.untitled') : content.title}
      scroll={false}
      ref={whole}
      header={
        <ReportToolbar
          draft={draft}
          saver={saver}
          isEditing={isEditing}
          lint={lint}
          panes={{ ...panes, isInspectorShown }}
          tabs={
            <TabBar
              id={bar}
              label={text('nav.reports')}
              items={tabs}
              selected={tab}
              onChange={setTab}
            />
          }
          revisable={revisable}
          runs={runs}
        />
      }
    >
      <div className={styles['record']} data-text-only={panes.isTextOnly || undefined}>
        <VisuallyHidden>
          <span role="status">{lintActions.said}</span>
          <span role="status">{claims.said}</span>
          {/* The heading of the screen, while no other one is shown. */}
          {isEditing && (panes.isTextOnly || !panes.isListShown) && (
            <h1>{content.title === '' ? text('reports.untitled') : content.title}</h1>
          )}
        </VisuallyHidden>
        <ReportNotices
          draft={draft}
          saver={saver}
          acted={actions.failure}
          pasted={pasted.failure}
          isEditing={isEditing}
          onStopRevising={() => setRevised(null)}
        />
        <div
          className={styles['columns']}
          data-beside={isInspectorShown || undefined}
          style={
            panes.inspector === null
              ? {}
              : ({ '--inspector': `${panes.inspector}px` } as CSSProperties)
          }
        >
          <SearchPlacesBar places={places} />
          <div ref={main} className={styles['main']} data-tab={tab}>
            <ReportTitle
              ref={title}
              isEditing={isEditing}
              value={content.title}
              language={content.language}
              marks={lint.marks.get('title') ?? []}
              search={places.marks}
              takesFocus={initial === null}
              onTarget={onTarget}
              onChange={(next) => edit({ title: next })}
              onEnter={() => main.current?.querySelector<HTMLElement>('.cm-content')?.focus()}
            />
            <FactsLine content={content} onEdit={isEditing ? edit : null} />
            <TabPanelOf key={tab} bar={bar} tab={tab}>
              <SearchMarksContext value={places.marks}>
                {tabs.find(({ id: of }) => of === tab)?.content}
              </SearchMarksContext>
            </TabPanelOf>
          </div>
          {isInspectorShown && (
            <>
              <Splitter
                label={text('reports.inspectorWidth')}
                property="--inspector"
                width={panes.inspector}
                usual={280}
                least={220}
                most={520}
                side="end"
                onChange={(inspector) => arrangePanes({ inspector })}
              />
              <aside className={styles['inspector']} aria-label={text('reports.details')}>
                {marking.begun !== null && tab === 'text' ? (
                  <MarkClaim begun={marking.begun} onEnd={marking.end} />
                ) : (
                  <ReportInspector
                    id={id}
                    content={content}
                    onEdit={isEditing ? edit : null}
                    findings={
                      isEditing && (
                        <FindingsSection content={content} lint={lint} actions={lintActions} />
                      )
                    }
                  />
                )}
              </aside>
            </>
          )}
        </div>
        {pasted.zone}
        <ReportDialogs
          draft={draft}
          lint={lint}
          actions={actions}
          asking={asking}
          onFix={fix}
          onClose={() => setAsking(null)}
        />
        <OverrideFinding
          about={id ?? 'new'}
          finding={lintActions.asking}
          onOverride={lintActions.override}
          onClose={() => lintActions.ask(null)}
        />
      </div>
    </Panel>
  )
})
