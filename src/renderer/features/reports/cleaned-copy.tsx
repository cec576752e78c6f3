import type { ReactElement } from 'react'
import type { CleanedFile, Preview } from '../../../shared/attachments.ts'
import type { Report } from '../../../shared/records.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandIconButton } from '../../commands/command-button.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Icon } from '../../ui/icon.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { Chip } from '../../ui/tag.tsx'
import { CopyChip } from './copy-chip.tsx'
import shared from '../../ui/shared.module.css'
import styles from './attachments-panel.module.css'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../data/bridge.ts'

/**
 * `hidden`: the copy is marked as cleaned but contains more than pixels. `none`: no preview
 * available.
 */
type ShownCopy =
  | { readonly state: 'waiting' | 'none' | 'hidden' }
  | { readonly state: 'there'; readonly preview: Preview }

/** A preview of a cleaned copy, loaded once and kept while mounted. */
const usePreview = (reportId: Report['id'] | null, digest: string): ShownCopy => {
  const [shown, setShown] = useState<ShownCopy>({ state: 'waiting' })
  useEffect(() => {
    if (reportId === null) return
    let isWanted = true
    setShown({ state: 'waiting' })
    call('attachments.preview', { reportId, digest }).then(
      ({ preview }) => {
        if (isWanted) setShown(preview === null ? { state: 'hidden' } : { state: 'there', preview })
      },
      () => {
        if (isWanted) setShown({ state: 'none' })
      },
    )
    return () => {
      isWanted = false
    }
  }, [reportId, digest])
  return shown
}

/** Draws pixels. The window never decodes a file from others: another process did that. */
const PreviewPicture = ({
  preview: { width, height, pixels },
  label,
}: {
  readonly preview: Preview
  readonly label: string
}): ReactElement => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const image = new ImageData(new Uint8ClampedArray(pixels), width, height)
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0)
  }, [pixels, width, height])
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      width={width}
      height={height}
      className={styles['picture']}
    />
  )
}

/** The cleaned copy of a file, with its preview. */
export const CleanedCopy = ({
  copy,
  name,
  reportId,
  onView,
  onRedact,
  onSave,
}: {
  readonly copy: CleanedFile
  /** Name of the original. */
  readonly name: string
  readonly reportId: Report['id'] | null
  /** null, here and below: not possible now, or never. */
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
        <PlainButton
          className={classNames(styles['frame'], styles['opens'])}
          aria-label={text('attachments.view', { name })}
          onPress={onView}
        >
          <PreviewPicture preview={shown.preview} label={text('attachments.preview', { name })} />
          <span className={styles['larger']}>
            <Icon name="fit" size={14} />
          </span>
        </PlainButton>
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
          <p className={shared['quiet']}>{text('attachments.originalShows')}</p>
        )}
        {isHidden && <p className={shared['quiet']}>{text('attachments.onlyCalledCleanedHelp')}</p>}
        {copy.frames !== undefined && (
          <p className={shared['quiet']}>{text('attachments.firstOnly', { count: copy.frames })}</p>
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
        <CommandIconButton
          size="small"
          words="attachments.saveCleaned"
          values={{ name }}
          onPress={onSave}
        />
      )}
    </div>
  )
}
