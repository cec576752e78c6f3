import type { ReactElement } from 'react'
import { useDesk } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { classNames } from '../../ui/class-names.ts'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { MessageKey } from '../../i18n/messages.ts'
import { credibilityWords } from '../../records/vocabulary.ts'
import { useView } from '../../view-state.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import form from '../../records/record-form.module.css'
import styles from './claim-matrix.module.css'

type Cell = { readonly words: MessageKey; readonly icon: IconName | null; readonly tone: string }

const cellOf = (supports: boolean, contradicts: boolean, may: boolean): Cell => {
  if (supports && contradicts) return { words: 'claims.matrixBoth', icon: 'alert', tone: 'against' }
  if (supports) return { words: 'claims.matrixSupports', icon: 'check', tone: 'for' }
  if (contradicts) return { words: 'claims.matrixContradicts', icon: 'close', tone: 'against' }
  if (may) return { words: 'claims.matrixUnsaid', icon: 'help', tone: 'open' }
  return { words: 'claims.matrixNothing', icon: null, tone: 'none' }
}

/** The claims of a case against the independent origins behind them. */
export const ClaimMatrix = ({ caseId }: { readonly caseId: string }): ReactElement => {
  const text = useText()
  const { select } = useView()
  const { data, error } = useDesk('claims.corroboration', { caseId })
  const isUnsaid = data?.claims.some(
    ({ maySupport, mayContradict }) => maySupport.length + mayContradict.length > 0,
  )
  return (
    <section className={classNames(form['section'], styles['page'])}>
      <h1 className={form['title']}>{text('claims.matrix')}</h1>
      <p className={form['quiet']}>{text('claims.matrixText')}</p>
      {isUnsaid && <p className={form['quiet']}>{text('claims.matrixUnsaidText')}</p>}
      <FailureBanner refusal={error} />
      {data !== undefined && (
        <ScrollRegion className={styles['scroll']} label={text('claims.matrix')}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{text('claims.matrixClaim')}</th>
                <th scope="col" className={styles['number']}>
                  {text('claims.matrixCount')}
                </th>
                <th scope="col" className={styles['number']}>
                  {text('claims.credibility')}
                </th>
                {data.origins.map((origin) => (
                  <th key={origin.sources.join()} scope="col" className={styles['origin']}>
                    {origin.names.map((name) => (
                      <span key={name}>{name}</span>
                    ))}
                    <span className={styles['grades']}>
                      {text('claims.grades', { grades: origin.reliability })}
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.claims.map((row) => (
                <tr key={row.claim.id}>
                  <th scope="row">
                    <LinkButton onPress={() => select('claims', row.claim.id)}>
                      {row.claim.content.statement}
                    </LinkButton>
                  </th>
                  <td className={styles['number']}>{row.supportedBy.length}</td>
                  <td className={styles['number']}>
                    {row.claim.content.credibility}
                    <VisuallyHidden>
                      {' '}
                      {text(credibilityWords[row.claim.content.credibility])}
                    </VisuallyHidden>
                  </td>
                  {data.origins.map((origin, index) => {
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
                      >
                        {cell.icon !== null && <Icon name={cell.icon} size={16} />}
                        <VisuallyHidden>{text(cell.words)}</VisuallyHidden>
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  )
}
