import type { ReactElement } from 'react'
import type { CleanedFile } from '../../../../shared/attachments.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useText } from '../../../i18n/use-text.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyChip } from '../copy-chip.tsx'
import type { Looking } from './use-viewport.ts'
import type { PictureSize } from './viewport.ts'
import { ZoomControls } from './zoom-controls.tsx'
import styles from './viewer.module.css'

/** The shown picture, its zoom level, and the zoom controls. */
export const ViewerBar = ({
  copy,
  picture,
  isReduced,
  looking,
  isDrawing,
  onDrawing,
}: {
  readonly copy: CleanedFile
  readonly picture: PictureSize
  /** The window received fewer pixels than the picture has. */
  readonly isReduced: boolean
  readonly looking: Looking
  readonly isDrawing: boolean
  /** null: boxes cannot be drawn here. */
  readonly onDrawing: ((isDrawing: boolean) => void) | null
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { width, height } = picture
  return (
    <div className={styles['bar']} role="group" aria-label={text('viewer.tools')}>
      <CopyChip copy={copy} />
      <span className={styles['facts']}>
        {text('viewer.size', { width, height })} · {format.bytes(copy.bytes)}
        {isReduced && ` · ${text('viewer.reduced')}`}
      </span>
      <ZoomControls looking={looking} />
      {onDrawing !== null && (
        <Button
          size="small"
          icon="redact"
          aria-pressed={isDrawing}
          variant={isDrawing ? 'primary' : 'secondary'}
          onPress={() => onDrawing(!isDrawing)}
        >
          {text('viewer.redact')}
        </Button>
      )}
    </div>
  )
}
