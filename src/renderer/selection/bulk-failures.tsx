import type { ReactElement } from 'react'
import { FailureReference } from '../data/failure-text.tsx'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import type { NotChanged, Why } from './outcome.ts'
import type { SelectionRow } from './use-selection.ts'
import styles from './selection.module.css'

const mostNamed = 3

type Group<R extends SelectionRow> = Why & { readonly those: readonly NotChanged<R>[] }

const byReason = <R extends SelectionRow>(left: readonly NotChanged<R>[]): readonly Group<R>[] => {
  const groups = new Map<string, Group<R>>()
  for (const one of left) {
    const { why, reference } = one
    const key = `${why} ${reference ?? ''}`
    groups.set(key, { why, reference, those: [...(groups.get(key)?.those ?? []), one] })
  }
  return [...groups.values()]
}

/** Failures of a bulk action, by reason. */
export const BulkFailures = <R extends SelectionRow>({
  left,
  unbegun,
  nameOf,
}: {
  readonly left: readonly NotChanged<R>[]
  readonly unbegun: number
  /** Undefined: the rows are counted, not listed by name. */
  readonly nameOf?: (row: R) => { readonly name: string; readonly lang?: string | undefined }
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  return (
    <>
      {left.length > 0 && <p>{text('selection.left', { count: left.length })}</p>}
      <ul className={styles['reasons']}>
        {byReason(left).map(({ why, reference, those }) => (
          <li key={`${why} ${reference ?? ''}`}>
            <strong>
              {text(why)} ({format.number(those.length)})
            </strong>
            {reference !== null && <FailureReference of={reference} />}
            {nameOf !== undefined && (
              <ul>
                {those.slice(0, mostNamed).map(({ row }) => (
                  <li key={row.id} lang={nameOf(row).lang}>
                    {nameOf(row).name}
                  </li>
                ))}
                {those.length > mostNamed && (
                  <li>{text('selection.more', { count: those.length - mostNamed })}</li>
                )}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {unbegun > 0 && <p>{text('selection.unbegun', { count: unbegun })}</p>}
    </>
  )
}
