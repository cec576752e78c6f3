import { startTransition, useOptimistic } from 'react'

/**
 * What is typed in a field is painted at once by the field alone; what it changes elsewhere is drawn
 * in pieces after that, and given up for the next key.
 *
 * @param value what the field stands for.
 * @param onChange writes it, without waiting for anything.
 * @returns what the field shows, and what it does with what is typed.
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
