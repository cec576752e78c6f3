import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { kdfBounds } from '../../src/crypto/kdf.ts'
import { readHeader } from '../../src/crypto/v2/header-layout.ts'
import { openTestVault, temporaryFolder } from './harness.ts'
import { opening, setWipe, wipe } from './wipe-vault.ts'

const place = temporaryFolder()
afterAll(() => place.remove())

// Otherwise a copy of the header would show when, and on which machine, a credential was changed, and
// that there was a wipe.
test('a vault keeps its KDF cost, whatever the machine has later: after a change of a credential, and after a wipe', async () => {
  const folder = join(place.path, 'vault')
  const { floor } = kdfBounds
  const cost = { passes: 4, memoryKiB: floor.memoryKiB + 1024 }
  const costNow = (): object => {
    const { passes, memoryKiB } = readHeader(readFileSync(join(folder, 'header'))).kdf
    return { passes, memoryKiB }
  }
  const first = openTestVault(folder, undefined, { cost })
  await first.controller.create({ ...opening, pseudonym: 'Heron', language: 'en' })
  expect(first.controller.memory()).toMatchObject({ neededMiB: 65, isReduced: true })
  first.controller.close()
  expect(costNow()).toEqual(cost)

  const later = openTestVault(folder, undefined, { cost: floor })
  expect(later.controller.memory()).toMatchObject({ neededMiB: 65 })
  await later.controller.unlock(opening)
  await setWipe(later)
  expect(costNow()).toEqual(cost)
  later.controller.close()
  await later.controller.unlock({ ...opening, passphrase: wipe })
  expect(costNow()).toEqual(cost)
  later.controller.close()
})
