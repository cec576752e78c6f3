import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { networkNamespace } from './network-namespace.ts'

let root = ''
afterEach(() => rmSync(root, { recursive: true, force: true }))

const heading =
  'Inter-|   Receive                    |  Transmit\n face |bytes    packets errs drop  |bytes\n'
const machine = (names: readonly string[], ids: string): string => {
  root = mkdtempSync(join(tmpdir(), 'network-'))
  mkdirSync(join(root, 'proc/self/net'), { recursive: true })
  const lines = names.map((name) => `${name.padStart(6)}:       0       0    0    0\n`).join('')
  writeFileSync(join(root, 'proc/self/net/dev'), heading + lines)
  writeFileSync(join(root, 'proc/self/uid_map'), ids)
  return root
}
const own = '      1000       1000          1\n'
const system = '         0          0 4294967295\n'

describe('the network namespace', () => {
  it('is isolated in a user namespace with the loopback alone, or with no interface', () => {
    expect(networkNamespace('linux', machine(['lo'], own))).toBe('isolated')
    expect(networkNamespace('linux', machine([], own))).toBe('isolated')
    expect(networkNamespace('linux', machine(['lo', 'sit0', 'tunl0'], own))).toBe('isolated')
  })

  it.each(['eth0', 'wlp3s0', 'tun0', 'lo0'])('is shared with the machine beside %s', (name) => {
    expect(networkNamespace('linux', machine(['lo', name], own))).toBe('shared')
  })

  it('is shared on a machine whose network is switched off', () => {
    expect(networkNamespace('linux', machine(['lo'], system))).toBe('shared')
  })

  it('is shared where the kernel does not answer', () => {
    root = mkdtempSync(join(tmpdir(), 'network-'))
    expect(networkNamespace('linux', root)).toBe('shared')
  })

  it('is unsupported elsewhere than on Linux', () => {
    expect(networkNamespace('darwin', machine(['lo'], own))).toBe('unsupported')
  })
})
