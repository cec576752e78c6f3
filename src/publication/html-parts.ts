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

/** Plain `zh` leaves open which letters are meant, and a screen reader which speech. */
export const languageTags: Readonly<Record<RecordLanguage, string>> = {
  en: 'en',
  ko: 'ko',
  zh: 'zh-Hans',
}

/** Of a page that a PDF is made of: no script, and nothing to load but the app's fonts beside it. */
export const printPolicy = `default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'`
