import { readdir, readFile, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Out } from '../../shared/contract.ts'
import type { LockEvents } from './lock-events.ts'

/** Inspects the machine under a vault. Only on Linux. */
export const machineState = async (
  folder: string,
  system: LockEvents,
): Promise<Out<'app.machine'>> => ({
  ...(process.platform === 'linux'
    ? await linuxMachine(folder)
    : { disk: 'unknown', swap: 'unknown', hibernation: 'unknown', coreDumps: 'unknown' }),
  screenLock: system.state(),
})

type LinuxMachine = Omit<Out<'app.machine'>, 'screenLock'>
type Disk = LinuxMachine['disk']

/** File systems that encrypt their content, on any device. */
const encrypting = /^(ecryptfs|fuse\.(gocryptfs|cryfs|encfs|securefs))$/

/**
 * Device maps that encrypt; others of cryptsetup only verify, such as CRYPT-VERITY and
 * CRYPT-INTEGRITY.
 */
const encryptedMap = /^CRYPT-(LUKS\d|PLAIN|TCRYPT|BITLK|FVAULT2|LOOPAES)-/

/** Reads a file of the kernel; '' if it is missing. */
const reader =
  (root: string) =>
  async (path: string): Promise<string> =>
    readFile(join(root, path), 'utf8').catch(() => '')

type Mount = {
  readonly device: string
  readonly at: string
  readonly type: string
  readonly source: string
}

/** mountinfo escapes spaces and similar characters as `\040` (proc(5)). */
const unescaped = (text: string): string =>
  text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))

const mountsIn = (mountinfo: string): Mount[] =>
  mountinfo.split('\n').flatMap((line) => {
    const [first = '', last = ''] = line.split(' - ')
    const [, , device, , at] = first.split(' ')
    const [type, source] = last.split(' ')
    if (device === undefined || at === undefined || type === undefined) return []
    return [{ device, at: unescaped(at), type, source: unescaped(source ?? '') }]
  })

/**
 * The mount that contains a path: the last of the longest, because a later one covers an earlier
 * one.
 */
const mountOf = (mounts: readonly Mount[], path: string): Mount | null =>
  mounts
    .filter(({ at }) => at === '/' || path === at || path.startsWith(`${at}/`))
    .reduce<Mount | null>(
      (best, each) => (each.at.length >= (best?.at.length ?? 0) ? each : best),
      null,
    )

/**
 * Inspects the machine under a vault: whether its folder and the swap are on encrypted storage,
 * whether the machine can write its memory to the disk, and a crash that of a process. Reads only
 * what the kernel makes public in /proc and /sys, and writes nothing. `plain` means that no
 * encryption was detected: a drive that encrypts by itself, and ext4's own encryption, are not
 * detected.
 *
 * @param folder of the vault, or its future folder.
 * @param root for tests: a folder used as `/`.
 */
export const linuxMachine = async (folder: string, root = '/'): Promise<LinuxMachine> => {
  const read = reader(root)
  const mounts = mountsIn(await read('/proc/self/mountinfo'))

  const ofDevice = async (device: string): Promise<Disk> => {
    const block = `/sys/dev/block/${device}`
    if ((await read(`${block}/dev`)) === '') return 'unknown'
    if (encryptedMap.test(await read(`${block}/dm/uuid`))) return 'encrypted'
    if ((await read(`${block}/loop/backing_file`)) !== '') return 'unknown'
    const below = await readdir(join(root, block, 'slaves')).catch(() => [])
    if (below.length === 0) return 'plain'
    const each = await Promise.all(below.map(ofName))
    return each.find((state) => state !== 'encrypted') ?? 'encrypted'
  }
  const ofName = async (name: string): Promise<Disk> => {
    const device = (await read(`/sys/class/block/${name}/dev`)).trim()
    return device === '' ? 'unknown' : ofDevice(device)
  }
  const ofNode = async (node: string): Promise<Disk> =>
    ofName(basename(await realpath(join(root, node)).catch(() => node)))

  const ofPath = async (path: string): Promise<Disk> => {
    const mount = mountOf(mounts, path)
    if (mount === null) return 'unknown'
    if (encrypting.test(mount.type)) return 'encrypted'
    // btrfs and others have a device number of their own that belongs to no block device.
    if (mount.source.startsWith('/dev/')) return ofNode(mount.source)
    return ofDevice(mount.device)
  }
  const nearest = async (path: string): Promise<string> => {
    const real = await realpath(join(root, path)).catch(() => null)
    if (real !== null)
      return root === '/' ? real : resolve('/', real.slice((await realpath(root)).length))
    return path === '/' ? path : nearest(dirname(path))
  }

  const coreDumps = async (): Promise<LinuxMachine['coreDumps']> => {
    const core = /^Max core file size +(\S+) +(\S+)/m.exec(await read('/proc/self/limits'))
    if (core === null) return 'unknown'
    if (core[1] !== '0' || core[2] !== '0') return 'possible'
    // The kernel passes all crashes to a collecting program, regardless of the limit (core(5)).
    const pattern = await read('/proc/sys/kernel/core_pattern')
    return pattern === '' || pattern.startsWith('|') ? 'unknown' : 'off'
  }

  const swaps = (await read('/proc/swaps'))
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [name = '', type = ''] = line.split(/\s+/)
      return name === '' ? [] : [{ name: unescaped(name), type }]
    })
    // Compressed memory, not on any disk.
    .filter(({ name }) => !/^\/dev\/zram\d/.test(name))
  const swapStates = await Promise.all(
    swaps.map(({ name, type }) => (type === 'partition' ? ofNode(name) : ofPath(name))),
  )
  const worst = (['plain', 'unknown', 'encrypted'] as const).find((state) =>
    swapStates.includes(state),
  )
  const sleeps = (await read('/sys/power/state')).trim().split(' ').includes('disk')
  return {
    disk: await ofPath(await nearest(folder)),
    swap: (await read('/proc/swaps')) === '' ? 'unknown' : (worst ?? 'none'),
    hibernation: sleeps && swaps.length > 0 ? 'possible' : 'off',
    coreDumps: await coreDumps(),
  }
}
