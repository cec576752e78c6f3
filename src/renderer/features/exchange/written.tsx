import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { Recipients } from '../../recipients/recipients.tsx'
import { Banner } from '../../ui/banner.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { useCopyText } from '../../ui/use-copy-text.ts'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'

export type WrittenFile = Pick<Out<'exports.write'>, 'fileName' | 'summary'> & {
  /** Base name of the chosen folder. */
  readonly folder: string
}

/** The name of the file, to find it by: the app opens no folder. */
export const FileName = ({ fileName }: Pick<WrittenFile, 'fileName'>): ReactElement => {
  const text = useText()
  const { shown, copy } = useCopyText()
  return (
    <div className={styles['fact']}>
      <dt>{text('exchange.doneFile')}</dt>
      <dd className={styles['fileName']}>
        <span ref={shown} className={shared['mono']} translate="no">
          {fileName}
        </span>
        <CommandButton words="exchange.copyName" size="small" icon="copy" onPress={copy} />
      </dd>
    </div>
  )
}

/** What the user does with the file. */
export const NextSteps = ({
  recipients,
}: {
  /** null: protected by a passphrase. */
  readonly recipients: readonly string[] | null
}): ReactElement => {
  const text = useText()
  return (
    <section className={shared['stack2']}>
      <h2 className={shared['heading']}>{text('exchange.doneNext')}</h2>
      <ol className={styles['next']}>
        <li>
          {text('exchange.doneBring')}
          {recipients !== null && <Recipients recipients={recipients} />}
        </li>
        {recipients === null && <li>{text('exchange.donePassphrase')}</li>}
        <li>{text('exchange.doneAsk')}</li>
      </ol>
    </section>
  )
}

/** Where the file is, and what is left to do: the app sends nothing. */
export const Written = ({
  result: { fileName, summary, folder },
  recipients,
  onDone,
}: {
  readonly result: WrittenFile
  /** null: protected by a passphrase. */
  readonly recipients: readonly string[] | null
  readonly onDone: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  return (
    <div className={styles['form']}>
      <h1 className={styles['title']}>{text('exchange.doneTitle')}</h1>
      <Banner tone="done" title={text('exchange.doneIn', { folder })}>
        <p>{text('exchange.doneText')}</p>
      </Banner>
      <dl className={shared['stack']}>
        <FileName fileName={fileName} />
        <div className={styles['fact']}>
          <dt>{text('exchange.reviewSize')}</dt>
          <dd>{format.bytes(summary.bytes)}</dd>
        </div>
        <div className={styles['fact']}>
          <dt>{text('exchange.reviewWhat')}</dt>
          <dd>
            {text('exchange.reviewCounts', {
              reports: summary.reports,
              cases: summary.cases,
              sources: summary.sources,
            })}
          </dd>
        </div>
      </dl>
      <NextSteps recipients={recipients} />
      <DialogActions
        out={<CommandButton words="exchange.done" variant="primary" autoFocus onPress={onDone} />}
      />
    </div>
  )
}
