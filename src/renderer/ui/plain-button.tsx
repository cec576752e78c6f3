import type { ButtonHTMLAttributes, MouseEvent, ReactElement, Ref } from 'react'

type PressProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'onClick'> & {
  readonly onPress?: (event: MouseEvent<HTMLButtonElement>) => void
  readonly ref?: Ref<HTMLButtonElement>
}

/**
 * What is pressed and does not look like a button: a row, a picture, a mark on a drawing. The
 * browser's own button, as there are hundreds of them; its looks are those of its place.
 */
export const PlainButton = ({ onPress, ...rest }: PressProps): ReactElement => (
  <button {...rest} type="button" onClick={onPress} />
)
