import type { ReactElement } from 'react'
import type { Out } from '../../shared/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { PaperFields } from './paper-fields.tsx'
import { paperJson } from './paper-json.ts'
import { useArrivalWords } from './use-arrival-words.ts'
import styles from '../printing/paper-sheet.module.css'

type Chain = Out<'custody.of'>['holders'][number]['chains'][number]
type PrintedLine = NonNullable<Chain['lines'][number]['told']>

/** Short fields on one row. */
const shortFields = ({ seq, txn, day, kind }: PrintedLine): string =>
  `seq ${String(seq)} · txn ${String(txn)} · day ${day} · kind ${kind} · actor `

/** For display: a bidi control must not end its isolation and reorder the text after it. */
const undirected = (actor: string): string => actor.replaceAll(/\p{Bidi_Control}/gu, '')

/** One journal's account of a record, with everything that its hashes and its signature cover. */
export const PaperChain = ({
  chain,
  holder,
}: {
  readonly chain: Chain
  readonly holder: string
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const arrivalWords = useArrivalWords()
  const { arrivals, holds, lines, omitted, signed } = chain
  return (
    <div className={styles['chain']}>
      <p>{text(holds ? 'custody.holds' : 'custody.broken')}</p>
      {omitted > 0 && <p>{text('custody.omitted', { count: omitted })}</p>}
      <ol className={styles['lines']}>
        {lines.map(({ hash, told }) => (
          <li key={hash}>
            {told === null ? (
              text('custody.withheld')
            ) : (
              <>
                {format.day(told.day)} ·{' '}
                {told.actor !== '' && (
                  <>
                    <bdi>{undirected(told.actor)}</bdi> ·{' '}
                  </>
                )}
                {text(`journal.kind.${told.kind}`)}
                <p className={styles['hash']} translate="no">
                  {shortFields(told)}
                  <bdo dir="ltr" className={styles['whole']}>
                    {paperJson(told.actor)}
                  </bdo>
                </p>
                <PaperFields
                  fields={{ digest: told.digest, prev: told.prev, subjectPrev: told.subjectPrev }}
                />
              </>
            )}
            <PaperFields fields={{ hash }} />
          </li>
        ))}
      </ol>
      {arrivals.length > 0 && (
        <>
          <p>{text('custody.arrivals')}</p>
          <ol className={styles['lines']}>
            {arrivals.map((arrival) => (
              <li key={arrival.txn}>
                {arrivalWords(arrival, holder)}
                <p className={styles['hash']} translate="no">
                  {`exported ${arrival.exported} · received ${arrival.received} · txn ${String(arrival.txn)}`}
                </p>
                <PaperFields fields={{ manifest: arrival.manifest, sender: arrival.sender }} />
              </li>
            ))}
          </ol>
        </>
      )}
      {signed !== null && <PaperFields fields={signed} />}
    </div>
  )
}
