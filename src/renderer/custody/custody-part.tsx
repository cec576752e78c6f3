import { memo, useState } from 'react'
import type { ReactElement } from 'react'
import type { Out } from '../../shared/contract.ts'
import { useVaultQuery } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { useCommands } from '../commands/commands.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Disclosure } from '../ui/disclosure.tsx'
import { Icon } from '../ui/icon.tsx'
import { PrintPreview } from '../printing/print-preview.tsx'
import { CustodySheet, isAllValid } from './custody-sheet.tsx'
import { useArrivalWords } from './use-arrival-words.ts'
import { useHolderName } from './use-holder-name.ts'
import form from '../records/record-form.module.css'
import styles from './custody-part.module.css'

/** Enough to show what is new; the sheet has all of them. */
const shownArrivals = 3

type CustodyHolder = Out<'custody.of'>['holders'][number]

/** The newest files that brought the record to a holder; diverging accounts in sequence. */
const Arrivals = ({ of: { key, chains } }: { readonly of: CustodyHolder }): ReactElement | null => {
  const text = useText()
  const wordsOf = useArrivalWords()
  const all = [
    ...new Set(chains.flatMap(({ arrivals }) => arrivals.map((one) => wordsOf(one, key)))),
  ]
  if (all.length === 0) return null
  return (
    <ul className={styles['arrivals']}>
      {all
        .slice(-shownArrivals)
        .reverse()
        .map((words) => (
          <li key={words}>{words}</li>
        ))}
      {all.length > shownArrivals && (
        <li className={form['quiet']}>
          {text('custody.cameBefore', { count: all.length - shownArrivals })}
        </li>
      )}
    </ul>
  )
}

/** Journals that contain a record, whether each is valid, and the sheet with all details. */
const Part = ({
  id,
  isFolded = false,
}: {
  readonly id: string
  /** While every signature is valid it takes one line. */
  readonly isFolded?: boolean
}): ReactElement | null => {
  const text = useText()
  const nameOf = useHolderName()
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useVaultQuery('custody.of', { id })
  useCommands({ 'custody.show': data !== undefined && (() => setOpen(true)) })
  if (error !== null) return <FailureBanner failure={error} />
  if (data === undefined) return null
  const isBroken = data.revisions.some(({ holds }) => !holds)
  const isValid = isAllValid(data)
  const details = (
    <>
      <p className={form['quiet']}>{text('custody.text')}</p>
      {isBroken && <p>{text('custody.brokenRevision')}</p>}
      <ul>
        {data.holders.map((holder) => (
          <li key={holder.author}>
            {nameOf(holder)}
            {' · '}
            {text(holder.chains.every(({ holds }) => holds) ? 'custody.holds' : 'custody.broken')}
            {holder.chains.length > 1 && <p>{text('custody.forks')}</p>}
            <Arrivals of={holder} />
          </li>
        ))}
      </ul>
      <div>
        <Button size="small" onPress={() => setOpen(true)}>
          {text('custody.show')}
        </Button>
      </div>
    </>
  )
  const heading = <h2 className={form['heading']}>{text('custody.heading')}</h2>
  return (
    <section className={form['section']}>
      {isFolded && isValid ? (
        <Disclosure
          head={
            <>
              {heading}
              {data.revisions.length > 0 && (
                <span className={styles['valid']}>
                  {text('custody.allValid')} <Icon name="check" size={14} />
                </span>
              )}
            </>
          }
        >
          <div className={classNames(form['section'], styles['inside'])}>{details}</div>
        </Disclosure>
      ) : (
        <>
          {heading}
          {details}
        </>
      )}
      <PrintPreview
        id={id}
        title={text('custody.printTitle')}
        warning={text('custody.printText')}
        sheet={<CustodySheet id={id} custody={data} />}
        preview={<CustodySheet id={id} custody={data} isFolded />}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </section>
  )
}

/** Memoized: typing beside it must not render it again. */
export const CustodyPart = memo(Part)
