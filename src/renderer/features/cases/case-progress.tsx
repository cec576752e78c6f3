import type { ReactElement, ReactNode } from 'react'
import type { CaseId } from '../../../shared/ids.ts'
import type { Case, ReportRow } from '../../../shared/records.ts'
import { useVaultQuery, call } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import type { TextValues } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { commands } from '../../commands/registry.ts'
import type { CommandName } from '../../commands/registry.ts'
import { allReports, useReportPages } from '../../records/report-pages.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { Icon } from '../../ui/icon.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { noFilter, useView } from '../../app/view-state.ts'
import form from '../../records/record-form.module.css'
import styles from './case-progress.module.css'
import type { Out } from '../../../shared/contract.ts'
import { useQuery } from '@tanstack/react-query'
import type { AppError } from '../../data/bridge.ts'
import type { CheckedPart } from '../../editor/lint-checker.ts'
import { findingsOf, partsOf } from '../../records/report-findings.ts'

/** Limit on drafts checked for one case: each is checked again, and the checker has one thread. */
const draftsChecked = 20

type OpenMarks = {
  readonly id: string
  readonly title: string
  readonly count: number
}

const marksOf = async ({ id, title }: ReportRow, signal: AbortSignal): Promise<OpenMarks> => {
  const { content } = await call('reports.get', { id })
  const checked = new Map<string, CheckedPart>()
  // One text after another: the checker has one thread, which the open editor needs too.
  for (const [part, { text, language }] of partsOf(content)) {
    signal.throwIfAborted()
    const { findings } = await call('lint.check', { text, language, subject: null })
    checked.set(part, { text, findings, state: 'done' })
  }
  return { id, title, count: findingsOf(content, checked).open.length }
}

/** Open findings in the newest drafts of a case, most first. */
const useOpenMarks = (drafts: readonly ReportRow[]) => {
  const looked = drafts.slice(0, draftsChecked)
  const query = useQuery<readonly OpenMarks[], AppError>({
    queryKey: ['lint.check', 'of drafts', looked.map(({ id, rev }) => `${id} ${rev}`)],
    queryFn: async ({ signal }) => {
      const found: OpenMarks[] = []
      for (const draft of looked) found.push(await marksOf(draft, signal))
      return found.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)
    },
    enabled: looked.length > 0,
    // Report texts are not cached after the case is closed.
    gcTime: 0,
  })
  return { ...query, looked: looked.length }
}

type Row = Out<'claims.corroboration'>['claims'][number]

/** Corroboration of the claims of a case. */
type CaseCounts = {
  readonly all: number
  /** Supported by two or more independent origins and contradicted by none. */
  readonly corroborated: readonly Row[]
  /** Supported by one origin, or by none that is known. */
  readonly alone: readonly Row[]
  /** Contradicted by at least one origin. */
  readonly disputed: readonly Row[]
}

/** Origins needed before a claim counts as corroborated. */
const enough = 2

/** Sorts the claims of a case by what is missing; a disputed claim is in no other list. */
export const caseProgressOf = (claims: readonly Row[]): CaseCounts => {
  const disputed = claims.filter(({ contradictedBy }) => contradictedBy.length > 0)
  const rest = claims.filter(({ contradictedBy }) => contradictedBy.length === 0)
  return {
    all: claims.length,
    corroborated: rest.filter(({ supportedBy }) => supportedBy.length >= enough),
    alone: rest.filter(({ supportedBy }) => supportedBy.length < enough),
    disputed,
  }
}

/** Steps of one kind that are listed by name; the rest are counted. */
const named = 3

const Fact = ({
  name,
  children,
}: {
  readonly name: string
  readonly children: ReactNode
}): ReactElement => (
  <div className={styles['fact']}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const StepLine = ({
  words,
  values = {},
  onPress,
}: {
  readonly words: CommandName
  readonly values?: TextValues
  readonly onPress: () => void
}): ReactElement => {
  const text = useText()
  useCommands({ [words]: onPress }, values)
  return (
    <li>
      <PlainButton className={styles['step']} onPress={onPress}>
        <Icon name={commands[words].icon} size={16} />
        <span>{text(words, values)}</span>
        <Icon name="right" size={16} />
      </PlainButton>
    </li>
  )
}

/** Shows the reports of a case, or its drafts alone. */
const useShowReports = (): ((id: CaseId, state: 'draft' | null) => void) => {
  const { select, filterReports, scopeTo, search } = useView()
  return (id, state) => {
    search('')
    scopeTo(id)
    filterReports({ ...noFilter, state })
    select('reports', null)
  }
}

/** Begins a report in a case. */
export const useBeginReport = (): ((id: CaseId) => void) => {
  const { select } = useView()
  const showReports = useShowReports()
  return (id) => {
    // A new report takes the case of the scope.
    showReports(id, null)
    select('reports', 'new')
  }
}

/** Progress of a case: reports, claims and their origins, open findings, and next steps. */
export const CaseProgress = ({
  record,
  onEdit,
}: {
  readonly record: Case
  readonly onEdit: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { go, select, scopeTo } = useView()
  const showReports = useShowReports()
  const beginReport = useBeginReport()
  const isReadOnly = useReadOnly()
  const { id } = record
  const drafts = useReportPages({ ...allReports, caseId: id, state: 'draft' })
  const filed = useReportPages({ ...allReports, caseId: id, state: 'filed' })
  const corroboration = useVaultQuery('claims.corroboration', { caseId: id })
  const marks = useOpenMarks(drafts.rows)
  const { all, corroborated, alone, disputed } = caseProgressOf(corroboration.data?.claims ?? [])
  const marked = marks.data ?? []
  const open = marked.reduce((sum, { count }) => sum + count, 0)
  const isWhole = marks.looked >= drafts.total
  const reports = drafts.total + filed.total

  const showClaims = (area: 'claims' | 'matrix'): void => {
    scopeTo(id)
    go(area)
  }

  const isKnown = !drafts.isPending && !filed.isPending && corroboration.data !== undefined
  const hasStep =
    reports === 0 ||
    drafts.total > 0 ||
    record.content.question === '' ||
    all === 0 ||
    alone.length + disputed.length > 0

  return (
    <section className={form['section']} aria-labelledby="case-progress">
      <h2 id="case-progress" className={form['heading']}>
        {text('cases.progress')}
      </h2>
      <FailureBanner failure={corroboration.error ?? marks.error} />
      {isKnown && (
        <>
          <dl className={styles['facts']}>
            <Fact name={text('cases.progressReports')}>
              {text('cases.progressFiled', { filed: filed.total, drafts: drafts.total })}
            </Fact>
            <Fact name={text('cases.progressClaims')}>
              {text('cases.progressSupport', {
                strong: corroborated.length,
                alone: alone.length,
                disputed: disputed.length,
              })}
              {all > 0 && (
                // What it shows stands above it in words.
                <span className={styles['bar']} aria-hidden="true">
                  <span className={styles['strong']} style={{ flexGrow: corroborated.length }} />
                  <span className={styles['alone']} style={{ flexGrow: alone.length }} />
                  <span className={styles['disputed']} style={{ flexGrow: disputed.length }} />
                </span>
              )}
            </Fact>
            <Fact name={text('cases.progressFindings')}>
              {marks.isFetching
                ? text('cases.progressChecking')
                : isWhole
                  ? format.number(open)
                  : text('cases.progressFindingsSome', {
                      count: open,
                      looked: marks.looked,
                      drafts: drafts.total,
                    })}
            </Fact>
          </dl>
          <h3 className={styles['next']}>{text('cases.next')}</h3>
          {!hasStep && <p className={form['quiet']}>{text('cases.nextNothing')}</p>}
          <ul className={styles['steps']} aria-label={text('cases.next')}>
            {record.content.question === '' && !isReadOnly && (
              <StepLine words="cases.nextQuestion" onPress={onEdit} />
            )}
            {reports === 0 && !isReadOnly && (
              <StepLine words="cases.nextReport" onPress={() => beginReport(id)} />
            )}
            {marked.slice(0, named).map((draft) => (
              <StepLine
                key={draft.id}
                words="cases.nextMarks"
                values={{
                  count: draft.count,
                  title: draft.title === '' ? text('palette.untitled') : draft.title,
                }}
                onPress={() => select('reports', draft.id)}
              />
            ))}
            {marked.length > named && (
              <StepLine
                words="cases.nextMarksRest"
                values={{ count: marked.length - named }}
                onPress={() => showReports(id, 'draft')}
              />
            )}
            {drafts.total > 0 && (
              <StepLine
                words="cases.nextFile"
                values={{ count: drafts.total }}
                onPress={() => showReports(id, 'draft')}
              />
            )}
            {reports > 0 && all === 0 && (
              <StepLine words="cases.nextClaims" onPress={() => showReports(id, null)} />
            )}
            {disputed.slice(0, named).map(({ claim }) => (
              <StepLine
                key={claim.id}
                words="cases.nextDisputed"
                values={{ statement: claim.content.statement }}
                onPress={() => select('claims', claim.id)}
              />
            ))}
            {alone.slice(0, named).map(({ claim }) => (
              <StepLine
                key={claim.id}
                words="cases.nextAlone"
                values={{ statement: claim.content.statement }}
                onPress={() => select('claims', claim.id)}
              />
            ))}
            {(alone.length > named || disputed.length > named) && (
              <StepLine
                words="cases.nextMatrix"
                values={{ count: alone.length + disputed.length }}
                onPress={() => showClaims('matrix')}
              />
            )}
          </ul>
        </>
      )}
    </section>
  )
}
