import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { Attachment, CleanedFile } from '../../../shared/attachments.ts'
import type { Report } from '../../../shared/records.ts'
import type { LintTarget } from '../../editor/lint-target.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProgressWithCancel } from '../../ui/progress-with-cancel.tsx'
import { useUndoable } from '../../commands/undo.tsx'
import { AttachmentItem } from './attachment-item.tsx'
import { insertedAt } from './kept-order.ts'
import type { KeptOrder } from './kept-order.ts'
import { isCleanable, useCleaning } from './use-cleaning.ts'
import type { PutBack } from './use-put-back.ts'
import { useAttachmentActions } from './use-attachment-actions.ts'
import { PagesViewer } from './viewer/pages-viewer.tsx'
import { PictureViewer } from './viewer/picture-viewer.tsx'
import shared from '../../ui/shared.module.css'
import styles from './attachments-panel.module.css'

const idsOf = (files: readonly Attachment[]): string[] => files.map(({ id }) => id)

const nothingToSave = (): Promise<void> => Promise.resolve()

/** The files of a report: name, type, and whether they were cleaned. */
export const AttachmentsPanel = ({
  files,
  reportId,
  latest,
  onTarget,
  onEdit,
  onPutBack,
  order,
  saved,
  isAsked,
  onAsked,
}: {
  readonly files: readonly Attachment[]
  /** null: not saved yet. */
  readonly reportId: Report['id'] | null
  /** The current files, for callbacks that run after this render. */
  readonly latest: () => readonly Attachment[]
  readonly onTarget: (part: string, target: LintTarget | null) => void
  /** null: read only. */
  readonly onEdit: ((files: Attachment[]) => void) | null
  readonly onPutBack: PutBack
  readonly order: KeptOrder
  /** The report after everything is saved; null if it cannot be saved. */
  readonly saved: () => Promise<Report | null>
  /** Another part of the report asked to add a file. */
  readonly isAsked: boolean
  /** Called when the request is being handled. */
  readonly onAsked: () => void
}): ReactElement => {
  const text = useText()
  const undoable = useUndoable()
  const isReadOnly = useReadOnly()
  const [copying, setCopying] = useState<string | null>(null)
  const [viewing, setViewing] = useState<{ id: string; startsDrawing: boolean } | null>(null)
  const [looking, setLooking] = useState<string | null>(null)
  const actions = useAttachmentActions(saved)
  const editNow = useRef(onEdit)
  useEffect(() => {
    editNow.current = onEdit
  }, [onEdit])
  const change = (next: readonly Attachment[]): void => editNow.current?.([...next])
  const take = ({ id }: Attachment, cleaned: CleanedFile): void =>
    change(latest().map((one) => (one.id === id ? { ...one, cleaned } : one)))
  const cleaning = useCleaning(saved, take)
  const viewed = files.find(({ id }) => id === viewing?.id)
  const lookedAt = files.find(({ id }) => id === looking)
  const uncleaned = files.filter((file) => file.cleaned === null && isCleanable(file))

  const add = async (): Promise<void> => {
    const added = await actions.add()
    if (added !== null) change([...latest(), added])
  }
  useEffect(() => {
    if (!isAsked) return
    onAsked()
    void add()
    // Once per request, whatever else changes.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isAsked])
  const remove = (file: Attachment): void => {
    if (!idsOf(latest()).includes(file.id)) return
    order.note(idsOf(latest()))
    change(latest().filter(({ id }) => id !== file.id))
    undoable(text('attachments.removed'), {
      what: text('attachments.remove', {
        name: file.name === '' ? text('attachments.unnamed') : file.name,
      }),
      takeBack: () =>
        onPutBack(({ attachments = [] }) => {
          // Already restored by another change, and maybe renamed or cleaned since.
          if (idsOf(attachments).includes(file.id)) return {}
          if (attachments.length >= limits.attachments) return null
          const place = order.placeOf(file.id, idsOf(attachments))
          return { attachments: insertedAt(attachments, place, file) }
        }),
    })
  }

  const isBusy = actions.doing !== null
  const addButton = onEdit !== null && files.length < limits.attachments && (
    <Button icon="plus" size="small" isDisabled={isBusy} onPress={() => void add()}>
      {text('attachments.add')}
    </Button>
  )
  return (
    <div className={styles['panel']}>
      <FailureBanner failure={actions.failure} />
      <FailureBanner failure={cleaning.failure} />
      {actions.doing !== null && (
        <ProgressWithCancel
          label={text(actions.doing === 'adding' ? 'attachments.adding' : 'attachments.saving')}
          value={actions.progress}
          onCancel={actions.cancel}
        />
      )}
      {files.length === 0 ? (
        <EmptyState icon="folder" title={text('attachments.none')} action={addButton}>
          <p>{text('attachments.noneText')}</p>
        </EmptyState>
      ) : (
        <>
          {files.some(({ cleaned }) => cleaned === null) && (
            <p className={shared['quiet']}>{text('attachments.notCleanedHelp')}</p>
          )}
          {files.some(({ cleaned }) => cleaned !== null) && (
            <p className={shared['quiet']}>{text('attachments.cleanedHelp')}</p>
          )}
          <ul className={styles['files']} aria-label={text('attachments.list')}>
            {files.map((file) => (
              <AttachmentItem
                key={file.id}
                file={file}
                reportId={reportId}
                cleaning={
                  cleaning.going.has(file.id)
                    ? {
                        progress: cleaning.going.get(file.id),
                        cancel: () => cleaning.cancel(file),
                      }
                    : null
                }
                onClean={onEdit === null ? null : () => void cleaning.start(file)}
                onTarget={onTarget}
                onName={
                  onEdit === null
                    ? null
                    : (name) =>
                        change(latest().map((one) => (one.id === file.id ? { ...one, name } : one)))
                }
                onRemove={onEdit === null ? null : () => remove(file)}
                onPages={reportId === null ? null : () => setLooking(file.id)}
                onView={
                  reportId === null ? null : () => setViewing({ id: file.id, startsDrawing: false })
                }
                onRedact={
                  reportId === null || onEdit === null
                    ? null
                    : () => setViewing({ id: file.id, startsDrawing: true })
                }
                onSave={isReadOnly || isBusy ? null : setCopying}
              />
            ))}
          </ul>
          <div className={styles['actions']}>
            {addButton}
            {onEdit !== null && uncleaned.length > 1 && (
              <CommandButton
                words="attachments.cleanAll"
                size="small"
                isDisabled={uncleaned.every(({ id }) => cleaning.going.has(id))}
                onPress={() => {
                  for (const file of uncleaned) void cleaning.start(file)
                }}
              />
            )}
          </div>
        </>
      )}
      {viewed !== undefined && viewed.cleaned !== null && viewing !== null && reportId !== null && (
        <PictureViewer
          copy={viewed.cleaned}
          name={viewed.name === '' ? text('attachments.unnamed') : viewed.name}
          reportId={reportId}
          startsDrawing={viewing.startsDrawing}
          named={onEdit === null ? nothingToSave : saved}
          onCopy={onEdit === null ? null : (copy) => take(viewed, copy)}
          onClose={() => setViewing(null)}
        />
      )}
      {lookedAt !== undefined && reportId !== null && (
        <PagesViewer
          file={lookedAt}
          name={lookedAt.name === '' ? text('attachments.unnamed') : lookedAt.name}
          reportId={reportId}
          named={onEdit === null ? nothingToSave : saved}
          room={onEdit === null ? null : limits.attachments - files.length}
          onKept={(picture) => change([...latest(), picture])}
          onClose={() => setLooking(null)}
        />
      )}
      {/* Asks first: a decrypted file on a disk cannot be recalled. */}
      <ConfirmDialog
        title={text('attachments.saveTitle')}
        confirm={text('attachments.saveConfirm')}
        isOpen={copying !== null}
        danger
        onConfirm={() => {
          setCopying(null)
          if (copying !== null) void actions.save(copying)
        }}
        onClose={() => setCopying(null)}
      >
        <p>{text('attachments.saveText')}</p>
      </ConfirmDialog>
    </div>
  )
}
