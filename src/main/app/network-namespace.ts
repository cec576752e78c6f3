import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Out } from '../../shared/contract.ts'

/** A namespace of users other than the system's own does not map all ids to themselves. */
const wholeRange = /^\s*0\s+0\s+4294967295\s*$/

/** The kernel gives these to each new namespace while their modules are loaded; they lead nowhere. */
const fallbacks = new Set([
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
    // Two lines of headings.
    .slice(2)
    .flatMap((line) => {
      const name = line.split(':')[0]?.trim() ?? ''
      return name === '' ? [] : [name]
    })

/**
 * Whether the kernel keeps this process off every network. It answers for the running process and does
 * not depend on how the app was started.
 *
 * - `isolated`: there is no interface but the loopback and what the kernel gives to each namespace, and the process is in a user namespace, so no
 *   interface can be added from within. A machine whose network is merely switched off is not isolated.
 * - `shared`: the process has the network of the machine.
 * - `unsupported`: not Linux.
 *
 * @param root for tests: a folder that stands for `/`.
 */
export const networkNamespace = (
  platform: NodeJS.Platform = process.platform,
  root = '/',
): Out<'app.info'>['network'] => {
  if (platform !== 'linux') return 'unsupported'
  try {
    const names = interfaces(readFileSync(join(root, 'proc/self/net/dev'), 'utf8'))
    const ids = readFileSync(join(root, 'proc/self/uid_map'), 'utf8')
    return names.every((name) => fallbacks.has(name)) && !wholeRange.test(ids)
      ? 'isolated'
      : 'shared'
  } catch {
    return 'shared'
  }
}
