import { useEffect } from 'react'
import type { Settings } from '../../shared/records.ts'

const dark = '(prefers-color-scheme: dark)'
const contrast = '(prefers-contrast: more)'

const resolve = (theme: Settings['theme']): 'light' | 'dark' | 'contrast' => {
  if (theme !== 'system') return theme
  if (matchMedia(contrast).matches) return 'contrast'
  return matchMedia(dark).matches ? 'dark' : 'light'
}

/** Sets the theme on the document, and follows the system if the user chose that. */
export const useTheme = (theme: Settings['theme']): void => {
  useEffect(() => {
    const apply = (): void => {
      document.documentElement.dataset['theme'] = resolve(theme)
    }
    apply()
    const queries = [dark, contrast].map((query) => matchMedia(query))
    for (const query of queries) query.addEventListener('change', apply)
    return () => {
      for (const query of queries) query.removeEventListener('change', apply)
    }
  }, [theme])
}
