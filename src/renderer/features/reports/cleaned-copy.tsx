import type { ReactElement } from 'react'
import type { CleanedFile } from '../../../shared/attachments.ts'
import type { Report } from '../../../shared/records.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { OfferedIconButton } from '../../offered-button.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Icon } from '../../ui/icon.tsx'
import { Press } from '../../ui/press.tsx'
import { Chip } from '../../ui/tag.tsx'
import { CopyChip } from './copy-chip.tsx'
import { PreviewPicture } from './preview-picture.tsx'
import { usePreview } from './use-preview.ts'
import styles from './attachments-panel.module.css'

/** The cleaned copy of a file, with what it shows. */
export const CleanedCopy = ({
  copy,
  name,
  reportId,
  onView,
  onRedact,
  onSave,
}: {
  readonly copy: CleanedFile
  /** Of the original. */
  readonly name: string
  readonly reportId: Report['id'] | null
  /** null, here and below: not now, or not at all. */
  readonly onView: (() => void) | null
  readonly onRedact: (() => void) | null
  readonly onSave: (() => void) | null
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const shown = usePreview(reportId, copy.digest)
  const isHidden = shown.state === 'hidden'
  return (
    <div className={styles['copy']} role="group" aria-label={text('attachments.copyOf', { name })}>
      {shown.state === 'there' && onView !== null ? (
        <Press
          className={classNames(styles['frame'], styles['opens'])}
          aria-label={text('attachments.view', { name })}
          onPress={onView}
        >
          <PreviewPicture preview={shown.preview} label={text('attachments.preview', { name })} />
          <span className={styles['larger']}>
            <Icon name="fit" size={14} />
          </span>
        </Press>
      ) : (
        <div className={styles['frame']}>
          {shown.state === 'there' ? (
            <PreviewPicture preview={shown.preview} label={text('attachments.preview', { name })} />
          ) : (
            <Icon name="eye-off" size={28} />
          )}
        </div>
      )}
      <div className={styles['about']}>
        <span className={styles['facts']}>
          {isHidden ? (
            <Chip tone="danger" icon="alert">
              {text('attachments.onlyCalledCleaned')}
            </Chip>
          ) : (
            <CopyChip copy={copy} />
          )}
          <span>{format.bytes(copy.bytes)}</span>
        </span>
        {copy.redacted === true && !isHidden && (
          <p className={styles['hint']}>{text('attachments.originalShows')}</p>
        )}
        {isHidden && <p className={styles['hint']}>{text('attachments.onlyCalledCleanedHelp')}</p>}
        {copy.frames !== undefined && (
          <p className={styles['hint']}>{text('attachments.firstOnly', { count: copy.frames })}</p>
        )}
      </div>
      {shown.state === 'there' && onRedact !== null && (
        <Button
          icon="redact"
          size="small"
          aria-label={text('attachments.redactNamed', { name })}
          onPress={onRedact}
        >
          {text('attachments.redact')}
        </Button>
      )}
      {onSave !== null && (
        <OfferedIconButton
          icon="export"
          size="small"
          words="attachments.saveCleaned"
          values={{ name }}
          onPress={onSave}
        />
      )}
    </div>
  )
}
