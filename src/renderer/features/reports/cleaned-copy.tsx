import type { ReactElement } from 'react'
import type { CleanedFile } from '../../../shared/attachments.ts'
import type { Report } from '../../../shared/records.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Chip } from '../../ui/tag.tsx'
import { PreviewPicture } from './preview-picture.tsx'
import { usePreview } from './use-preview.ts'
import styles from './attachments-panel.module.css'

/** The cleaned copy of a file, with what it shows. */
export const CleanedCopy = ({
  copy,
  name,
  reportId,
  onSave,
}: {
  readonly copy: CleanedFile
  /** Of the original. */
  readonly name: string
  readonly reportId: Report['id'] | null
  readonly onSave: (() => void) | null
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const shown = usePreview(reportId, copy.digest)
  const isHidden = shown.state === 'hidden'
  return (
    <div className={styles['copy']} role="group" aria-label={text('attachments.copyOf', { name })}>
      <div className={styles['frame']}>
        {shown.state === 'there' ? (
          <PreviewPicture preview={shown.preview} label={text('attachments.preview', { name })} />
        ) : (
          <Icon name="eye-off" size={28} />
        )}
      </div>
      <div className={styles['about']}>
        <span className={styles['facts']}>
          {isHidden ? (
            <Chip tone="danger" icon="alert">
              {text('attachments.onlyCalledCleaned')}
            </Chip>
          ) : (
            <Chip tone="accent" icon="check">
              {text('attachments.cleaned')}
            </Chip>
          )}
          <span>{format.bytes(copy.bytes)}</span>
        </span>
        {isHidden && <p className={styles['hint']}>{text('attachments.onlyCalledCleanedHelp')}</p>}
        {copy.frames !== undefined && (
          <p className={styles['hint']}>{text('attachments.firstOnly', { count: copy.frames })}</p>
        )}
      </div>
      {onSave !== null && (
        <IconButton
          icon="export"
          size="small"
          label={text('attachments.saveCleaned', { name })}
          onPress={onSave}
        />
      )}
    </div>
  )
}
