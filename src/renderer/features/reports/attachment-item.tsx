import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { Attachment } from '../../../shared/attachments.ts'
import type { Report } from '../../../shared/records.ts'
import { fieldTarget } from '../../editor/lint-target.ts'
import type { LintTarget } from '../../editor/lint-target.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Chip } from '../../ui/tag.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { CleanedCopy } from './cleaned-copy.tsx'
import { isCleanable } from './use-cleaning.ts'
import styles from './attachments-panel.module.css'

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

/** What is being done to a file at this moment, and can be stopped. */
export type GoingOn = {
  /** 0 to 1; undefined: cannot be told. */
  readonly progress: number | undefined
  readonly cancel: () => void
}

/** One file of a report, and the cleaned copy of it. */
export const AttachmentItem = ({
  file,
  reportId,
  cleaning,
  onTarget,
  onName,
  onClean,
  onRemove,
  onSave,
}: {
  readonly file: Attachment
  /** null: the report was not saved yet. */
  readonly reportId: Report['id'] | null
  readonly cleaning: GoingOn | null
  readonly onTarget: (part: string, target: LintTarget | null) => void
  /** null, here and below: not now, or not at all. */
  readonly onName: ((name: string) => void) | null
  readonly onClean: (() => void) | null
  readonly onRemove: (() => void) | null
  /** With the id of the original or of its cleaned copy. */
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
            <Chip>{text('attachments.original')}</Chip>
          )}
        </span>
        {cleaning !== null && (
          <div className={styles['going']}>
            <Progress label={text('attachments.cleaning')} value={cleaning.progress} />
            <Button
              size="small"
              aria-label={text('attachments.cancelCleaning', { name })}
              onPress={cleaning.cancel}
            >
              {text('common.cancel')}
            </Button>
          </div>
        )}
        {file.cleaned !== null && (
          <CleanedCopy
            copy={file.cleaned}
            name={name}
            reportId={reportId}
            onSave={onSave === null ? null : () => onSave(file.cleaned?.id ?? '')}
          />
        )}
      </div>
      <div className={styles['acts']}>
        {onClean !== null && file.cleaned === null && cleaning === null && isCleanable(file) && (
          <Button
            size="small"
            aria-label={text('attachments.cleanNamed', { name })}
            onPress={onClean}
          >
            {text('attachments.clean')}
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
