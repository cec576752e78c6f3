import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { keyA, keyB, packageBytes, signedRelease } from '../release/sample-release.ts'
import { answerDialogs, button, goToSettings, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { openPrepared } from './prepared-vaults.ts'

/** The built app has no release keys, so the keys of the tests are unknown to it. */
describe('a release on a stick', () => {
  const home = mkdtempSync(join(tmpdir(), 'release-'))
  const paths = {
    package: join(home, 'understory_1.2.0-1_amd64.deb'),
    manifest: join(home, 'understory-1.2.0.release.json'),
    a: join(home, 'understory-1.2.0.release.json.a.sig'),
    b: join(home, 'understory-1.2.0.release.json.b.sig'),
  }
  let person: Person

  beforeAll(async () => {
    await sodiumReady()
    const { manifest, signatures } = signedRelease({}, keyA, keyB)
    writeFileSync(paths.package, packageBytes)
    writeFileSync(paths.manifest, manifest)
    writeFileSync(paths.a, signatures[0] ?? '')
    writeFileSync(paths.b, signatures[1] ?? '')
    person = await openPrepared('heron')
  }, 90_000)
  afterAll(async () => {
    await person.desk.close()
    rmSync(home, { recursive: true, force: true })
  })

  const check = async (): Promise<void> => {
    await answerDialogs(person, ...Object.values(paths))
    for (const _ of Object.values(paths)) await press(person, 'release.choose')
    await person.page.getByText(paths.b.slice(home.length + 1)).waitFor()
    await press(person, 'release.check')
  }

  test('is checked in the built app: its digests fit, and without keys it is not called genuine', async () => {
    await goToSettings(person, 'integrity')
    await press(person, 'release.open')
    await check()
    const { page, text } = person
    await page.getByText(text('release.unproven')).waitFor()
    await page.getByText('understory_1.2.0-1_amd64.deb').waitFor()
    expect(await page.getByText(/^SHA256:/).count()).toBe(2)
  })

  test('is refused after one byte of the package was changed', async () => {
    const changed = Buffer.from(packageBytes)
    changed[100] = (changed[100] ?? 0) ^ 1
    writeFileSync(paths.package, changed)
    await button(person, 'release.another').click()
    await check()
    await person.page.getByText(person.text('failures.wrong-package.title')).waitFor()
  })
})
