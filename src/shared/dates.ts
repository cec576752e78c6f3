import { parse } from 'edtf'
import { limits } from './limits.ts'

/**
 * Is `text` a date as this project takes them: EDTF level 0 or 1 (ISO 8601-2:2019), no finer than
 * whole days? `2023-10`, `2023-10~`, `2024?`, `2023-10-XX`, `2023-10/2024-01`, `2023-22` pass;
 * times, level 2 sets and masks do not.
 */
export const isEdtf = (text: string): boolean => {
  if (text.length === 0 || text.length > limits.edtf || !/^[0-9X.\-/~?%Y]+$/.test(text))
    return false
  try {
    const parsed: { level?: number; type?: string } = parse(text)
    return (parsed.level ?? 0) <= 1
  } catch {
    return false
  }
}
