import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consentTo } from '../../src/main/vault/consent.ts'
import { consentState, isTakenBack } from '../../src/renderer/features/sources/consent-state.ts'
import type { Day } from '../../src/shared/ids.ts'
import type { SourceContent } from '../../src/shared/records.ts'

type Consent = SourceContent['consents'][number]

const today = '2024-06-15' as Day
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

test('the page says that consent was taken back exactly where the vault refuses for it', () => {
  fc.assert(
    fc.property(consents, (all) => {
      const uses = ['internal', 'share-desk', 'publish-attributed', 'publish-unattributed'] as const
      const refused = uses.some((use) => consentTo(all, use, today) === 'withdrawn')
      expect(isTakenBack(all, today)).toBe(refused)
    }),
    { numRuns: 5_000 },
  )
})

test('the page says of each consent alone what the vault says', () => {
  fc.assert(
    fc.property(consent, (one) => {
      const says = { stands: 'stands', ahead: 'none', gone: 'withdrawn' }
      expect(says[consentState(one, today)]).toBe(consentTo([one], one.use, today))
    }),
    { numRuns: 2_000 },
  )
})

test('one more withdrawal never lets more leave, and order decides nothing', () => {
  fc.assert(
    fc.property(consents, consent, date, (all, one, day) => {
      const rank = { withdrawn: 0, none: 1, stands: 2 }
      const taken = { ...one, withdrawn: day === '' ? '2024' : day }
      const before = consentTo(all, 'share-desk', today)
      const after = consentTo([...all, { ...taken, given: '' }], 'share-desk', today)
      const none = { ...taken, given: '' }
      const stillStands = consentTo([none], 'share-desk', today) === 'stands'
      if (!stillStands) expect(rank[after]).toBeLessThanOrEqual(rank[before])
      expect(consentTo([...all].reverse(), 'share-desk', today)).toBe(before)
    }),
    { numRuns: 2_000 },
  )
})
