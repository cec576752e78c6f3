import { eventBounds } from '../../../shared/event-bounds.ts'
import type { Day } from '../../../shared/ids.ts'
import type { SourceContent } from '../../../shared/records.ts'
import type { Days } from '../session/days.ts'
import { plainName } from '../session/plain-name.ts'

type ConsentEntry = SourceContent['consents'][number]
export type ConsentState = 'stands' | 'withdrawn' | 'none'

const firstDay = (date: string): string => eventBounds(date)?.from ?? ''
const lastDay = (date: string): string => eventBounds(date)?.to ?? '9999-12-31'

/**
 * In doubt it is in effect: a date that means a whole month counts from the month's first day, wherever
 * that has begun.
 */
const isWithdrawn = ({ withdrawn }: ConsentEntry, days: Days): boolean =>
  withdrawn !== '' && firstDay(withdrawn) <= days.later

/** On a day that nobody wrote down it was given before; one that lies ahead counts from that day on. */
const isGiven = ({ given }: ConsentEntry, days: Days): boolean =>
  given === '' || firstDay(given) <= days.earlier

/** Only by what was certainly given afterwards: on the very day of the withdrawal it is in doubt. */
const isLifted = (taken: ConsentEntry, by: ConsentEntry, days: Days): boolean =>
  !isWithdrawn(by, days) &&
  by.use === taken.use &&
  sameAudience(by, taken) &&
  by.given !== '' &&
  isGiven(by, days) &&
  firstDay(by.given) > lastDay(taken.withdrawn)

/** An audience as it is compared: a person may have typed it in any way of writing it. */
export const plainAudience = plainName

const sameAudience = (a: ConsentEntry, b: ConsentEntry): boolean =>
  plainAudience(a.audience) === plainAudience(b.audience)

/**
 * May what a source told be used so? A withdrawal counts from its first possible day on, whoever it
 * was given for, because a file does not tell which audience it reaches; only a consent of the same
 * use and audience that was given afterwards lifts it. Taking back `internal` takes back everything.
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
    ? 'stands'
    : 'none'
}

/** The latest first possible day on which this use was taken back; empty: never, or not yet. */
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
 * Does a signed word that consent was taken back still hold? Like a withdrawal that was written down
 * here, until a consent of the same use was certainly given afterwards. A notice names no audience:
 * any will do.
 */
export const blocksUse = (
  { uses, day: told }: { readonly uses: readonly ConsentEntry['use'][]; readonly day: Day },
  consents: readonly ConsentEntry[],
  use: ConsentEntry['use'],
  days: Days,
): boolean =>
  (uses.includes(use) || uses.includes('internal')) &&
  !consents.some(
    (each) =>
      each.use === use &&
      each.given !== '' &&
      isGiven(each, days) &&
      !isWithdrawn(each, days) &&
      firstDay(each.given) > told,
  )

/**
 * For whom a consent that stands was given; none where one is for anybody. Only of verified contacts
 * can the app tell who they are; of anybody else a person has to compare.
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

/** Does an embargo still hold? Until the last day that its date may mean; without one, always. */
export const isEmbargoed = (
  handling: { readonly level: string; readonly until: string },
  days: Days,
): boolean =>
  handling.level === 'embargo' && (eventBounds(handling.until)?.to ?? '9999') > days.earlier
