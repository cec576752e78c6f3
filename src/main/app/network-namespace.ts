import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Out } from '../../shared/contract.ts'

/** A user namespace other than the system's own does not map all ids to themselves. */
const wholeRange = /^\s*0\s+0\s+4294967295\s*$/

/**
 * Interfaces that the kernel makes in each new namespace: the loopback, and tunnels while their
 * modules are loaded. Without an address and an underlying device, none of them reaches a network.
 */
const kernelDefaults = new Set([
  'lo',
  'sit0',
  'tunl0',
  'gre0',
  'gretap0',
  'erspan0',
  'ip_vti0',
  'ip6_vti0',
  'ip6tnl0',
  'ip6gre0',
])

const interfaces = (table: string): string[] =>
  table
    .split('\n')
    // Skips two header lines.
    .slice(2)
    .flatMap((line) => {
      const name = line.split(':')[0]?.trim() ?? ''
      return name === '' ? [] : [name]
    })

/**
 * Whether the kernel isolates this process from every network. Describes the running process,
 * however the app was started.
 *
 * - `isolated`: the only interfaces are those that the kernel makes in each namespace, and the
 *   process is in a user namespace, so none can be added from within. A machine whose network is
 *   switched off does not count.
 * - `shared`: the process has the network of the machine.
 * - `unsupported`: not Linux.
 *
 * @param root for tests: a folder used as `/`.
 */
export const networkNamespace = (
  platform: NodeJS.Platform = process.platform,
  root = '/',
): Out<'app.info'>['network'] => {
  if (platform !== 'linux') return 'unsupported'
  try {
    const names = interfaces(readFileSync(join(root, 'proc/self/net/dev'), 'utf8'))
    const ids = readFileSync(join(root, 'proc/self/uid_map'), 'utf8')
    return names.every((name) => kernelDefaults.has(name)) && !wholeRange.test(ids)
      ? 'isolated'
      : 'shared'
  } catch {
    return 'shared'
  }
}
