import { historyKeymap } from '@codemirror/commands'
import { searchKeymap } from '@codemirror/search'
import { describe, expect, it, vi } from 'vitest'
import { editorKeys, lockKeys } from './keys.ts'

type Listener = (event: { preventDefault: () => void }, input: object) => void

type Main = {
  readonly startLockPolicy: (ports: object) => {
    readonly watch: (contents: { on: (name: string, listen: Listener) => void }) => void
  }
}

const held = (chord: string): readonly string[] => chord.split('+').slice(0, -1)
const last = (chord: string): string => chord.split('+').at(-1) ?? ''

describe('keys that the sheet names and something else hears', () => {
  it.each(Object.entries(editorKeys))('%s is a key of the editor', (_, { keys: [chord] }) => {
    const bound = [...searchKeymap, ...historyKeymap].flatMap(({ key = '', shift }) => [
      key,
      ...(shift === undefined ? [] : key.split(/ /).map((one) => `Shift-${one}`)),
    ])
    const name = [
      ...held(chord).map((one) => (one === 'Ctrl' ? 'Mod' : one)),
      last(chord).length === 1 ? last(chord).toLowerCase() : last(chord),
    ].join('-')
    expect(bound).toContain(name)
  })

  it.each(Object.entries(lockKeys))('%s is heard by main', async (act, { keys: [chord] }) => {
    // In another TypeScript project, so its types are declared here.
    const { startLockPolicy } = await vi.importActual<Main>('../../../main/app/lock.ts')
    const heard: string[] = []
    vi.useFakeTimers()
    const policy = startLockPolicy({
      unlocked: () => true,
      idleLockMinutes: () => 5,
      lock: () => heard.push('lock'),
      panic: () => heard.push('panic'),
      watchSystem: () => undefined,
    })
    policy.watch({
      on: (_, listen) =>
        listen(
          { preventDefault: () => undefined },
          {
            type: 'keyDown',
            key: last(chord).toLowerCase(),
            code: '',
            control: held(chord).includes('Ctrl'),
            meta: false,
            shift: held(chord).includes('Shift'),
            alt: held(chord).includes('Alt'),
          },
        ),
    })
    vi.useRealTimers()
    expect(heard).toEqual([act])
  })
})
