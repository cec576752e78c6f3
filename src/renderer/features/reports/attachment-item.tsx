import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { Attachment } from '../../../shared/attachments.ts'
import { fieldTarget } from '../../editor/lint-target.ts'
import type { LintTarget } from '../../editor/lint-target.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { IconButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/tag.tsx'
import { TextField } from '../../ui/text-field.tsx'
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

/** One file of a report. */
export const AttachmentItem = ({
  file,
  onTarget,
  onName,
  onRemove,
  onSave,
}: {
  readonly file: Attachment
  readonly onTarget: (part: string, target: LintTarget | null) => void
  /** null, here and below: not now, or not at all. */
  readonly onName: ((name: string) => void) | null
  readonly onRemove: (() => void) | null
  readonly onSave: (() => void) | null
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
          {file.cleaned === null && <Chip tone="warn">{text('attachments.notCleaned')}</Chip>}
        </span>
      </div>
      <div className={styles['acts']}>
        {onSave !== null && (
          <IconButton
            icon="export"
            size="small"
            label={text('attachments.saveNamed', { name })}
            onPress={onSave}
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
