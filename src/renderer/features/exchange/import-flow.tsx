import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { call, Refusal } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Pane, PaneHeader } from '../../ui/pane.tsx'
import { Progress } from '../../ui/progress.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { useTask } from '../../use-task.ts'
import { useView } from '../../view-state.tsx'
import { ImportPreview } from './import-preview.tsx'
import styles from './exchange.module.css'

type Stage =
  | { readonly kind: 'reading' }
  | { readonly kind: 'passphrase'; readonly wrong: boolean }
  | { readonly kind: 'preview'; readonly preview: Out<'imports.preview'> }
  | { readonly kind: 'done'; readonly counts: Out<'imports.commit'> }
  | { readonly kind: 'failed'; readonly refusal: Refusal }

const refusalOf = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal('internal', '', [])

const Taken = ({
  counts,
  onClose,
}: {
  readonly counts: Out<'imports.commit'>
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const { go } = useView()
  const changed = counts.added + counts.updated + counts.conflicts > 0
  const lines = [
    ['exchange.resultAdded', counts.added],
    ['exchange.resultUpdated', counts.updated],
    ['exchange.resultConflicts', counts.conflicts],
    ['exchange.resultKnown', counts.known],
    ['exchange.resultRefused', counts.refused],
  ] as const
  return (
    <>
      <Banner
        tone={counts.refused > 0 ? 'warn' : 'done'}
        announce
        title={text(changed ? 'exchange.resultTitle' : 'exchange.resultNothing')}
      >
        <ul>
          {lines.map(([key, count]) => count > 0 && <li key={key}>{text(key, { count })}</li>)}
        </ul>
      </Banner>
      <div className={styles['buttons']}>
        <Button variant="primary" autoFocus onPress={onClose}>
          {text('exchange.done')}
        </Button>
        {changed && <Button onPress={() => go('reports')}>{text('exchange.toReports')}</Button>}
      </div>
    </>
  )
}

/** Opens a file, shows what is in it, and takes it in only when told to. */
export const ImportFlow = ({
  file,
  onClose,
}: {
  /** What the person chose in the dialog. */
  readonly file: string
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const client = useQueryClient()
  const task = useTask()
  const secret = useRef<HTMLInputElement>(null)
  const begun = useRef(false)
  const [stage, setStage] = useState<Stage>({ kind: 'reading' })
  const [isCommitting, setCommitting] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  const read = async (passphrase: string | null): Promise<void> => {
    setStage({ kind: 'reading' })
    try {
      const preview = await call('imports.preview', { task: task.begin(), file, passphrase })
      setStage({ kind: 'preview', preview })
    } catch (error) {
      const refused = refusalOf(error)
      if (refused.code === 'cancelled') onClose()
      // With a passphrase, nothing else is left that could have been meant to open the file.
      else if (
        refused.code === 'not-for-us' &&
        (passphrase !== null || refused.fields.includes('passphrase'))
      ) {
        setStage({ kind: 'passphrase', wrong: passphrase !== null })
      } else setStage({ kind: 'failed', refusal: refused })
    } finally {
      task.end()
    }
  }

  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void read(null)
  })

  const commit = async (exportId: string): Promise<void> => {
    setCommitting(true)
    setRefusal(null)
    try {
      const counts = await call('imports.commit', { exportId, task: task.begin() })
      setStage({ kind: 'done', counts })
      void client.invalidateQueries()
    } catch (error) {
      const refused = refusalOf(error)
      if (refused.code !== 'cancelled') setRefusal(refused)
    } finally {
      task.end()
      setCommitting(false)
    }
  }

  const discard = (): void => {
    // Nothing was taken in; the vault process forgets the preview by itself at lock.
    void call('imports.discard', {}).catch(() => undefined)
    onClose()
  }

  return (
    <Pane label={text('exchange.import')}>
      <div className={styles['page']}>
        <PaneHeader title={text('exchange.import')} />
        <div className={styles['preview']}>
          {stage.kind === 'reading' && (
            <>
              <Progress label={text('exchange.readingFile')} value={task.progress} />
              <div className={styles['buttons']}>
                <Button onPress={task.cancel}>{text('exchange.cancel')}</Button>
              </div>
            </>
          )}
          {stage.kind === 'passphrase' && (
            <form
              className={styles['form']}
              onSubmit={(event) => {
                event.preventDefault()
                const typed = secret.current?.value ?? ''
                if (typed !== '') void read(typed)
              }}
            >
              <Banner title={text('exchange.needPassphrase')}>
                <p>{text('exchange.needPassphraseText')}</p>
              </Banner>
              <SecretField
                ref={secret}
                name="import-passphrase"
                label={text('exchange.passphrase')}
                error={stage.wrong ? text('exchange.wrongPassphrase') : undefined}
                autoFocus
              />
              <div className={styles['buttons']}>
                <Button type="submit" variant="primary">
                  {text('exchange.open')}
                </Button>
                <Button onPress={onClose}>{text('exchange.cancel')}</Button>
              </div>
            </form>
          )}
          {stage.kind === 'failed' && (
            <>
              <FailureBanner refusal={stage.refusal} />
              <div className={styles['buttons']}>
                <Button onPress={onClose}>{text('common.close')}</Button>
              </div>
            </>
          )}
          {stage.kind === 'preview' && (
            <>
              <FailureBanner refusal={refusal} />
              <ImportPreview
                preview={stage.preview}
                isCommitting={isCommitting}
                onCommit={() => void commit(stage.preview.exportId)}
                onDiscard={discard}
              />
              {isCommitting && (
                <>
                  <Progress label={text('exchange.takingIn')} value={task.progress} />
                  <div className={styles['buttons']}>
                    <Button onPress={task.cancel}>{text('exchange.cancel')}</Button>
                  </div>
                </>
              )}
            </>
          )}
          {stage.kind === 'done' && <Taken counts={stage.counts} onClose={onClose} />}
        </div>
      </div>
    </Pane>
  )
}
