import { useEffect, useRef, useState } from 'react'
import type { Attachment } from '../../../shared/attachments.ts'
import { call, newTask, AppError, appErrorOf } from '../../data/bridge.ts'
import { useMissedFailure } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
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

/** Are files dragged, not words of the text? */
const hasFiles = ({ dataTransfer, target }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') === true && !isInDialog(target)

/**
 * Attaches images and files pasted into, or dropped on, a report being edited, whatever has the
 * focus there. They go to the vault process in memory; the window neither shows nor opens them, and
 * never learns their paths.
 */
export const usePastedFiles = ({
  isOn,
  latest,
  onChange,
  onShow,
}: {
  readonly isOn: boolean
  readonly latest: () => readonly Attachment[]
  readonly onChange: (files: Attachment[]) => void
  /** Shows the files of the report. */
  readonly onShow: () => void
}): {
  readonly failure: AppError | null
  /** Files are dragged over the window. */
  readonly isOver: boolean
} => {
  const text = useText()
  const toast = useToast()
  const missed = useMissedFailure()
  const [failure, setFailure] = useState<AppError | null>(null)
  const [isOver, setOver] = useState(false)
  const add = async (files: readonly File[]): Promise<void> => {
    setFailure(null)
    let count = 0
    try {
      for (const file of files) {
        if (latest().length >= limits.attachments)
          throw new AppError('too-big', 'attachments.paste', ['file'])
        const taken = await takeIn(file)
        // Read after the await: another paste or a removal may have happened meanwhile.
        onChange([...latest(), taken])
        count += 1
      }
    } catch (error) {
      setFailure(appErrorOf(error))
      missed(error)
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
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      // Null: out of the window, not from one element to the next.
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      setOver(false)
      if (!hasFiles(event)) return
      event.preventDefault()
      event.stopPropagation()
      void now.current([...(event.dataTransfer?.files ?? [])])
    }
    const listeners = { paste, dragover: over, dragleave: leave, drop } as const
    for (const [name, listen] of Object.entries(listeners))
      document.addEventListener(name, listen as EventListener, { capture: true })
    return () => {
      for (const [name, listen] of Object.entries(listeners))
        document.removeEventListener(name, listen as EventListener, { capture: true })
      setOver(false)
    }
  }, [isOn])
  return { failure, isOver }
}
