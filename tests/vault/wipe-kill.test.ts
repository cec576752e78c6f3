import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../scripts/soak/random.ts'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { filledVault, setWipe } from './wipe-vault.ts'
import { killedAt, killMoment } from './wipe-kills.ts'
import type { WipeAction, Left, Victim } from './wipe-kills.ts'
import { temporaryFolder } from './harness.ts'

// Kills at any moment, besides those at fixed steps: `npm run soak -- kill-wipe`, `kill-destroy`.
const place = temporaryFolder()
let victim: Victim
beforeAll(async () => {
  takeFastKdf()
  const vault = join(place.path, 'vault')
  const { desk, reportId } = await filledVault(vault)
  await setWipe(desk)
  desk.controller.close()
  victim = { vault, reportId, copies: place.path }
})
afterAll(() => place.remove())

type Step = readonly [when: string, operation: string, left: Left, torn: boolean]

const eachStep = (act: WipeAction, steps: readonly Step[]): void =>
  it.each(steps)('%s', async (_, operation, left, torn) => {
    expect(await killedAt(victim, act, operation, torn)).toMatchObject({ left })
  })

const old = 'the old vault'

describe('kill -9 during a wipe leaves the old vault, or one that the wipe passphrase opens empty', () => {
  eachStep('wipe', [
    ['in the middle of the first copy of the header', 'writeSync header', old, true],
    ['between the two copies', 'writeSync header.bak', old, false],
    ['in the middle of the second copy', 'writeSync header.bak', 'the wiped vault', true],
    ['when all is removed and nothing made', 'mkdirSync blobs', 'the wiped vault', false],
    ['when the new database has no header', 'writeSync header#2', 'the wiped vault', false],
    ['in the middle of the new header', 'writeSync header#2', 'the wiped vault', true],
    [
      'between the two copies of the new header',
      'writeSync header.bak#3',
      'the wiped vault',
      false,
    ],
    ['in the middle of its second copy', 'writeSync header.bak#3', 'the wiped vault', true],
  ])
})

describe('kill -9 while a vault is destroyed leaves the old vault, or none', () => {
  eachStep('destroy', [
    ['between the two copies of the header', 'writeSync header.bak', old, false],
    ['before anything is removed', 'rmSync blobs', 'no vault', false],
    ['before the header is removed', 'rmSync header', 'no vault', false],
  ])
})

it('kills at any moment come at the same moments again with the same seed', () => {
  const hundred = (seed: number): number[] => {
    const drawn = seededRandom(seed)
    return Array.from({ length: 100 }, () => killMoment(drawn))
  }
  const first = hundred(7)
  expect(hundred(7)).toEqual(first)
  expect(hundred(8)).not.toEqual(first)
  expect(new Set(first).size).toBeGreaterThan(80)
})
