import type { SourceContent } from '../../shared/records.ts'
import { readDate } from './edtf.ts'
import type { DatePoint } from './edtf.ts'
import type { UtcAndLocalDay } from './whole-day.ts'

type ShownConsent = SourceContent['consents'][number]

/* Mirrors how the vault process reads consents (src/main/vault/custody/consent.ts), for display.
   Whether an export is allowed is decided only there. */

const two = (n: number): string => String(n).padStart(2, '0')
const dayText = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

const seasonStart = { 21: 3, 22: 6, 23: 9, 24: 12 } as const

const firstOf = ({ year, season, month, day }: DatePoint): string =>
  dayText(year, season === null ? (month ?? 1) : seasonStart[season], day ?? 1)

const lastOf = ({ year, unknownDigits, season, month, day }: DatePoint): string => {
  const last = year + 10 ** unknownDigits - 1
  const start = season === null ? null : seasonStart[season]
  const [y, m] =
    start === null ? [last, month ?? 12] : start === 12 ? [last + 1, 2] : [last, start + 2]
  return dayText(y, m, day ?? new Date(Date.UTC(y, m, 0)).getUTCDate())
}

/** First and last possible day of a date; if it cannot be parsed, all days. */
const boundsOf = (date: string): { readonly from: string; readonly to: string } => {
  const read = readDate(date)
  if (read === null) return { from: '', to: '9999-12-31' }
  if (read.kind === 'point') return { from: firstOf(read.point), to: lastOf(read.point) }
  const { from, to } = read
  return {
    from: typeof from === 'string' ? '' : firstOf(from),
    to: typeof to === 'string' ? '9999-12-31' : lastOf(to),
  }
}

/** Is a consent withdrawn, valid only from a later day, or in force? */
export const consentState = (
  { given, withdrawn }: ShownConsent,
  days: UtcAndLocalDay,
): 'valid' | 'ahead' | 'gone' => {
  if (withdrawn !== '' && boundsOf(withdrawn).from <= days.later) return 'gone'
  return given !== '' && boundsOf(given).from > days.earlier ? 'ahead' : 'valid'
}

const sameAudience = (a: ShownConsent, b: ShownConsent): boolean =>
  a.audience.normalize('NFKC').trim().toLowerCase() ===
  b.audience.normalize('NFKC').trim().toLowerCase()

/** Was a consent withdrawn and not given again later for the same audience? */
export const isTakenBack = (consents: readonly ShownConsent[], days: UtcAndLocalDay): boolean =>
  consents.some(
    (taken) =>
      consentState(taken, days) === 'gone' &&
      !consents.some(
        (later) =>
          later.use === taken.use &&
          sameAudience(later, taken) &&
          later.given !== '' &&
          consentState(later, days) === 'valid' &&
          boundsOf(later.given).from > boundsOf(taken.withdrawn).to,
      ),
  )
