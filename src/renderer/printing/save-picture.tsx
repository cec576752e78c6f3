import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { SavedPicture } from '../../shared/picture.ts'
import { call } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { useReadOnly } from '../records/use-read-only.ts'
import { IconButton } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { pngOf } from './draw-picture.ts'
import { pictureMark, pictureOf } from './picture-of.ts'
import { useSaveInClear } from './use-save-in-clear.ts'

type PictureFormat = 'svg' | 'png'

const contentOf = async (picture: SavedPicture, format: PictureFormat) =>
  format === 'svg' ? { format, picture } : { format, bytes: await pngOf(picture) }

/** Saves what the marked part of the view shows as a picture, after a warning. */
export const SavePicture = (): ReactElement => {
  const text = useText()
  const isReadOnly = useReadOnly()
  const [isAsking, setAsking] = useState(false)
  const [format, setFormat] = useState<PictureFormat>('svg')
  /** As it was when the user asked for it. */
  const seen = useRef<SavedPicture | null>(null)
  const { isSaving, failure, save, forget } = useSaveInClear((folder) => {
    const { current: picture } = seen
    if (picture === null) return null
    const write = async () =>
      call('picture.save', {
        content: await contentOf(picture, format),
        folder,
        confirmed: true,
      })
    return write()
  })
  const ask = (): void => {
    const root = document.querySelector(`[${pictureMark}='all']`)
    if (!(root instanceof HTMLElement)) return
    seen.current = pictureOf(root)
    forget()
    setAsking(true)
  }
  const saveOnce = async (): Promise<void> => {
    if (await save()) setAsking(false)
  }
  return (
    <>
      <IconButton
        icon="export"
        label={text('paper.pictureSave')}
        isDisabled={isReadOnly}
        onPress={ask}
      />
      <ConfirmDialog
        title={text('paper.pictureTitle')}
        confirm={text('attachments.saveConfirm')}
        isOpen={isAsking}
        isPending={isSaving}
        danger
        onConfirm={() => void saveOnce()}
        onClose={() => setAsking(false)}
      >
        <FailureBanner failure={failure} />
        <p>{text('paper.pictureText')}</p>
        <p>{text('paper.pictureOnly')}</p>
        <RadioGroup
          label={text('paper.pictureFormat')}
          value={format}
          options={[
            { value: 'svg', label: 'SVG', description: text('paper.pictureSvg') },
            { value: 'png', label: 'PNG', description: text('paper.picturePng') },
          ]}
          onChange={setFormat}
        />
      </ConfirmDialog>
    </>
  )
}
