import type { ReactElement } from 'react'
import { useText } from '../../../i18n/use-text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import type { Looking } from './use-viewport.ts'
import styles from './viewer.module.css'

/** The zoom level of a picture, with its controls. */
export const ZoomControls = ({ looking }: { readonly looking: Looking }): ReactElement => {
  const text = useText()
  return (
    <div className={styles['zoom']}>
      <IconButton
        icon="minus"
        size="small"
        label={text('viewer.farther')}
        onPress={looking.farther}
      />
      <output className={styles['percent']} aria-label={text('viewer.scale')}>
        {text('viewer.percent', { percent: looking.percent })}
      </output>
      <IconButton icon="plus" size="small" label={text('viewer.closer')} onPress={looking.closer} />
      <Button size="small" variant="quiet" onPress={looking.fit}>
        {text('viewer.fit')}
      </Button>
      <Button size="small" variant="quiet" onPress={looking.whole}>
        {text('viewer.actual')}
      </Button>
    </div>
  )
}
