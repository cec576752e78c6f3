import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { DialogState } from '../ui/dialog.tsx'
import { QuickNoteField } from './quick-note.tsx'

/** Writes a note over any view, which stays as it is. */
export const QuickNoteDialog = ({ isOpen, onClose }: DialogState): ReactElement => {
  const text = useText()
  return (
    <Dialog title={text('palette.quickNote')} isOpen={isOpen} onClose={onClose}>
      <QuickNoteField size="box" onOpened={onClose}>
        <Button variant="primary" onPress={onClose}>
          {text('today.noteDone')}
        </Button>
      </QuickNoteField>
    </Dialog>
  )
}
