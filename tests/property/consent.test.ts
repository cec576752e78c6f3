import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consentTo, isEmbargoed } from '../../src/main/vault/custody/consent.ts'
import { onlyDay } from '../../src/main/vault/session/days.ts'
import type { Days } from '../../src/main/vault/session/days.ts'
import { consentState, isTakenBack } from '../../src/renderer/records/consent-state.ts'
import type { Day } from '../../src/shared/ids.ts'
import type { SourceContent } from '../../src/shared/records.ts'

type Consent = SourceContent['consents'][number]

const today = '2024-06-15' as Day
/** The local date may be the day before, the same, or the day after. */
const clocks = fc.constantFrom<Days>(
  onlyDay(today),
  { earlier: '2024-06-14' as Day, later: today },
  { earlier: today, later: '2024-06-16' as Day },
)
const dates = [
  '',
  '2023',
  '202X',
  '2024~',
  '2024-03',
  '2024-06',
  '2024-06-XX',
  '2024-21',
  '2023-24',
  '2024-06-14',
  '2024-06-15',
  '2024-06-16',
  '2024-07?',
  '../2024-07',
  '2024-05/2024-08',
  '2025/..',
]
const date = fc.constantFrom(...dates)
const consent: fc.Arbitrary<Consent> = fc.record({
  use: fc.constantFrom('internal' as const, 'share-desk' as const, 'publish-attributed' as const),
  audience: fc.constantFrom('', 'Seoul', ' seoul'),
  given: date,
  withdrawn: date,
  note: fc.constant(''),
})
const consents = fc.array(consent, { maxLength: 4 })

test('the page shows consent as withdrawn exactly when the vault refuses a use as withdrawn', () => {
  fc.assert(
    fc.property(consents, clocks, (all, days) => {
      const uses = ['internal', 'share-desk', 'publish-attributed', 'publish-unattributed'] as const
      const refused = uses.some((use) => consentTo(all, use, days) === 'withdrawn')
      expect(isTakenBack(all, days)).toBe(refused)
    }),
    { numRuns: 5_000 },
  )
})

test('the page says of each consent alone what the vault says', () => {
  fc.assert(
    fc.property(consent, clocks, (one, days) => {
      const says = { valid: 'valid', ahead: 'none', gone: 'withdrawn' }
      expect(says[consentState(one, days)]).toBe(consentTo([one], one.use, days))
    }),
    { numRuns: 2_000 },
  )
})

test('one more withdrawal never lets more leave, and order decides nothing', () => {
  fc.assert(
    fc.property(consents, consent, date, clocks, (all, one, day, days) => {
      const rank = { withdrawn: 0, none: 1, valid: 2 }
      const taken = { ...one, withdrawn: day === '' ? '2024' : day }
      const before = consentTo(all, 'share-desk', days)
      const after = consentTo([...all, { ...taken, given: '' }], 'share-desk', days)
      const none = { ...taken, given: '' }
      const stillValid = consentTo([none], 'share-desk', days) === 'valid'
      if (!stillValid) expect(rank[after]).toBeLessThanOrEqual(rank[before])
      expect(consentTo([...all].reverse(), 'share-desk', days)).toBe(before)
    }),
    { numRuns: 2_000 },
  )
})

test('of two days that it may be, none lets more leave than each alone', () => {
  fc.assert(
    fc.property(
      consents,
      fc.constantFrom('', '2024-06-15', '2024-06-16', '2024-06'),
      (all, until) => {
        const [earlier, later] = [today, '2024-06-16' as Day]
        const both = { earlier, later }
        const handling = { level: 'embargo', until }
        for (const alone of [onlyDay(earlier), onlyDay(later)]) {
          if (consentTo(all, 'share-desk', both) === 'valid') {
            expect(consentTo(all, 'internal', alone)).not.toBe('withdrawn')
          }
          if (isEmbargoed(handling, alone)) expect(isEmbargoed(handling, both)).toBe(true)
        }
      },
    ),
    { numRuns: 2_000 },
  )
})
