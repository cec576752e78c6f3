import { eventBounds } from '../../../shared/event-bounds.ts'
import type { SourceContent } from '../../../shared/records.ts'
import type { Days } from '../session/days.ts'
import { plainName } from '../session/plain-name.ts'

/** A consent without its note. */
export type ConsentEntry = Omit<SourceContent['consents'][number], 'note'>
export type ConsentState = 'valid' | 'withdrawn' | 'none'

const firstDay = (date: string): string => eventBounds(date)?.from ?? ''
const lastDay = (date: string): string => eventBounds(date)?.to ?? '9999-12-31'

/**
 * In doubt a withdrawal is in effect: a date without a day counts from the first day of its month,
 * and a day counts once UTC or local time has reached it.
 */
const isWithdrawn = ({ withdrawn }: ConsentEntry, days: Days): boolean =>
  withdrawn !== '' && firstDay(withdrawn) <= days.later

/**
 * Consent without a date counts as already given; consent with a future date counts from that day.
 */
const isGiven = ({ given }: ConsentEntry, days: Days): boolean =>
  given === '' || firstDay(given) <= days.earlier

/**
 * Only consent that was certainly given later lifts a withdrawal; the day of the withdrawal itself
 * is in doubt.
 */
const isLifted = (taken: ConsentEntry, by: ConsentEntry, days: Days): boolean =>
  !isWithdrawn(by, days) &&
  by.use === taken.use &&
  sameAudience(by, taken) &&
  by.given !== '' &&
  isGiven(by, days) &&
  firstDay(by.given) > lastDay(taken.withdrawn)

/** An audience normalised for comparison, since users type it in different ways. */
export const plainAudience = plainName

const sameAudience = (a: ConsentEntry, b: ConsentEntry): boolean =>
  plainAudience(a.audience) === plainAudience(b.audience)

/**
 * Whether statements of a source may be used in this way. A withdrawal counts from its first
 * possible day for every audience, because a file does not tell which audience it reaches. Only
 * later consent for the same use and audience lifts it. A withdrawal of `internal` withdraws every
 * use.
 */
export const consentTo = (
  consents: readonly ConsentEntry[],
  use: ConsentEntry['use'],
  days: Days,
): ConsentState => {
  const withdrawn = consents.some(
    (consent) =>
      (consent.use === use || consent.use === 'internal') &&
      isWithdrawn(consent, days) &&
      !consents.some((later) => isLifted(consent, later, days)),
  )
  if (withdrawn) return 'withdrawn'
  return consents.some(
    (consent) => consent.use === use && isGiven(consent, days) && !isWithdrawn(consent, days),
  )
    ? 'valid'
    : 'none'
}

/** Did a source withdraw a consent, for any use, without giving it again later? For display. */
export const hasWithdrawn = (consents: readonly ConsentEntry[], days: Days): boolean =>
  consents.some(
    (taken) => isWithdrawn(taken, days) && !consents.some((later) => isLifted(taken, later, days)),
  )

/**
 * The latest first possible day of a withdrawal of this use; empty if there is none, or none yet.
 */
export const lastWithdrawal = (
  consents: readonly ConsentEntry[],
  use: ConsentEntry['use'],
  days: Days,
): string =>
  consents
    .filter((each) => (each.use === use || each.use === 'internal') && isWithdrawn(each, days))
    .reduce((latest, { withdrawn }) => {
      const day = firstDay(withdrawn)
      return day > latest ? day : latest
    }, '')

/**
 * From which day on a signed withdrawal of a use is in effect: like a withdrawal entered here, until
 * consent for the same use was certainly given after it. An advisory names no audience, so consent
 * for any audience lifts it. Empty: each one is in effect.
 */
export const withdrawnSince = (
  consents: readonly ConsentEntry[],
  use: ConsentEntry['use'],
  days: Days,
): string =>
  consents
    .filter(
      (each) =>
        each.use === use && each.given !== '' && isGiven(each, days) && !isWithdrawn(each, days),
    )
    .reduce((latest, { given }) => {
      const day = firstDay(given)
      return day > latest ? day : latest
    }, '')

/**
 * The audiences of the consent in effect; empty if one consent is for every audience. The app can
 * identify only verified contacts; for others the user must compare.
 */
export const audiencesOf = (
  consents: readonly ConsentEntry[],
  use: ConsentEntry['use'],
  days: Days,
): string[] => {
  const audiences = consents
    .filter((each) => each.use === use && isGiven(each, days) && !isWithdrawn(each, days))
    .map(({ audience }) => audience.trim())
  return audiences.includes('') ? [] : [...new Set(audiences)]
}

/**
 * Whether an embargo is in effect: until the last day that its date may mean; without a date,
 * always.
 */
export const isEmbargoed = (
  handling: { readonly level: string; readonly until: string },
  days: Days,
): boolean =>
  handling.level === 'embargo' && (eventBounds(handling.until)?.to ?? '9999') > days.earlier
