import { useEffect, useState } from 'react'

/** `value` once it has stood still for a moment; at once when it becomes empty. */
export const useSettled = (value: string, quietMs: number): string => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : quietMs)
    return () => clearTimeout(timer)
  }, [value, quietMs])
  return value === '' ? '' : settled
}
