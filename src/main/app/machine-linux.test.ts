import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { linuxMachine } from './machine-linux.ts'

let root = ''
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A folder used as `/`, with simulated kernel files. */
const machine = (
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
) => {
  root = mkdtempSync(join(tmpdir(), 'machine-'))
  const put = (path: string, write: (at: string) => void) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    write(join(root, path))
  }
  for (const [path, text] of Object.entries(files)) put(path, (at) => writeFileSync(at, text))
  for (const [path, to] of Object.entries(links)) put(path, (at) => symlinkSync(to, at))
  mkdirSync(join(root, 'people/kim'), { recursive: true })
  return linuxMachine('/people/kim/Understory', root)
}

const mount = (device: string, at: string, type: string, source: string): string =>
  `27 1 ${device} / ${at} rw,relatime shared:1 - ${type} ${source} rw\n`
const noSwap = { '/proc/swaps': 'Filename\tType\tSize\tUsed\tPriority\n' }
const swapOn = (name: string, type = 'partition') => ({
  '/proc/swaps': `Filename\tType\tSize\tUsed\tPriority\n${name} ${type}\t8388604\t0\t-2\n`,
})
const block = (name: string, device: string) => ({
  [`/dev/${name}`]: '',
  [`/sys/class/block/${name}/dev`]: `${device}\n`,
  [`/sys/dev/block/${device}/dev`]: `${device}\n`,
})
const crypt = (device: string) => ({
  [`/sys/dev/block/${device}/dm/uuid`]: 'CRYPT-LUKS2-ab-root\n',
})
const plainRoot = {
  '/proc/self/mountinfo': mount('8:1', '/', 'ext4', '/dev/sda1'),
  ...block('sda1', '8:1'),
}

describe('the folder of a vault', () => {
  it('on a partition of a disk is on nothing encrypted', async () => {
    expect((await machine({ ...noSwap, ...plainRoot })).disk).toBe('plain')
  })

  it('on LUKS, with a symbolic link as device name, is reported as encrypted', async () => {
    const files = {
      ...noSwap,
      '/proc/self/mountinfo': mount('0:31', '/', 'btrfs', '/dev/mapper/root'),
      ...block('dm-0', '253:0'),
      ...crypt('253:0'),
    }
    expect((await machine(files, { '/dev/mapper/root': '../dm-0' })).disk).toBe('encrypted')
  })

  it('on a volume is as encrypted as the least encrypted disk beneath', async () => {
    const volume = {
      ...noSwap,
      '/proc/self/mountinfo': mount('253:1', '/', 'ext4', '/dev/mapper/vg-root'),
      ...block('dm-1', '253:1'),
      '/sys/dev/block/253:1/dm/uuid': 'LVM-xyz\n',
      ...block('dm-0', '253:0'),
      ...crypt('253:0'),
      '/sys/dev/block/253:1/slaves/dm-0/dev': '',
    }
    const link = { '/dev/mapper/vg-root': '../dm-1' }
    expect((await machine(volume, link)).disk).toBe('encrypted')
    rmSync(root, { recursive: true })
    const both = { ...volume, ...block('sdb1', '8:17'), '/sys/dev/block/253:1/slaves/sdb1/dev': '' }
    expect((await machine(both, link)).disk).toBe('plain')
  })

  it('in a home of its own counts by that, not by the disk beneath the system', async () => {
    const files = {
      ...noSwap,
      ...plainRoot,
      '/proc/self/mountinfo':
        plainRoot['/proc/self/mountinfo'] + mount('253:0', '/people/kim', 'ext4', '/dev/dm-0'),
      ...block('dm-0', '253:0'),
      ...crypt('253:0'),
    }
    expect((await machine(files)).disk).toBe('encrypted')
  })

  it('in an encrypting file system, also one whose place has a space in its name, is encrypted', async () => {
    const files = {
      ...noSwap,
      ...plainRoot,
      '/proc/self/mountinfo':
        plainRoot['/proc/self/mountinfo'] +
        mount('0:50', '/people/kim', 'fuse.gocryptfs', 'my\\040vault'),
    }
    expect((await machine(files)).disk).toBe('encrypted')
  })

  it('on what is no disk of this machine, or where the kernel says nothing, is not known', async () => {
    const shared = { ...noSwap, '/proc/self/mountinfo': mount('0:40', '/', 'zfs', 'tank/root') }
    expect((await machine(shared)).disk).toBe('unknown')
    rmSync(root, { recursive: true })
    expect(await machine({})).toEqual({
      disk: 'unknown',
      swap: 'unknown',
      hibernation: 'off',
      coreDumps: 'unknown',
    })
  })
})

describe('the swap', () => {
  it('is none where there is none, or only compressed memory', async () => {
    expect((await machine({ ...plainRoot, ...noSwap })).swap).toBe('none')
    rmSync(root, { recursive: true })
    expect((await machine({ ...plainRoot, ...swapOn('/dev/zram0') })).swap).toBe('none')
  })

  it('on a partition or in a file is as encrypted as what it lies on', async () => {
    const part = { ...plainRoot, ...swapOn('/dev/dm-2'), ...block('dm-2', '253:2') }
    expect((await machine({ ...part, ...crypt('253:2') })).swap).toBe('encrypted')
    rmSync(root, { recursive: true })
    expect((await machine(part)).swap).toBe('plain')
    rmSync(root, { recursive: true })
    expect((await machine({ ...plainRoot, ...swapOn('/swap.img', 'file') })).swap).toBe('plain')
  })
})

it('a machine can write its memory to the disk where the kernel can and there is a swap on one', async () => {
  const can = { '/sys/power/state': 'freeze mem disk\n' }
  expect(
    (await machine({ ...plainRoot, ...can, ...swapOn('/swap.img', 'file') })).hibernation,
  ).toBe('possible')
  rmSync(root, { recursive: true })
  expect((await machine({ ...plainRoot, ...can, ...noSwap })).hibernation).toBe('off')
  rmSync(root, { recursive: true })
  const cannot = {
    ...plainRoot,
    '/sys/power/state': 'freeze mem\n',
    ...swapOn('/swap.img', 'file'),
  }
  expect((await machine(cannot)).hibernation).toBe('off')
})

it.each([
  ['0', '0', 'core', 'off'],
  ['0', '0', '|/usr/lib/systemd/systemd-coredump %P', 'unknown'],
  ['0', '0', '', 'unknown'],
  ['0', 'unlimited', 'core', 'possible'],
  ['unlimited', 'unlimited', 'core', 'possible'],
])('a crash leaves a file or none: %s, %s, %s', async (soft, hard, pattern, is) => {
  const limits =
    'Limit                     Soft Limit           Hard Limit           Units     \n' +
    `Max core file size        ${soft.padEnd(20)} ${hard.padEnd(20)} bytes     \n`
  const files = {
    ...plainRoot,
    '/proc/self/limits': limits,
    '/proc/sys/kernel/core_pattern': pattern,
  }
  expect((await machine(files)).coreDumps).toBe(is)
})

it.runIf(process.platform === 'linux')(
  'of this machine something is said, and nothing is thrown',
  async () => {
    const { disk, swap, hibernation, coreDumps } = await linuxMachine('/nowhere/at/all')
    expect(['encrypted', 'plain', 'unknown']).toContain(disk)
    expect(['none', 'encrypted', 'plain', 'unknown']).toContain(swap)
    expect(['possible', 'off']).toContain(hibernation)
    expect(['possible', 'off', 'unknown']).toContain(coreDumps)
  },
)
