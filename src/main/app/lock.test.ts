import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startLockPolicy } from './lock.ts'
import type { Keyboard } from './lock.ts'

const minute = 60_000
/** Interval of the idle check. */
const check = 5_000

/** An open vault, five minutes to idle, and simulated away events of the system. */
const openVault = () => {
  const said = { open: true, opening: false, minutes: 5, locks: 0, panics: 0 }
  const policy = startLockPolicy({
    unlocked: () => said.open,
    opening: () => said.opening,
    idleLockMinutes: () => said.minutes,
    lock: () => {
      said.locks += 1
      said.open = false
      said.opening = false
    },
    panic: () => (said.panics += 1),
  })
  return { said, policy, systemSaysAway: policy.lock }
}

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }))
afterEach(() => void vi.useRealTimers())

describe('the idle lock of an open vault', () => {
  it('locks once, after the minutes of the vault’s own settings', () => {
    const { said } = openVault()
    vi.advanceTimersByTime(5 * minute - check)
    expect(said.locks).toBe(0)
    vi.advanceTimersByTime(check)
    expect(said.locks).toBe(1)
    vi.advanceTimersByTime(60 * minute)
    expect(said.locks).toBe(1)
  })

  it('uses other minutes as soon as they are set', () => {
    const { said } = openVault()
    said.minutes = 10
    vi.advanceTimersByTime(7 * minute)
    expect(said.locks).toBe(0)
    said.minutes = 1
    vi.advanceTimersByTime(check)
    expect(said.locks).toBe(1)
  })

  it('does not lock while there is activity', () => {
    const { said, policy } = openVault()
    for (let done = 0; done < 20; done += 1) {
      vi.advanceTimersByTime(4 * minute)
      policy.activity()
    }
    expect(said.locks).toBe(0)
    vi.advanceTimersByTime(5 * minute)
    expect(said.locks).toBe(1)
  })

  it('counts from the unlocking, however long the unlock screen was shown', () => {
    const { said } = openVault()
    said.open = false
    vi.advanceTimersByTime(90 * minute)
    expect(said.locks).toBe(0)
    said.open = true
    vi.advanceTimersByTime(5 * minute - check)
    expect(said.locks).toBe(0)
    vi.advanceTimersByTime(check)
    expect(said.locks).toBe(1)
  })

  it('counts from the start again after a lock and an immediate unlock', () => {
    const { said } = openVault()
    vi.advanceTimersByTime(5 * minute)
    expect(said.locks).toBe(1)
    said.open = true
    vi.advanceTimersByTime(5 * minute - check)
    expect(said.locks).toBe(1)
    vi.advanceTimersByTime(check)
    expect(said.locks).toBe(2)
  })

  it('locks at the next check after a sleep that was not reported', () => {
    const { said } = openVault()
    vi.setSystemTime(Date.now() + 8 * 60 * minute)
    vi.advanceTimersByTime(check)
    expect(said.locks).toBe(1)
  })
})

describe('a system that reports an absent user', () => {
  it('locks an open vault at once, and no vault that is locked', () => {
    const { said, systemSaysAway } = openVault()
    systemSaysAway()
    expect(said.locks).toBe(1)
    systemSaysAway()
    expect(said.locks).toBe(1)
  })
})

describe('a vault that is being opened', () => {
  it('is locked before it is open if the system reports an absent user', () => {
    const { said, systemSaysAway } = openVault()
    Object.assign(said, { open: false, opening: true })
    systemSaysAway()
    expect(said.locks).toBe(1)
    systemSaysAway()
    expect(said.locks).toBe(1)
  })

  it('is locked even if the lock comes before the passphrase has arrived', () => {
    const { said, policy, systemSaysAway } = openVault()
    Object.assign(said, { open: false })
    systemSaysAway()
    vi.advanceTimersByTime(1_000)
    said.opening = true
    policy.opens()
    expect(said.locks).toBe(1)
    said.opening = true
    policy.opens()
    expect(said.locks).toBe(1)
  })

  it('opens when the user comes back after the lock', () => {
    const { said, policy, systemSaysAway } = openVault()
    Object.assign(said, { open: false })
    systemSaysAway()
    vi.advanceTimersByTime(2_000)
    said.opening = true
    policy.opens()
    expect(said.locks).toBe(0)
  })

  it('opens even if the same absence was reported again after the lock', () => {
    const { said, policy, systemSaysAway } = openVault()
    systemSaysAway()
    expect(said.locks).toBe(1)
    vi.advanceTimersByTime(500)
    systemSaysAway()
    vi.advanceTimersByTime(1_000)
    said.opening = true
    policy.opens()
    expect(said.locks).toBe(1)
  })

  it('takes as long as it takes: idle time is no reason', () => {
    const { said } = openVault()
    Object.assign(said, { open: false, opening: true })
    vi.advanceTimersByTime(90 * minute)
    expect(said.locks).toBe(0)
  })
})

describe('the keys that lock', () => {
  const press = (
    contents: EventEmitter,
    key: string,
    held: readonly ('control' | 'meta' | 'shift' | 'alt')[],
    type = 'keyDown',
    code = 'KeyL',
  ): boolean => {
    let kept = false
    const event = { preventDefault: () => (kept = true) }
    const is = (name: (typeof held)[number]): boolean => held.includes(name)
    contents.emit('before-input-event', event, {
      ...{
        type,
        key,
        code,
        control: is('control'),
        meta: is('meta'),
        shift: is('shift'),
        alt: is('alt'),
      },
    })
    return kept
  }
  const watched = () => {
    const vault = openVault()
    const contents = new EventEmitter()
    vault.policy.watch(contents as unknown as Keyboard)
    return { ...vault, contents }
  }

  it.each([['control'], ['meta']] as const)(
    'lock with %s and L, and the page never sees it',
    (held) => {
      const { said, contents } = watched()
      expect(press(contents, 'l', [held])).toBe(true)
      expect(said).toMatchObject({ locks: 1, panics: 0 })
    },
  )

  it('lock a vault that is being opened', () => {
    const { said, contents } = watched()
    Object.assign(said, { open: false, opening: true })
    expect(press(contents, 'l', ['control'])).toBe(true)
    expect(said).toMatchObject({ locks: 1, panics: 0 })
  })

  it('end everything with Shift held too, also where the vault is locked', () => {
    const { said, contents } = watched()
    expect(press(contents, 'L', ['control', 'shift'])).toBe(true)
    said.open = false
    expect(press(contents, 'L', ['meta', 'shift'])).toBe(true)
    expect(said).toMatchObject({ locks: 0, panics: 2 })
  })

  it.each(['ㅣ', 'д', 'λ', 'Process', 'Unidentified'])(
    'are the same if the keyboard layout gives %s instead of L',
    (key) => {
      const { said, contents } = watched()
      expect(press(contents, key, ['control', 'shift'])).toBe(true)
      expect(press(contents, key, ['control'])).toBe(true)
      expect(said).toMatchObject({ locks: 1, panics: 1 })
    },
  )

  it('follow the keyboard layout’s letter L, not the position of L on other layouts', () => {
    const { said, contents } = watched()
    // Dvorak: N is at the position of L, and L at the position of P.
    expect(press(contents, 'n', ['control'], 'keyDown', 'KeyL')).toBe(false)
    expect(press(contents, 'l', ['control'], 'keyDown', 'KeyP')).toBe(true)
    expect(said).toMatchObject({ locks: 1, panics: 0 })
  })

  it('are no others, and nothing happens when they are let go', () => {
    const { said, contents } = watched()
    expect(press(contents, 'l', [])).toBe(false)
    expect(press(contents, 'k', ['control'], 'keyDown', 'KeyK')).toBe(false)
    // AltGr is Control with Alt: it writes letters of other languages.
    expect(press(contents, 'l', ['control', 'alt'])).toBe(false)
    expect(press(contents, 'l', ['control'], 'keyUp')).toBe(false)
    expect(said).toMatchObject({ locks: 0, panics: 0 })
  })
})
