import type { ReactElement } from 'react'
import type { Out } from '../../shared/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { utcDay } from '../records/whole-day.ts'
import { PaperChain } from './paper-chain.tsx'
import { PaperFields } from './paper-fields.tsx'
import { useHolderName } from './use-holder-name.ts'
import { useNoticeWords } from './use-notice-words.ts'
import styles from '../printing/paper-sheet.module.css'

const ref = (id: string): string => id.slice(0, 8)

/**
 * A record's custody for paper: no title and no code name, only ids, keys, pseudonyms, days and
 * digests; enough to recompute each journal line's hash and to check the signatures.
 */
export const CustodySheet = ({
  id,
  custody,
}: {
  readonly id: string
  readonly custody: Out<'custody.of'>
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const nameOf = useHolderName()
  const words = useNoticeWords()
  const whether = (holds: boolean): string => text(holds ? 'custody.holds' : 'custody.broken')
  return (
    <div className={styles['sheet']}>
      <h2 className={styles['title']}>
        {text('custody.sheet', { ref: ref(id) })} · {format.day(utcDay())}
      </h2>
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
    </div>
  )
}
