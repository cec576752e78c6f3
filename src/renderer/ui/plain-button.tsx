import type { ButtonHTMLAttributes, MouseEvent, ReactElement, Ref } from 'react'

type PressProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'onClick'> & {
  readonly onPress?: (event: MouseEvent<HTMLButtonElement>) => void
  readonly ref?: Ref<HTMLButtonElement>
}

/**
 * A pressable element that does not look like a button: a row, a picture, a mark on a drawing. A
 * native button, because there are hundreds; its style is that of its context.
 */
export const PlainButton = ({ onPress, ...rest }: PressProps): ReactElement => (
  <button {...rest} type="button" onClick={onPress} />
)
