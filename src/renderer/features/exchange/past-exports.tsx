import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CosignedBy } from '../../records/cosign.tsx'
import { usePages } from '../../ui/pages.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Chip } from '../../ui/tag.tsx'
import { RecipientChip } from '../../recipients/recipient-chip.tsx'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'

type ListedExport = Out<'exports.list'>[number]
type Name = ListedExport['names'][number]

const perPage = 50
const none: readonly ListedExport[] = []

/** The face of a recipient, or a passphrase. */
const PastRecipient = ({
  to,
  name,
}: {
  readonly to: string
  readonly name: Name
}): ReactElement => {
  const text = useText()
  return to === 'passphrase' ? (
    <span>{text('exchange.toPassphrase')}</span>
  ) : (
    <RecipientChip fingerprint={to} name={name} />
  )
}

/** Every export from this vault: date, recipient, purpose. */
export const PastExports = (): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { data: all, error } = useVaultQuery('exports.list', {})
  const pages = usePages(all ?? none, perPage, text('exchange.past'))
  return (
    <section className={shared['card']}>
      <h2 className={shared['heading']}>{text('exchange.past')}</h2>
      <FailureBanner failure={error} />
      {all?.length === 0 && <p className={shared['quiet']}>{text('exchange.pastEmpty')}</p>}
      {pages.shown.length > 0 && (
        <table
          className={styles['table']}
          {...(pages.isPaged ? { 'aria-rowcount': (all?.length ?? 0) + 1 } : {})}
        >
          <thead>
            <tr>
              <th scope="col">{text('exchange.pastDay')}</th>
              <th scope="col">{text('exchange.pastReports')}</th>
              <th scope="col">{text('exchange.pastTo')}</th>
              <th scope="col">{text('exchange.pastPurpose')}</th>
              <th scope="col">{text('exchange.pastSize')}</th>
            </tr>
          </thead>
          <tbody>
            {pages.shown.map((row, at) => (
              <tr
                key={row.exportId}
                {...(pages.isPaged ? { 'aria-rowindex': pages.first + at + 2 } : {})}
              >
                <td className={styles['numeral']}>{format.day(row.day)}</td>
                <td className={styles['numeral']}>{format.number(row.reports)}</td>
                <td>
                  {row.to.map((to, i) => (
                    <div key={to}>
                      <PastRecipient to={to} name={row.names[i] ?? null} />
                    </div>
                  ))}
                </td>
                <td>
                  {row.purpose}
                  {row.withdrawn.length > 0 && (
                    <div>
                      <Chip tone="danger">
                        {text('consent.pastWithdrawn', { count: row.withdrawn.length })}
                      </Chip>
                    </div>
                  )}
                  {row.cosigned !== null && (
                    <div>
                      <CosignedBy cosigned={row.cosigned} />
                    </div>
                  )}
                  {row.overridden.length > 0 && (
                    <Disclosure
                      className={styles['passed']}
                      head={text('exchange.pastOverridden', { count: row.overridden.length })}
                    >
                      <ul>
                        {row.overridden.map(({ subject, reason }) => (
                          <li key={subject ?? ''}>{reason}</li>
                        ))}
                      </ul>
                    </Disclosure>
                  )}
                </td>
                <td className={styles['numeral']}>{format.bytes(row.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {pages.pager}
    </section>
  )
}
