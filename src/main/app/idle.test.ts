import { describe, expect, it } from 'vitest'
import { isIdle } from './lock.ts'

const most = 600_000
const last = { wall: 1_700_000_000_000, machine: 5_000 }
const after = (wall: number, machine: number) =>
  isIdle(last, { wall: last.wall + wall, machine: last.machine + machine }, most)

describe('an idle open vault', () => {
  it('is left open until the minutes are over, and not longer', () => {
    expect(after(most - 1, most - 1)).toBe(false)
    expect(after(most, most)).toBe(true)
  })

  it('is locked after a sleep, in which only the wall clock went on', () => {
    expect(after(8 * 3_600_000, 10)).toBe(true)
  })

  it('is locked by the machine’s clock if the wall clock was set back', () => {
    expect(after(-86_400_000, 5_000)).toBe(true)
    expect(after(1_000, most)).toBe(true)
  })

  it('stays open when the system sets its clock right by a moment', () => {
    expect(after(-1_500, 5_000)).toBe(false)
  })
})
