import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ComponentProps, ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { call, appErrorOf } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { FailureBanner, useMissedFailure } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton, CommandFormActions } from '../../commands/command-button.tsx'
import { readAgain } from '../../data/query-client.ts'
import { useCurrent } from '../../review/use-current.ts'
import { WhileCurrent } from '../../review/while-current.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Panel, PanelHeader } from '../../ui/panel.tsx'
import { Progress } from '../../ui/progress.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useIsShown } from '../../data/use-is-shown.ts'
import { useTask } from '../../data/use-task.ts'
import { Waiting } from '../../versions/conflicts.tsx'
import { useView } from '../../app/view-state.ts'
import { ImportPreview } from './import-preview.tsx'
import { Trail } from './wizard.tsx'
import styles from './exchange.module.css'

type Stage =
  | { readonly kind: 'reading' }
  | { readonly kind: 'passphrase'; readonly wrong: boolean }
  | {
      readonly kind: 'preview'
      readonly exportId: string
      /** The preview that was just read; null: ask the vault process. */
      readonly first: Out<'imports.preview'> | null
    }
  | { readonly kind: 'committing' }
  | { readonly kind: 'done'; readonly counts: Out<'imports.commit'> }
  | { readonly kind: 'failed'; readonly failure: AppError }

const isChanged = ({ added, updated, conflicts }: Out<'imports.commit'>): boolean =>
  added + updated + conflicts > 0

const Counts = ({ counts }: { readonly counts: Out<'imports.commit'> }): ReactElement => {
  const text = useText()
  const lines = [
    ['exchange.resultAdded', counts.added],
    ['exchange.resultUpdated', counts.updated],
    ['exchange.resultConflicts', counts.conflicts],
    ['exchange.resultKnown', counts.known],
    ['exchange.resultRefused', counts.refused],
    ['exchange.resultLeft', counts.left],
  ] as const
  const since = counts.refusedSince ?? []
  return (
    <>
      <ul>{lines.map(([key, count]) => count > 0 && <li key={key}>{text(key, { count })}</li>)}</ul>
      {since.length > 0 && (
        <>
          <p>{text('exchange.resultRefusedSince')}</p>
          <ul>
            {since.map((title, i) => (
              <li key={i}>{title === '' ? text('exchange.untitled') : title}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

const Taken = ({
  counts,
  onClose,
}: {
  readonly counts: Out<'imports.commit'>
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const { go } = useView()
  const changed = isChanged(counts)
  return (
    <>
      <Banner
        tone={counts.refused > 0 ? 'warn' : 'done'}
        announce
        title={text(changed ? 'exchange.resultTitle' : 'exchange.resultNothing')}
      >
        <Counts counts={counts} />
      </Banner>
      {counts.conflicts > 0 && <Waiting />}
      <DialogActions
        also={changed && <CommandButton words="exchange.toReports" onPress={() => go('reports')} />}
        main={<CommandButton words="exchange.done" variant="primary" autoFocus onPress={onClose} />}
      />
    </>
  )
}

/** The preview against the current records. */
const CurrentPreview = ({
  exportId,
  first,
  onDiscard,
  ...actions
}: Omit<ComponentProps<typeof ImportPreview>, 'preview'> & {
  readonly exportId: string
  readonly first: Out<'imports.preview'> | null
}): ReactElement => {
  const text = useText()
  const { current, last, error } = useCurrent('imports.plan', { exportId }, first ?? undefined)
  return (
    <>
      {current === undefined && error === null && <Progress label={text('exchange.readingFile')} />}
      {error !== null && (
        <>
          <FailureBanner failure={error} />
          <DialogActions out={<CommandButton words="common.close" onPress={onDiscard} />} />
        </>
      )}
      {last !== undefined && (
        <WhileCurrent isCurrent={current !== undefined}>
          <ImportPreview {...actions} preview={last} onDiscard={onDiscard} />
        </WhileCurrent>
      )}
    </>
  )
}

/** Opens a file, shows its content, and imports it only on request. */
export const ImportFlow = ({
  from,
  onClose,
}: {
  /** A file chosen in the dialog or dropped, or one from quarantine. */
  readonly from: { readonly file: string } | { readonly aside: string }
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const client = useQueryClient()
  const task = useTask()
  const toast = useToast()
  const missed = useMissedFailure()
  const isShown = useIsShown()
  const secret = useRef<HTMLInputElement>(null)
  const begun = useRef(false)
  const [stage, setStage] = useState<Stage>({ kind: 'reading' })
  const [failure, setFailure] = useState<AppError | null>(null)

  const discard = (): void => {
    // Nothing was imported; the vault process discards the preview and the copy of a dropped file
    // at the lock anyway.
    void call('imports.discard', {}).catch(() => undefined)
    onClose()
  }

  const read = async (passphrase: string | null): Promise<void> => {
    setStage({ kind: 'reading' })
    try {
      const ask = { task: task.begin(), passphrase }
      const preview = await ('file' in from
        ? call('imports.preview', { ...ask, file: from.file })
        : call('quarantine.preview', { ...ask, id: from.aside }))
      setStage({ kind: 'preview', exportId: preview.exportId, first: preview })
    } catch (error) {
      const refused = appErrorOf(error)
      if (refused.code === 'cancelled') discard()
      // With a passphrase, nothing else is left that could open the file.
      else if (
        refused.code === 'not-for-us' &&
        (passphrase !== null || refused.fields.includes('passphrase'))
      ) {
        setStage({ kind: 'passphrase', wrong: passphrase !== null })
      } else setStage({ kind: 'failed', failure: refused })
    } finally {
      task.end()
    }
  }

  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void read(null)
  })

  const commit = async (
    { exportId, basedOn }: Out<'imports.preview'>,
    take: readonly string[] | null,
  ): Promise<void> => {
    setStage({ kind: 'committing' })
    setFailure(null)
    try {
      const taken = take === null ? null : [...take]
      const counts = await call('imports.commit', {
        task: task.begin(),
        exportId,
        basedOn,
        take: taken,
      })
      setStage({ kind: 'done', counts })
      if (!isShown.current)
        toast({
          tone: counts.refused > 0 ? 'problem' : 'done',
          text: text(isChanged(counts) ? 'exchange.resultTitle' : 'exchange.resultNothing'),
          more: <Counts counts={counts} />,
        })
      void readAgain(client)
    } catch (error) {
      const refused = appErrorOf(error)
      // The preview may have changed.
      setStage({ kind: 'preview', exportId, first: null })
      if (refused.code !== 'cancelled') setFailure(refused)
      missed(error)
    } finally {
      task.end()
    }
  }

  const setAside = async (exportId: string): Promise<void> => {
    setFailure(null)
    try {
      await call('quarantine.setAside', { exportId })
      toast({ text: text('contacts.setAsideDone') })
      void readAgain(client)
      onClose()
    } catch (error) {
      setFailure(appErrorOf(error))
      missed(error)
    }
  }

  return (
    <Panel label={text('exchange.import')}>
      <div className={styles['page']}>
        <Trail page={stage.kind === 'preview' ? text('exchange.import') : null} />
        <PanelHeader
          title={text(stage.kind === 'preview' ? 'exchange.previewTitle' : 'exchange.import')}
        />
        <div className={styles['preview']}>
          {(stage.kind === 'reading' || stage.kind === 'committing') && (
            <>
              <Progress
                label={text(
                  stage.kind === 'reading' ? 'exchange.readingFile' : 'exchange.committing',
                )}
                value={task.progress}
              />
              <DialogActions out={<CommandButton words="common.cancel" onPress={task.cancel} />} />
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
              <CommandFormActions submit="exchange.open" isPending={false} onCancel={discard} />
            </form>
          )}
          {stage.kind === 'failed' && (
            <>
              <FailureBanner failure={stage.failure} />
              <DialogActions out={<CommandButton words="common.close" onPress={discard} />} />
            </>
          )}
          {stage.kind === 'preview' && (
            <>
              <FailureBanner failure={failure} />
              <CurrentPreview
                exportId={stage.exportId}
                first={stage.first}
                onCommit={(preview, take) => void commit(preview, take)}
                onSetAside={() => void setAside(stage.exportId)}
                onDiscard={discard}
              />
            </>
          )}
          {stage.kind === 'done' && <Taken counts={stage.counts} onClose={onClose} />}
        </div>
      </div>
    </Panel>
  )
}
