import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useOffer } from '../offered-acts.tsx'
import { Button } from '../ui/button.tsx'
import { useSample } from './use-sample.ts'

/** For a vault in which nothing is yet: a sample case, and the tour through it. */
export const SampleButton = (): ReactElement => {
  const text = useText()
  const { begin, isBusy } = useSample()
  useOffer([{ id: 'sample', name: 'tour.begin', icon: 'leaf', run: begin }])
  return (
    <Button icon="leaf" isPending={isBusy} onPress={begin}>
      {text('tour.begin')}
    </Button>
  )
}
