import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { windowKeys } from '../commands/shortcuts/keys.ts'
import { later } from '../data/later.tsx'
import { useText } from '../i18n/use-text.ts'
import { isCovered } from '../typing.ts'
import { Button } from '../ui/button.tsx'
import { actIn } from '../ui/chord.ts'
import { Dialog } from '../ui/dialog.tsx'

const GuideReader = later(async () => (await import('./guide-reader.tsx')).GuideReader)

const keys = { manual: windowKeys.manual }

/**
 * Opens the user guide on the screens before a vault is open, as F1 does there. What was typed on
 * the screen stays.
 */
export const GuideButton = (): ReactElement => {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isCovered() || actIn(event, keys) === null) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return (
    <>
      <Button variant="quiet" size="small" icon="help" onPress={() => setOpen(true)}>
        {text('help.title')}
      </Button>
      <Dialog
        title={text('help.title')}
        size="large"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <GuideReader />
      </Dialog>
    </>
  )
}
