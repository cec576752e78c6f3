import { scriptOf } from '../../i18n/languages.ts'
import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { monthsOf, overlap, reach } from '../../claims/months.ts'
import { TimeFilter, useChosenMonths } from '../../claims/time-filter.tsx'
import type { Out } from '../../../shared/contract.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { classNames } from '../../ui/class-names.ts'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { MessageKey } from '../../i18n/messages.ts'
import { CredibilityBar, ReliabilityPill, isReliability } from '../../records/grades.tsx'
import { useView } from '../../app/view-state.ts'
import { SavePicture } from '../../printing/save-picture.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { usePages } from '../../ui/pages.tsx'
import { IconButton } from '../../ui/button.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import form from '../../records/record-form.module.css'
import shared from '../../ui/shared.module.css'
import styles from './claim-matrix.module.css'

type Cell = { readonly words: MessageKey; readonly icon: IconName | null; readonly tone: string }

const cellOf = (supports: boolean, contradicts: boolean, may: boolean): Cell => {
  if (supports && contradicts) return { words: 'claims.matrixBoth', icon: 'alert', tone: 'against' }
  if (supports) return { words: 'claims.matrixSupports', icon: 'check', tone: 'for' }
  if (contradicts) return { words: 'claims.matrixContradicts', icon: 'close', tone: 'against' }
  if (may) return { words: 'claims.matrixUnsaid', icon: 'help', tone: 'open' }
  return { words: 'claims.matrixNothing', icon: null, tone: 'none' }
}

/** How strongly a source's word is tinted, by the best grade of the origin. */
const strengthOf = (grades: string): 'full' | 'half' | 'hatched' | 'outline' => {
  if (/[AB]/.test(grades)) return 'full'
  if (grades.includes('C')) return 'half'
  return /[DE]/.test(grades) ? 'hatched' : 'outline'
}

const countTone = (count: number): 'few' | 'two' | 'many' =>
  count < 2 ? 'few' : count === 2 ? 'two' : 'many'

type MatrixCorroboration = Out<'claims.corroboration'>

const claimsPerPage = 50
const originsPerPage = 30
/** Columns before the origins: the number of origins, the claim, its grade. */
const columnsBefore = 3

const Table = ({ claims, origins }: MatrixCorroboration): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { view, select } = useView()
  const rows = usePages(claims, claimsPerPage, text('claims.title'))
  const columns = usePages(origins, originsPerPage, text('claims.matrixCount'))
  const place = (column: number) => (columns.isPaged ? { 'aria-colindex': column } : {})
  return (
    <>
      {columns.pager}
      <ScrollRegion className={styles['scroll']} label={text('claims.matrix')}>
        <table
          data-picture="all"
          className={classNames(shared['table'], styles['table'])}
          {...(rows.isPaged ? { 'aria-rowcount': claims.length + 1 } : {})}
          {...(columns.isPaged ? { 'aria-colcount': origins.length + columnsBefore } : {})}
        >
          <thead>
            <tr>
              <th scope="col" className={styles['number']} {...place(1)}>
                <VisuallyHidden>{text('claims.matrixCount')}</VisuallyHidden>
              </th>
              <th scope="col" {...place(2)}>
                {text('claims.matrixClaim')}
              </th>
              <th scope="col" {...place(columnsBefore)}>
                {text('claims.credibility')}
              </th>
              {columns.shown.map((origin, at) => (
                <th
                  key={origin.sources.join()}
                  scope="col"
                  className={styles['origin']}
                  {...place(columnsBefore + columns.first + at + 1)}
                >
                  {origin.names.map((name, nth) => (
                    // A picture outside the vault names no source.
                    <span
                      key={name}
                      data-picture-words={nth === 0 ? format.number(columns.first + at + 1) : ' '}
                    >
                      {name}
                    </span>
                  ))}
                  <span>
                    <VisuallyHidden>
                      {text('claims.grades', { grades: origin.reliability })}{' '}
                    </VisuallyHidden>
                    {origin.reliability
                      .split('/')
                      .map((grade) =>
                        isReliability(grade) ? <ReliabilityPill key={grade} grade={grade} /> : null,
                      )}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.shown.map((row, down) => (
              <tr
                key={row.claim.id}
                aria-current={row.claim.id === view.selected.claims ? 'true' : undefined}
                {...(rows.isPaged ? { 'aria-rowindex': rows.first + down + 2 } : {})}
              >
                <td
                  className={styles['count']}
                  data-tone={countTone(row.supportedBy.length)}
                  {...place(1)}
                >
                  <span title={text('claims.origins', { count: row.supportedBy.length })}>
                    <Icon name="branch" size={14} />
                    {format.number(row.supportedBy.length)}
                  </span>
                </td>
                <th scope="row" {...place(2)}>
                  <PlainButton
                    className={styles['statement']}
                    title={row.claim.content.statement}
                    onPress={() => select('claims', row.claim.id)}
                  >
                    <span lang={scriptOf(row.claim.content.statement)}>
                      {row.claim.content.statement}
                    </span>
                  </PlainButton>
                </th>
                <td {...place(columnsBefore)}>
                  <CredibilityBar grade={row.claim.content.credibility} />
                </td>
                {columns.shown.map((origin, at) => {
                  const index = columns.first + at
                  const maySupport = row.maySupport.includes(index)
                  const mayContradict = row.mayContradict.includes(index)
                  const cell = cellOf(
                    row.supportedBy.includes(index) && !maySupport,
                    row.contradictedBy.includes(index) && !mayContradict,
                    maySupport || mayContradict,
                  )
                  return (
                    <td
                      key={origin.sources.join()}
                      className={styles['cell']}
                      data-tone={cell.tone}
                      data-strength={strengthOf(origin.reliability)}
                      {...place(columnsBefore + index + 1)}
                    >
                      {cell.tone === 'open' ? (
                        <IconButton
                          icon="help"
                          size="small"
                          label={text('claims.matrixWho')}
                          onPress={() => select('claims', row.claim.id)}
                        />
                      ) : (
                        cell.icon !== null && <Icon name={cell.icon} size={16} />
                      )}
                      <VisuallyHidden>{text(cell.words)}</VisuallyHidden>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {rows.pager}
    </>
  )
}

/** The claims in the selected months; their reach, and how many have no date. */
const useInTime = (data: MatrixCorroboration | undefined) => {
  const chosen = useChosenMonths()
  const [from, to] = [chosen?.from, chosen?.to]
  return useMemo(() => {
    const times = (data?.claims ?? []).map((row) => ({
      row,
      months: monthsOf(row.claim.content.when),
    }))
    const shown = times.filter(
      ({ months }) =>
        from === undefined ||
        to === undefined ||
        (months !== null && overlap(months, { from, to })),
    )
    return {
      // What rests on fewest origins comes first: it needs work.
      claims: shown
        .map(({ row }) => row)
        .sort((a, b) => a.supportedBy.length - b.supportedBy.length),
      reach: reach(times.map(({ months }) => months)),
      undated: times.filter(({ months }) => months === null).length,
    }
  }, [data, from, to])
}

/** The claims of a case against the independent origins behind them. */
export const ClaimMatrix = ({ caseId }: { readonly caseId: string }): ReactElement => {
  const text = useText()
  const { data, error } = useVaultQuery('claims.corroboration', { caseId })
  const { claims, reach: months, undated } = useInTime(data)
  const isUnsaid = claims.some(
    ({ maySupport, mayContradict }) => maySupport.length + mayContradict.length > 0,
  )
  return (
    <section className={classNames(form['section'], styles['page'])}>
      <div className={styles['head']}>
        <h1 className={form['title']}>{text('claims.matrix')}</h1>
        {claims.length > 0 && <SavePicture />}
      </div>
      {months !== null && <TimeFilter reach={months} undated={undated} />}
      <p className={form['quiet']}>{text('claims.matrixText')}</p>
      {isUnsaid && <p className={form['quiet']}>{text('claims.matrixUnsaidText')}</p>}
      <FailureBanner failure={error} />
      {data !== undefined && <Table origins={data.origins} claims={claims} />}
      {data !== undefined && (
        <p className={styles['summary']}>
          {text('claims.matrixSummary', {
            well: claims.filter(({ supportedBy }) => supportedBy.length > 1).length,
            all: claims.length,
          })}
        </p>
      )}
    </section>
  )
}
