import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'

/** State of a row in a multiple selection. */
export type BoxChoice = {
  /** The checkbox is shown while selecting. */
  readonly isShown: boolean
  readonly isChosen: boolean
  readonly onToggle: (withShift: boolean) => void
}

/** The checkbox of a list row. The keys of the list do the same, so it is no tab stop. */
export const ChoiceBox = ({
  name,
  choice,
}: {
  readonly name: string
  readonly choice: BoxChoice
}): ReactElement => {
  const text = useText()
  return (
    <input
      type="checkbox"
      tabIndex={-1}
      aria-label={text('selection.row', { title: name })}
      checked={choice.isChosen}
      onClick={(event) => choice.onToggle(event.shiftKey)}
      onChange={() => undefined}
    />
  )
}
