import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { withoutSlot } from '../../src/crypto/v1/header.ts'
import {
  createHeaderFiles,
  openHeaderFiles,
  replaceHeaderFiles,
} from '../../src/main/vault/files/header-file.ts'
import { several } from '../in-full.ts'
import { startChild } from './child.ts'
import { exampleHeader, fastDerive } from './fast-derive.ts'
import { temporaryVault } from './temporary-vault.ts'

beforeAll(sodiumReady)

const rounds = several(20, 500)

test(`kill -9 while the header is written loses nothing that was acknowledged (${rounds} times)`, async () => {
  const paths = temporaryVault()
  const { header, vaultKey } = exampleHeader()
  createHeaderFiles(paths, header)
  for (let round = 0; round < rounds; round++) {
    const child = startChild('header-writer.ts', paths.folder)
    await child.spoken()
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
    await child.kill()
    const acknowledged = Number(child.lines.at(-1))

    const opened = await openHeaderFiles(paths, fastDerive('passphrase'))
    expect(opened.slot.kind === 'passphrase' && opened.slot.vaultKey.equals(vaultKey)).toBe(true)
    expect(opened.epoch).toBeGreaterThanOrEqual(acknowledged)
    expect(opened.epoch).toBeLessThanOrEqual(acknowledged + 1)
    expect(readFileSync(paths.header)).toEqual(readFileSync(paths.headerBackup))

    // The child adds a slot first, so it starts from a header without it.
    const passing = await openHeaderFiles(paths, fastDerive('passing')).catch(() => null)
    if (passing !== null) {
      replaceHeaderFiles(paths, withoutSlot(passing.header, vaultKey, passing.slot.index))
    }
  }
})
