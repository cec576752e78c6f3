import type { ReactElement } from 'react'
import type { Out } from '../../shared/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { utcDay } from '../records/whole-day.ts'
import { Disclosure } from '../ui/disclosure.tsx'
import { PaperChain } from './paper-chain.tsx'
import { PaperFields } from './paper-fields.tsx'
import { useArrivalWords } from './use-arrival-words.ts'
import { useHolderName } from './use-holder-name.ts'
import { useNoticeWords } from './use-notice-words.ts'
import styles from '../printing/paper-sheet.module.css'

const ref = (id: string): string => id.slice(0, 8)

type Custody = Out<'custody.of'>

/** Does every signature of its versions and journals match? */
export const isAllValid = ({ revisions, holders }: Custody): boolean =>
  revisions.every(({ holds }) => holds) &&
  holders.every(({ chains }) => chains.every(({ holds }) => holds))

/** The newest ones, where there are more. The proof has all of them. */
const stepsMost = 20

/** Who signed it and who has had it, in the order of the days, as a chain of sentences. */
const Steps = ({ custody }: { readonly custody: Custody }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const nameOf = useHolderName()
  const arrivalWords = useArrivalWords()
  const signed = custody.revisions.map((revision) => ({
    day: revision.day,
    words: text('custody.signed', { name: nameOf(revision), day: format.day(revision.day) }),
  }))
  const came = custody.holders.flatMap(({ key, chains }) =>
    chains.flatMap(({ arrivals }) =>
      arrivals.map((arrival) => ({ day: arrival.received, words: arrivalWords(arrival, key) })),
    ),
  )
  const steps = [...signed, ...came].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const said = [...new Set(steps.map(({ words }) => words))]
  const shown = said.length > stepsMost ? ['…', ...said.slice(-stepsMost)] : said
  const isValid = isAllValid(custody)
  return (
    <section>
      {shown.length > 0 && (
        <ol className={styles['steps']}>
          {shown.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ol>
      )}
      {custody.revisions.length === 0 && <p>{text('custody.noRevision')}</p>}
      {custody.holders.some(({ chains }) => chains.length > 1) && <p>{text('custody.forks')}</p>}
      <p className={styles['result']}>
        {text(isValid ? 'custody.allValid' : 'custody.someBroken')}
      </p>
    </section>
  )
}

/** Enough to recompute each journal line's hash and to check the signatures. */
const Proof = ({
  id,
  custody,
}: {
  readonly id: string
  readonly custody: Custody
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const nameOf = useHolderName()
  const whether = (holds: boolean): string => text(holds ? 'custody.holds' : 'custody.broken')
  return (
    <div className={styles['proof']}>
      <PaperFields fields={{ subject: id }} />
      <section>
        <h3 className={styles['heading']}>{text('custody.revisions')}</h3>
        {custody.revisions.length === 0 && <p>{text('custody.noRevision')}</p>}
        <ol className={styles['lines']}>
          {custody.revisions.map((revision) => (
            <li key={revision.id}>
              {format.day(revision.day)} · {nameOf(revision)} · {whether(revision.holds)}
              {revision.parents.length > 0 &&
                ` · ${text('custody.after', { refs: revision.parents.map(ref).join(', ') })}`}
              <p className={styles['hash']}>{revision.id}</p>
              <p className={styles['hash']}>{revision.author}</p>
            </li>
          ))}
        </ol>
      </section>
      <p>{text('custody.recipe')}</p>
      {custody.holders.map((holder) => (
        <section key={holder.author}>
          <h3 className={styles['heading']}>
            {text('custody.journalOf', { name: nameOf(holder) })}
          </h3>
          <p className={styles['hash']}>{holder.author}</p>
          <PaperFields fields={{ holder: holder.key }} />
          {holder.chains.length > 1 && <p>{text('custody.forks')}</p>}
          {holder.chains.map((chain, i) => (
            <PaperChain key={`${i}`} chain={chain} holder={holder.key} />
          ))}
        </section>
      ))}
    </div>
  )
}

/**
 * A record's custody for paper: no title and no code name, only ids, keys, pseudonyms, days and
 * digests. In words on the first page; what machines check follows on the next.
 */
export const CustodySheet = ({
  id,
  custody,
  isFolded = false,
}: {
  readonly id: string
  readonly custody: Custody
  /** On screen the proof is folded. */
  readonly isFolded?: boolean
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const words = useNoticeWords()
  const proof = <Proof id={id} custody={custody} />
  return (
    <div className={styles['sheet']}>
      <h2 className={styles['title']}>
        {text('custody.sheet', { ref: ref(id) })} · {format.day(utcDay())}
      </h2>
      <Steps custody={custody} />
      {custody.notices.length > 0 && (
        <section>
          <h3 className={styles['heading']}>{text('custody.notices')}</h3>
          <ul className={styles['lines']}>
            {custody.notices.map((notice, i) => (
              <li key={`${i}`}>{words(notice)}</li>
            ))}
          </ul>
        </section>
      )}
      {isFolded ? <Disclosure head={text('custody.proof')}>{proof}</Disclosure> : proof}
    </div>
  )
}
