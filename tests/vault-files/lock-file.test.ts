import { readdirSync, statSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'
import { acquireLock } from '../../src/main/vault/files/lock-file.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { startChild } from './child.ts'
import { temporaryVault } from './temporary-vault.ts'

const holder = async (folder: string) => {
  const child = startChild('lock-holder.ts', folder)
  onTestFinished(child.kill)
  await child.spoken()
  return child
}

test('a vault is locked once per process, and leaves an empty file', () => {
  const paths = temporaryVault()
  const lock = acquireLock(paths)
  expect(() => acquireLock(paths)).toThrow('busy')
  // The refused attempt must not have dropped the lock, as closing a descriptor would.
  expect(() => acquireLock(paths)).toThrow('busy')
  lock.release()
  acquireLock(paths).release()
  expect(readdirSync(paths.folder)).toEqual(['lock'])
  expect(statSync(paths.lock)).toMatchObject({ size: 0 })
  expect(statSync(paths.lock).mode & 0o777).toBe(0o600)
})

test('a second process is refused while the first holds the vault', async () => {
  const paths = temporaryVault()
  const lock = acquireLock(paths)
  expect(() => acquireLock(paths)).toThrow('busy')
  expect((await holder(paths.folder)).lines).toEqual(['busy'])
  lock.release()
  expect((await holder(paths.folder)).lines).toEqual(['held'])
  expect(() => acquireLock(paths)).toThrow('busy')
})

test('a vault stays locked even without a reference to the lock', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const paths = temporaryVault()
  acquireLock(paths)
  await new Promise((resolve) => setTimeout(resolve, 10))
  collect()
  expect((await holder(paths.folder)).lines).toEqual(['busy'])
})

test('kill -9 gives the vault back', async () => {
  const paths = temporaryVault()
  for (let round = 0; round < 3; round++) {
    const child = await holder(paths.folder)
    expect(child.lines).toEqual(['held'])
    expect(() => acquireLock(paths)).toThrow('busy')
    await child.kill()
    acquireLock(paths).release()
  }
})

test('of several processes that start at once exactly one gets the vault', async () => {
  const paths = temporaryVault()
  const children = await Promise.all(Array.from({ length: 4 }, () => holder(paths.folder)))
  expect(children.flatMap(({ lines }) => lines).sort()).toEqual(['busy', 'busy', 'busy', 'held'])
})

test('a folder that is not there is a storage failure', () => {
  expect(() => acquireLock(vaultPaths('/nonexistent/vault'))).toThrow('storage')
})
