import type { ReactElement } from 'react'
import { useView } from '../../app/view-state.ts'
import { appErrorOf, call } from '../../data/bridge.ts'
import { useFailureToast } from '../../data/failure-text.tsx'
import { useFileDrop } from '../../data/file-drop.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { DropZone } from '../../ui/drop-zone.tsx'
import { useToast } from '../../ui/toast.tsx'

/** Shows what a dropped encrypted file contains; nothing is imported before the user says so. */
export const DropToLook = (): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  const { importDropped, stay } = useView()
  const toast = useToast()
  const failed = useFailureToast()
  const isReadOnly = useReadOnly()
  const look = async (file: File): Promise<void> => {
    const tell = (title: string, more: string): void => {
      toast({ tone: 'problem', text: title, more: <p>{more}</p> })
    }
    if (file.size > limits.pastedBytes) {
      const size = format.bytes(limits.pastedBytes)
      tell(text('exchange.dropTooBig'), text('exchange.dropTooBigText', { size }))
      return
    }
    const isHere = stay()
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      const { file: token } = await call('imports.drop', { bytes })
      const show = (): void => importDropped(token)
      if (isHere()) show()
      else
        toast({
          text: text('exchange.dropReady'),
          action: { label: text('exchange.open'), run: show },
        })
    } catch (error) {
      const { code } = appErrorOf(error)
      if (code === 'malformed' || code === 'truncated' || code === 'invalid')
        tell(text('exchange.dropOther'), text('exchange.dropOtherText'))
      else failed(error)
    }
  }
  const dragged = useFileDrop(!isReadOnly, {
    takes: 'encrypted',
    onDrop: ([file]) => {
      if (file !== undefined) void look(file)
    },
  })
  return dragged === null ? null : <DropZone isWhole title={text('exchange.dropHere')} />
}
