import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReactElement } from 'react'
import type { Out } from '../../../../shared/contract.ts'
import { FailureBanner } from '../../../data/failure-text.tsx'
import { AppError } from '../../../data/bridge.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useText } from '../../../i18n/use-text.ts'
import { CommandButton } from '../../../commands/command-button.tsx'
import { DialogActions } from '../../../ui/dialog-actions.tsx'
import { Banner } from '../../../ui/banner.tsx'
import { FileName, NextSteps } from '../written.tsx'
import { useCounted } from './use-counted.ts'
import shared from '../../../ui/shared.module.css'
import styles from '../exchange.module.css'

/** The outcome: everything done, nothing erased, or unknown. */
export const endingOf = ({
  erased,
  refused,
}: Pick<Out<'handover.run'>, 'erased' | 'refused'>): 'done' | 'doubt' | 'kept' =>
  erased !== null ? 'done' : refused === 'in-doubt' ? 'doubt' : 'kept'

export type HandOverResult = Out<'handover.run'> & {
  /** Base name of the chosen folder. */
  readonly folder: string
  /** The key that opens the file. */
  readonly recipient: string
}

/**
 * The file and what was erased; or that nothing was erased, and why; or that the outcome is
 * unknown.
 */
export const HandedOver = ({
  result: { fileName, bytes, erased, refused, folder, recipient },
  to,
  onDone,
}: {
  readonly result: HandOverResult
  /** The name of the contact. */
  readonly to: string
  readonly onDone: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const counted = useCounted()
  const client = useQueryClient()
  const ending = endingOf({ erased, refused })
  useEffect(() => {
    // Erased content must not stay in the query cache.
    if (ending !== 'kept') client.removeQueries({ type: 'inactive' })
  }, [ending, client])
  return (
    <div className={styles['form']}>
      <h1 className={styles['title']}>{text(`handover.${ending}Title`)}</h1>
      {erased === null ? (
        <>
          <Banner
            tone="danger"
            title={text(ending === 'doubt' ? 'handover.doubt' : 'handover.kept')}
            announce
          >
            <p>{text(ending === 'doubt' ? 'handover.doubtText' : 'handover.keptText')}</p>
          </Banner>
          <FailureBanner
            failure={refused === null ? null : new AppError(refused, 'handover.run')}
          />
        </>
      ) : (
        <Banner tone="done" title={counted(erased)}>
          <p>{text('handover.doneText')}</p>
        </Banner>
      )}
      <dl className={shared['stack']}>
        <div className={styles['fact']}>
          <dt>{text('handover.to')}</dt>
          <dd>{to}</dd>
        </div>
        <div className={styles['fact']}>
          <dt>{text('exchange.doneFolder')}</dt>
          <dd>{folder}</dd>
        </div>
        <FileName fileName={fileName} />
        <div className={styles['fact']}>
          <dt>{text('exchange.reviewSize')}</dt>
          <dd>{format.bytes(bytes)}</dd>
        </div>
      </dl>
      {ending === 'done' && <NextSteps recipients={[recipient]} />}
      <DialogActions
        out={<CommandButton words="exchange.done" variant="primary" autoFocus onPress={onDone} />}
      />
    </div>
  )
}
