import { useEffect, useRef, useState } from 'react'
import type { ReactElement, RefObject } from 'react'
import type { Attachment } from '../../../shared/attachments.ts'
import { call, newTask, AppError, appErrorOf } from '../../data/bridge.ts'
import { useMissedFailure } from '../../data/failure-text.tsx'
import { useFileDrop } from '../../data/file-drop.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import type { DraftSaver } from './draft-saver.ts'
import { DropZone } from '../../ui/drop-zone.tsx'
import { useToast } from '../../ui/toast.tsx'

/** Files on the clipboard, unless it also has text: then the text is pasted. */
const pastedFiles = ({ clipboardData }: ClipboardEvent): readonly File[] =>
  clipboardData === null || clipboardData.types.includes('text/plain')
    ? []
    : [...clipboardData.files]

const takeIn = async (file: File): Promise<Attachment> => {
  if (file.size > limits.pastedBytes) throw new AppError('too-big', 'attachments.paste', ['file'])
  if (file.size === 0) throw new AppError('invalid', 'attachments.paste', ['file'])
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    return await call('attachments.paste', { task: newTask(), bytes, mediaType: file.type })
  } finally {
    bytes.fill(0)
  }
}

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null

/**
 * Attaches images and files that are pasted while a report is edited, whatever has the focus, or
 * dropped on it. They go to the vault process in memory; the window neither shows nor opens them,
 * and never learns their paths. A file that is refused keeps none of the others out.
 */
export const usePastedFiles = (
  saver: Pick<DraftSaver, 'get' | 'edit'>,
  {
    isOn,
    within,
    onShow,
  }: {
    readonly isOn: boolean
    /** Takes dropped files. */
    readonly within: RefObject<Element | null>
    /** Shows the files of the report. */
    readonly onShow: () => void
  },
): {
  readonly failure: AppError | null
  /** While files are dragged over the report: what a drop does with them. */
  readonly zone: ReactElement | null
} => {
  const text = useText()
  const toast = useToast()
  const missed = useMissedFailure()
  const latest = (): readonly Attachment[] => saver.get().content.attachments ?? []
  const [failure, setFailure] = useState<AppError | null>(null)
  const add = async (files: readonly File[]): Promise<void> => {
    setFailure(null)
    let count = 0
    for (const file of files) {
      try {
        if (latest().length >= limits.attachments)
          throw new AppError('too-big', 'attachments.paste', ['files'])
        const taken = await takeIn(file)
        // Read after the await: another paste or a removal may have happened meanwhile.
        saver.edit({ attachments: [...latest(), taken] })
        count += 1
      } catch (error) {
        setFailure(appErrorOf(error))
        missed(error)
      }
    }
    if (count > 0)
      toast({
        text: text('attachments.pasted', { count }),
        action: { label: text('attachments.showPasted'), run: onShow },
      })
  }
  const now = useRef(add)
  useEffect(() => {
    now.current = add
  })
  useEffect(() => {
    if (!isOn) return
    const paste = (event: ClipboardEvent): void => {
      const files = pastedFiles(event)
      if (files.length === 0 || isInDialog(event.target)) return
      // The editor would insert the name of a file into the text.
      event.preventDefault()
      event.stopPropagation()
      void now.current(files)
    }
    document.addEventListener('paste', paste, { capture: true })
    return () => document.removeEventListener('paste', paste, { capture: true })
  }, [isOn])
  const dragged = useFileDrop(isOn, { within, takes: 'files', onDrop: (files) => void add(files) })
  const zone =
    dragged === null ? null : (
      <DropZone title={text('attachments.dropHere', { count: dragged.count })}>
        {dragged.mayBeEncrypted && <p>{text('attachments.dropEncrypted')}</p>}
      </DropZone>
    )
  return { failure, zone }
}
