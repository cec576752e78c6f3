import { useMemo } from 'react'
import { useDesk } from '../bridge.ts'
import { spellingIndex } from './find-spellings.ts'
import type { SpellingIndex } from './find-spellings.ts'

/** The list of the vault, made ready; null until it is known. */
export const useSpellings = (): SpellingIndex | null => {
  const { data } = useDesk('settings.get', {})
  const spellings = data?.spellings
  return useMemo(() => (spellings === undefined ? null : spellingIndex(spellings)), [spellings])
}
