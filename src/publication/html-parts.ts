import type { RecordLanguage } from './public-record.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? '')

/** Plain `zh` does not specify the script, or the spoken language for a screen reader. */
export const languageTags: Readonly<Record<RecordLanguage, string>> = {
  en: 'en',
  ko: 'ko',
  zh: 'zh-Hans',
}

/**
 * Policy of a page for making a PDF: no script, and nothing to load except the app's fonts beside
 * it.
 */
export const printPolicy = `default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'`
