import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CosignedBy } from '../../records/cosign.tsx'
import { Button } from '../../ui/button.tsx'
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

const PastRecipients = ({ to, names }: Pick<ListedExport, 'to' | 'names'>): ReactElement => (
  <>
    {to.map((one, i) => (
      <div key={one}>
        <PastRecipient to={one} name={names[i] ?? null} />
      </div>
    ))}
  </>
)

/** What else is known of an export. */
const PastFacts = ({ row }: { readonly row: ListedExport }): ReactElement => {
  const text = useText()
  return (
    <>
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
    </>
  )
}

/** Shows and hides the exports that a line sums up. */
const FilesButton = ({
  count,
  isOpen,
  onPress,
}: {
  readonly count: number
  readonly isOpen: boolean
  readonly onPress: () => void
}): ReactElement => (
  <span className={styles['changes']}>
    <Button
      size="small"
      variant="quiet"
      icon={isOpen ? 'down' : 'right'}
      aria-expanded={isOpen}
      onPress={onPress}
    >
      {useText()('exchange.pastFiles', { count })}
    </Button>
  </span>
)

/** Exports of one day to the same recipients. */
type PastGroup = { readonly key: string; readonly rows: readonly ListedExport[] }

const groupsOf = (all: readonly ListedExport[]): readonly PastGroup[] => {
  const groups = new Map<string, ListedExport[]>()
  for (const row of all) {
    // A signature that is not valid is not hidden in a line for several.
    const apart = row.cosigned?.holds === false ? row.exportId : ''
    const key = [row.day, ...[...row.to].sort(), apart].join(' ')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups].map(([key, rows]) => ({ key, rows }))
}

/** Every export from this vault: date, recipient, purpose. Those of one day to one recipient fold. */
export const PastExports = (): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { data: all, error } = useVaultQuery('exports.list', {})
  const groups = useMemo(() => groupsOf(all ?? none), [all])
  const pages = usePages(groups, perPage, text('exchange.past'))
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (key: string): void => {
    const next = new Set(open)
    if (!next.delete(key)) next.add(key)
    setOpen(next)
  }
  const lineOf = (row: ListedExport, index: number | null): ReactElement => (
    <tr
      key={row.exportId}
      data-inside={index === null || undefined}
      {...(index !== null && pages.isPaged ? { 'aria-rowindex': index } : {})}
    >
      <td className={styles['numeral']}>{format.day(row.day)}</td>
      <td className={styles['numeral']}>{format.number(row.reports)}</td>
      <td>
        <PastRecipients {...row} />
      </td>
      <td>
        {row.purpose}
        <PastFacts row={row} />
      </td>
      <td className={styles['numeral']}>{format.bytes(row.bytes)}</td>
    </tr>
  )
  const linesOf = ({ key, rows }: PastGroup, index: number): readonly ReactElement[] => {
    const [first] = rows
    if (first === undefined) return []
    if (rows.length === 1) return [lineOf(first, index)]
    const isOpen = open.has(key)
    const counts = rows.map(({ reports }) => reports)
    const [least, most] = [Math.min(...counts), Math.max(...counts)]
    const withdrawn = new Set(rows.flatMap((row) => row.withdrawn)).size
    const purposes = [...new Set(rows.map(({ purpose }) => purpose))].filter((one) => one !== '')
    return [
      <tr key={key} {...(pages.isPaged ? { 'aria-rowindex': index } : {})}>
        <td className={styles['numeral']}>{format.day(first.day)}</td>
        {/* Of each file: two may have the same reports. */}
        <td className={styles['numeral']}>
          {least === most ? format.number(most) : `${format.number(least)}–${format.number(most)}`}
        </td>
        <td>
          <PastRecipients {...first} />
        </td>
        <td>
          {purposes.join(' · ')}
          {withdrawn > 0 && (
            <div>
              <Chip tone="danger">{text('consent.pastWithdrawn', { count: withdrawn })}</Chip>
            </div>
          )}
          <div>
            <FilesButton count={rows.length} isOpen={isOpen} onPress={() => toggle(key)} />
          </div>
        </td>
        <td className={styles['numeral']}>
          {format.bytes(rows.reduce((sum, { bytes }) => sum + bytes, 0))}
        </td>
      </tr>,
      ...(isOpen ? rows.map((row) => lineOf(row, null)) : []),
    ]
  }
  return (
    <section className={shared['card']}>
      <h2 className={shared['heading']}>{text('exchange.past')}</h2>
      <FailureBanner failure={error} />
      {all?.length === 0 && <p className={shared['quiet']}>{text('exchange.pastEmpty')}</p>}
      {pages.shown.length > 0 && (
        <table
          className={styles['table']}
          {...(pages.isPaged ? { 'aria-rowcount': groups.length + 1 } : {})}
        >
          <thead>
            <tr>
              <th scope="col">{text('exchange.pastDay')}</th>
              <th scope="col">{text('exchange.pastReports')}</th>
              <th scope="col" className={styles['to']}>
                {text('exchange.pastTo')}
              </th>
              <th scope="col">{text('exchange.pastPurpose')}</th>
              <th scope="col">{text('exchange.pastSize')}</th>
            </tr>
          </thead>
          <tbody>{pages.shown.flatMap((group, at) => linesOf(group, pages.first + at + 2))}</tbody>
        </table>
      )}
      {pages.pager}
    </section>
  )
}
