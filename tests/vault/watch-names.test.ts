import { beforeAll, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { guardNames } from '../../src/main/vault/review/names-guard.ts'

const input = { text: 'words', language: 'en', subject: null }

beforeAll(sodiumReady)

describe('a run of checks', () => {
  const run = async (change: (names: string[]) => void, back?: (names: string[]) => void) => {
    const names = ['Park Seo-yeon', 'Kim Chol-su']
    const watched = guardNames(
      () => names,
      () => Promise.resolve([]),
    )
    await watched.check(input)
    change(names)
    expect(await watched.check(input)).toEqual([])
    back?.(names)
    await watched.check(input)
    return watched.areTheSame()
  }

  it('holds while the protected names stay the same', async () => {
    expect(await run(() => undefined)).toBe(true)
  })

  it('does not when one goes, comes or is another', async () => {
    expect(await run((names) => void names.pop())).toBe(false)
    expect(await run((names) => void names.push('Ri'))).toBe(false)
    expect(await run((names) => void names.splice(0, 2, 'Park Seo-yeonKim Chol-su'))).toBe(false)
  })

  it('does not when names were gone in between and are back at the end', async () => {
    const gone = (names: string[]): void => void names.pop()
    const back = (names: string[]): void => void names.push('Kim Chol-su')
    expect(await run(gone, back)).toBe(false)
  })

  it('does not when they go after the last text', async () => {
    const names = ['Park Seo-yeon']
    const watched = guardNames(
      () => names,
      () => Promise.resolve(null),
    )
    expect(await watched.check(input)).toBeNull()
    expect(watched.areTheSame()).toBe(true)
    names.pop()
    expect(watched.areTheSame()).toBe(false)
  })
})
