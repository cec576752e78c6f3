import { useState } from 'react'
import type { ReactElement } from 'react'
import { useDesk } from '../bridge.ts'
import { FailureBanner } from '../failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { Button } from '../ui/button.tsx'
import { PrintPreview } from '../printing/print-preview.tsx'
import { CustodySheet } from './custody-sheet.tsx'
import { useArrivalWords } from './use-arrival-words.ts'
import { useHolderName } from './use-holder-name.ts'
import form from '../records/record-form.module.css'

/** As many as say what is new; the sheet has all of them. */
const shownArrivals = 3

/** Whose journals tell of a record, whether each holds, and the sheet that shows all of it. */
export const CustodyPart = ({ id }: { readonly id: string }): ReactElement | null => {
  const text = useText()
  const nameOf = useHolderName()
  const arrivalWords = useArrivalWords()
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useDesk('custody.of', { id })
  if (error !== null) return <FailureBanner refusal={error} />
  if (data === undefined) return null
  const isBroken = data.revisions.some(({ holds }) => !holds)
  return (
    <section className={form['section']}>
      <h2 className={form['heading']}>{text('custody.heading')}</h2>
      <p className={form['quiet']}>{text('custody.text')}</p>
      {isBroken && <p>{text('custody.brokenRevision')}</p>}
      <ul>
        {data.holders.map((holder) => (
          <li key={holder.author}>
            {nameOf(holder)}
            {' · '}
            {text(holder.chains.every(({ holds }) => holds) ? 'custody.holds' : 'custody.broken')}
            {holder.chains.length > 1 && <p>{text('custody.forks')}</p>}
          </li>
        ))}
      </ul>
      {data.arrivals.length > 0 && (
        <ul>
          {data.arrivals
            .slice(-shownArrivals)
            .reverse()
            .map((arrival) => (
              <li key={arrival.txn}>{arrivalWords(arrival)}</li>
            ))}
        </ul>
      )}
      {data.arrivals.length > shownArrivals && (
        <p className={form['quiet']}>
          {text('custody.cameBefore', { count: data.arrivals.length - shownArrivals })}
        </p>
      )}
      <div>
        <Button size="small" onPress={() => setOpen(true)}>
          {text('custody.show')}
        </Button>
      </div>
      <PrintPreview
        title={text('custody.printTitle')}
        warning={text('custody.printText')}
        sheet={<CustodySheet id={id} custody={data} />}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </section>
  )
}
