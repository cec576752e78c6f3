import { startTransition, useOptimistic } from 'react'

/**
 * The field paints typed text at once; dependent updates render in pieces afterwards, and are
 * interrupted by the next key.
 *
 * @param value the value of the field.
 * @param onChange writes it, synchronously.
 * @returns the displayed value, and the handler for typed text.
 */
export const useTyped = (
  value: string,
  onChange: (value: string) => void,
): readonly [string, (value: string) => void] => {
  const [shown, show] = useOptimistic(value)
  const type = (next: string): void =>
    startTransition(() => {
      show(next)
      onChange(next)
    })
  return [shown, type]
}
