import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { lackedByEvaluation, setFuses, wrongFuses } from './fuses.ts'

const place = mkdtempSync(join(tmpdir(), 'understory-fuses-'))
afterAll(() => rmSync(place, { recursive: true }))

/** A file with a wire of fuses in it, as the executable of an Electron has: 0 off, 1 on, r removed. */
const withWire = (states: string): string => {
  const path = join(place, `electron-${states}`)
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, states.length])])
  writeFileSync(
    path,
    Buffer.concat([Buffer.alloc(99), wire, Buffer.from(states), Buffer.alloc(99)]),
  )
  return path
}
// RunAsNode, cookies, NODE_OPTIONS, inspector, integrity, asar alone, own snapshot, file:, traps.
const good = '000011001'

describe('the fuses of a package', () => {
  it('are right when each exists and is set as wanted', async () => {
    expect(await wrongFuses(withWire(good))).toEqual([])
  })

  it.each([...good].map((state, at) => [at, state] as const))(
    'are wrong when number %i is not set to %s, or was removed',
    async (at, state) => {
      for (const other of [state === '0' ? '1' : '0', 'r'])
        expect(
          await wrongFuses(withWire(`${good.slice(0, at)}${other}${good.slice(at + 1)}`)),
        ).toHaveLength(1)
    },
  )

  it('are reported as wrong when one is missing, even if that Electron does not have it', async () => {
    expect((await wrongFuses(withWire(good.slice(0, 8)))).sort()).toEqual(
      [...lackedByEvaluation].sort(),
    )
    expect(await wrongFuses(withWire('0'))).toHaveLength(8)
  })

  it('are all set or nothing is packaged; the evaluation runtime lacks one, and no other may', async () => {
    const older = withWire('11110001')
    await setFuses(older, false)
    expect(await wrongFuses(older)).toHaveLength(1)
    await expect(setFuses(withWire('111100'), false)).rejects.toThrow(/LoadBrowserProcess/)
    await expect(setFuses(withWire('1110000'), true)).rejects.toThrow()
  })
})
