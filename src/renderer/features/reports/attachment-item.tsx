import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { Attachment } from '../../../shared/attachments.ts'
import type { Report } from '../../../shared/records.ts'
import { fieldTarget } from '../../editor/lint-target.ts'
import type { LintTarget } from '../../editor/lint-target.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { limits } from '../../records/limits.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ProgressWithCancel } from '../../ui/progress-with-cancel.tsx'
import { Chip } from '../../ui/tag.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { CleanedCopy } from './cleaned-copy.tsx'
import { isCleanable } from './use-cleaning.ts'
import styles from './attachments-panel.module.css'

const pdf = 'application/pdf'

const kinds = {
  image: 'attachments.kind.image',
  audio: 'attachments.kind.audio',
  video: 'attachments.kind.video',
  text: 'attachments.kind.text',
} as const

const kindOf = (mediaType: string) => {
  const [family = ''] = mediaType.split('/')
  return family in kinds ? kinds[family as keyof typeof kinds] : 'attachments.kind.other'
}

/** A running action on a file that can be cancelled. */
export type AttachmentProgress = {
  /** 0 to 1; undefined: unknown. */
  readonly progress: number | undefined
  readonly cancel: () => void
}

/** A file of a report, with its cleaned copy. */
export const AttachmentItem = ({
  file,
  reportId,
  cleaning,
  onTarget,
  onName,
  onClean,
  onRemove,
  onPages,
  onView,
  onRedact,
  onSave,
}: {
  readonly file: Attachment
  /** null: the report was not saved yet. */
  readonly reportId: Report['id'] | null
  readonly cleaning: AttachmentProgress | null
  readonly onTarget: (part: string, target: LintTarget | null) => void
  /** null, here and below: not possible now, or never. */
  readonly onName: ((name: string) => void) | null
  readonly onClean: (() => void) | null
  readonly onRemove: (() => void) | null
  /** Shows the pages of a PDF. */
  readonly onPages: (() => void) | null
  readonly onView: (() => void) | null
  readonly onRedact: (() => void) | null
  /** Receives the id of the original or of its cleaned copy. */
  readonly onSave: ((id: string) => void) | null
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const field = useRef<HTMLInputElement>(null)
  const write = useRef(onName)
  useEffect(() => {
    write.current = onName
  }, [onName])
  const part = `attachment.${file.id}`
  const isEditable = onName !== null
  useEffect(() => {
    if (!isEditable || field.current === null) return
    onTarget(
      part,
      fieldTarget(field.current, (next) => write.current?.(next)),
    )
    return () => onTarget(part, null)
  }, [onTarget, part, isEditable])
  const name = file.name === '' ? text('attachments.unnamed') : file.name
  const mayClean =
    onClean !== null && file.cleaned === null && cleaning === null && isCleanable(file)
  const isCleaned = file.cleaned !== null
  useCommands(
    {
      'attachments.cleanNamed': mayClean && onClean,
      'pages.lookNamed': file.mediaType === pdf && onPages,
      'attachments.view': isCleaned && onView,
      'attachments.redactNamed': isCleaned && onRedact,
      'attachments.saveNamed': onSave && (() => onSave(file.id)),
      'attachments.remove': onRemove,
    },
    { name },
  )
  return (
    <li className={styles['file']}>
      <div className={styles['about']}>
        {isEditable ? (
          <TextField
            ref={field}
            label={text('attachments.name')}
            hideLabel
            value={file.name}
            maxLength={limits.attachmentName}
            onChange={(next) => onName(next.replaceAll(/[\r\n]+/g, ' '))}
          />
        ) : (
          <span className={styles['name']} dir="auto">
            {name}
          </span>
        )}
        <span className={styles['facts']}>
          <span>{text(kindOf(file.mediaType))}</span>
          <span>{format.bytes(file.bytes)}</span>
          {file.cleaned === null ? (
            <Chip tone="warn" icon="alert">
              {text('attachments.notCleaned')}
            </Chip>
          ) : (
            <Chip tone="info" icon="sealed">
              {text('attachments.original')}
            </Chip>
          )}
        </span>
        {cleaning !== null && (
          <ProgressWithCancel
            label={text('attachments.cleaning')}
            value={cleaning.progress}
            cancelLabel={text('attachments.cancelCleaning', { name })}
            onCancel={cleaning.cancel}
          />
        )}
        {file.cleaned !== null && (
          <CleanedCopy
            copy={file.cleaned}
            name={name}
            reportId={reportId}
            onView={onView}
            onRedact={onRedact}
            onSave={onSave === null ? null : () => onSave(file.cleaned?.id ?? '')}
          />
        )}
      </div>
      <div className={styles['actions']}>
        {mayClean && (
          <Button
            size="small"
            aria-label={text('attachments.cleanNamed', { name })}
            onPress={onClean ?? undefined}
          >
            {text('attachments.clean')}
          </Button>
        )}
        {onPages !== null && file.mediaType === pdf && (
          <Button size="small" aria-label={text('pages.lookNamed', { name })} onPress={onPages}>
            {text('pages.look')}
          </Button>
        )}
        {onSave !== null && (
          <IconButton
            icon="export"
            size="small"
            label={text('attachments.saveNamed', { name })}
            onPress={() => onSave(file.id)}
          />
        )}
        {onRemove !== null && (
          <IconButton
            icon="trash"
            size="small"
            label={text('attachments.remove', { name })}
            onPress={onRemove}
          />
        )}
      </div>
    </li>
  )
}
