import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { run } from '../rescue/rescue-vault.ts'
import { filledVault, opening, setWipe, wipe } from './wipe-vault.ts'
import type { WipeTestVault } from './wipe-vault.ts'
import { failureOf, openTestVault, passphrase, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { kdfRuns } from './kdf-runs.ts'
import { filesUnder, findPlaintext } from './find-plaintext.ts'
import { ownWorkers } from './worker-paths.ts'

// The runs of Argon2id are counted.
beforeAll(takeRealKdf)

/** Every 64 bytes of the files of a vault that are not nothing, from where a header may change. */
const blocksOf = (folder: string): Set<string> => {
  const blocks = new Set<string>()
  for (const path of filesUnder(folder)) {
    const bytes = readFileSync(path)
    for (let at = 128; at + 64 <= bytes.length; at += 64) {
      const block = bytes.subarray(at, at + 64)
      if (block.some((byte) => byte !== 0)) blocks.add(block.toString('latin1'))
    }
  }
  return blocks
}

const counting = { ...ownWorkers, kdf: join(import.meta.dirname, 'counting-kdf-worker.ts') }

/** Runs of Argon2id since it was asked last. */
const countRuns = (): number => {
  const { length } = readFileSync(kdfRuns())
  rmSync(kdfRuns())
  return length
}

describe('typing the wipe passphrase at the unlock screen', () => {
  const place = temporaryFolder()
  const folder = join(place.path, 'vault')
  let vault: WipeTestVault
  let old: Set<string>
  let desk: TestVault
  let ordinary: unknown
  let ordinaryRuns: number

  beforeAll(async () => {
    vault = await filledVault(folder)
    await setWipe(vault.desk)
    vault.desk.controller.close()
    expect(await findPlaintext(folder)).toContain('zqbody')

    desk = openTestVault(folder, Date.now, { workers: counting })
    ordinary = await desk.controller.unlock(opening)
    ordinaryRuns = countRuns()
    desk.controller.close()

    mkdirSync(join(folder, 'quarantine'), { recursive: true })
    writeFileSync(join(folder, 'quarantine', 'ab'.repeat(16)), 'zqaside')
    writeFileSync(join(folder, 'header.new'), readFileSync(join(folder, 'header')))
    writeFileSync(join(folder, 'notes.db.v3'), readFileSync(join(folder, 'notes.db')))
    old = blocksOf(folder)
  })
  afterAll(() => {
    desk.controller.close()
    place.remove()
    rmSync(kdfRuns(), { force: true })
  })

  it('is refused by the rescue tool, which destroys nothing', async () => {
    const { code, out, err } = await run([folder], `${wipe}\n`)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('this does not open the vault')
    expect(blocksOf(folder)).toEqual(old)
  })

  it('answers exactly as an ordinary unlock does, after as many runs of Argon2id', async () => {
    desk = openTestVault(folder, Date.now, { workers: counting })
    expect(await desk.controller.unlock({ passphrase: wipe, keyFile: null })).toEqual(ordinary)
    expect([countRuns(), ordinaryRuns]).toEqual([1, 1])
    expect(desk.controller.status()).toEqual(ordinary)
    expect(desk.events).toEqual([])
  })

  it('leaves an empty vault of an ordinary kind', async () => {
    expect(await desk.handlers['cases.list']({})).toEqual([])
    expect(desk.controller.wipeStatus()).toEqual({ wipe: null })
    expect(await desk.controller.inventory()).toMatchObject({
      records: { case: 0, source: 0, report: 0 },
      attachments: { count: 0, bytes: 0 },
      setAside: 0,
      opens: { passphrases: 1, recoveryCodes: 0 },
    })
    const { faults, searchIndexHolds } = await desk.handlers['vault.verify']({
      task: 'a'.repeat(16),
    })
    expect([faults, searchIndexHolds]).toEqual([[], true])
    desk.controller.close()
    expect(readdirSync(folder).sort()).toEqual([
      'anchor',
      'blobs',
      'header',
      'header.bak',
      'lock',
      'notes.db',
    ])
  })

  it('leaves nothing of the old vault in any file of the folder: no word, no block, no slot', async () => {
    expect(await findPlaintext(folder, wipe)).toEqual([])
    const left = [...blocksOf(folder)].filter((block) => old.has(block))
    expect(left).toEqual([])
  })

  it('leaves nothing that the old passphrase or the old recovery code opens', async () => {
    expect(await failureOf(() => desk.controller.unlock(opening))).toBe('wrong-passphrase')
    const recover = { code: vault.recoveryCode, passphrase, keyFile: null }
    expect(await failureOf(() => desk.controller.recover(recover))).toBe('wrong-passphrase')
  })

  it('opens the empty vault from then on, and can have a wipe passphrase of its own', async () => {
    const own = { passphrase: wipe, keyFile: null }
    expect(await desk.controller.unlock(own)).toEqual(ordinary)
    const other = 'geese went over the lake at dusk'
    await desk.controller.setWipe({ ...own, wipe: other, wipeKeyFile: null })
    await desk.handlers['settings.get']({})
    expect(existsSync(join(folder, 'destroying'))).toBe(false)
  })
})
