import type { ReactElement, ReactNode } from 'react'
import type { JournalLine } from '../../../shared/records.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useView } from '../../app/view-state.ts'
import { useSubjectName } from './use-subject-name.ts'
import shared from '../../ui/shared.module.css'
import styles from './journal.module.css'

/** The view for the record of a line; other kinds are reached from these. */
const listAreas = {
  vault: null,
  case: 'cases',
  source: 'sources',
  report: 'reports',
  claim: 'claims',
  attribution: null,
  publication: 'publications',
} as const

const Fact = ({
  name,
  children,
}: {
  readonly name: string
  readonly children: ReactNode
}): ReactElement => (
  <div className={styles['fact']}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** A journal line in full, with the values that prove it. */
export const JournalLineView = ({ line }: { readonly line: JournalLine }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { view, select, showJournal } = useView()
  const name = useSubjectName(line)
  const { subjectKind } = line
  const area = listAreas[subjectKind]
  return (
    <article className={styles['line']}>
      <p className={shared['quiet']}>{text('journal.line', { seq: line.seq })}</p>
      <h2 className={styles['title']}>{text(`journal.kind.${line.kind}`)}</h2>
      <dl className={shared['stack3']}>
        <Fact name={text('journal.when')}>
          {line.time === null ? format.day(line.day) : format.time(line.time)}
          {line.time === null && <p className={shared['quiet']}>{text('journal.timeErased')}</p>}
        </Fact>
        <Fact name={text('journal.who')}>
          {line.actor === '' ? text('journal.us') : line.actor}
        </Fact>
        <Fact name={text('journal.about')}>
          {text(`journal.subject.${subjectKind}`)}
          {subjectKind !== 'vault' && (
            <p className={name === null ? shared['quiet'] : undefined}>
              {name ?? text('journal.gone')}
            </p>
          )}
        </Fact>
        {line.reason !== null && <Fact name={text('journal.reason')}>{line.reason}</Fact>}
      </dl>
      {subjectKind !== 'vault' && (
        <div className={shared['row2']}>
          {name !== null && area !== null && (
            <CommandButton words="journal.open" onPress={() => select(area, line.subject)} />
          )}
          {view.journalSubject !== line.subject && (
            <CommandButton
              words="journal.onlyThis"
              variant="quiet"
              icon="filter"
              onPress={() => showJournal(line.subject)}
            />
          )}
        </div>
      )}
      <section aria-label={text('journal.proof')} className={styles['proof']}>
        <h3 className={styles['heading']}>{text('journal.proof')}</h3>
        <dl className={shared['stack3']}>
          <Fact name={text('journal.digest')}>
            <code className={styles['code']}>{line.digest}</code>
          </Fact>
          <Fact name={text('journal.hash')}>
            <code className={styles['code']}>{line.hash}</code>
          </Fact>
        </dl>
        <p className={shared['quiet']}>{text('journal.proofText')}</p>
      </section>
    </article>
  )
}
