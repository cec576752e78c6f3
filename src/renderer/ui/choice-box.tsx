import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'

/** How a row takes part in choosing several. */
export type BoxChoice = {
  /** The box is there while that goes on. */
  readonly isShown: boolean
  readonly isChosen: boolean
  readonly onToggle: (withShift: boolean) => void
}

/** The box before a row of a list. The keys of the list do the same: no tab stop. */
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
