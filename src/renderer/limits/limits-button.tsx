import { useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { LimitsPage } from './limits-page.tsx'

/** Opens the limits of the app: on every screen before a vault is open, and in the settings. */
export const LimitsButton = (): ReactElement => {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="quiet" size="small" icon="info" onPress={() => setOpen(true)}>
        {text('limits.link')}
      </Button>
      <Dialog
        title={text('limits.link')}
        size="large"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={{
          out: (
            <Button variant="primary" autoFocus onPress={() => setOpen(false)}>
              {text('common.close')}
            </Button>
          ),
        }}
      >
        <LimitsPage />
      </Dialog>
    </>
  )
}
