import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatRecoveryCode } from '../../src/crypto/recovery-code.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { at, readHeader } from '../../src/crypto/v2/header-layout.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import { watchFiles } from '../vault-files/watched-files.ts'
import {
  failureOf,
  newRecoveryCode,
  newVault,
  openTestVault,
  passphrase,
  reopen,
  reportContent,
  temporaryFolder,
} from './harness.ts'
import type { TestVault } from './harness.ts'
import { setWipe, wipe } from './wipe-vault.ts'

const next = 'other words that open this vault now'
const held = { passphrase, keyFile: null }

let place: ReturnType<typeof temporaryFolder>
let folder: string
let desk: TestVault
let recoveryCode: string
let reportId: ReportId
beforeEach(async () => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
  const { desk: opened, made } = newVault(folder)
  desk = opened
  recoveryCode = (await made).recoveryCode
  const content = reportContent('What was written before.', 'Before')
  reportId = (await desk.handlers['reports.save']({ id: null, rev: 0, content })).id
})
afterEach(() => {
  desk.controller.close()
  place.remove()
})

const headerOf = (of = folder): Buffer => readFileSync(join(of, 'header'))
const changePassphrase = (): Promise<void> =>
  desk.controller.changePassphrase({
    current: passphrase,
    currentKeyFile: null,
    next,
    nextKeyFile: null,
  })
const newCode = (): Promise<string> => newRecoveryCode(desk)
const removeWipe = (): Promise<void> => desk.controller.removeWipe(held)

/** How an unlock of a copy of the vault ends, with another header in both places. */
const unlockWith = async (header: Buffer, words: string): Promise<string> => {
  const copy = join(place.path, 'copy')
  cpSync(folder, copy, { recursive: true, force: true })
  for (const name of ['header', 'header.bak']) writeFileSync(join(copy, name), header)
  const other = openTestVault(copy)
  const code = await failureOf(() => other.controller.unlock({ passphrase: words, keyFile: null }))
  other.controller.close()
  return code
}
const recoverWith = async (header: Buffer, code: string): Promise<string> => {
  const copy = join(place.path, 'copy')
  cpSync(folder, copy, { recursive: true, force: true })
  for (const name of ['header', 'header.bak']) writeFileSync(join(copy, name), header)
  const other = openTestVault(copy)
  const input = { code, passphrase: 'any words at all for this one', keyFile: null }
  const ended = await failureOf(() => other.controller.recover(input))
  other.controller.close()
  return ended
}

describe('a changed passphrase', () => {
  it('opens the vault, with all that was in it, and the old one does not', async () => {
    await changePassphrase()
    const content = reportContent('What was written after.', 'After')
    const { id } = await desk.handlers['reports.save']({ id: null, rev: 0, content })
    desk.controller.close()
    expect(await failureOf(() => reopen(folder))).toBe('wrong-passphrase')
    desk = await reopen(folder, next)
    expect(desk.controller.status()).toEqual({ state: 'open', reason: null, repaired: false })
    for (const each of [reportId, id]) {
      expect((await desk.handlers['reports.get']({ id: each })).id).toBe(each)
    }
    const verified = await desk.handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(verified).toMatchObject({ faults: [], searchIndexHolds: true })
  })

  it('is refused, and changes nothing, after a disk error while it was derived', async () => {
    const before = headerOf()
    const changing = failureOf(changePassphrase)
    await new Promise((resolve) => setImmediate(resolve))
    expect(headerOf()).toEqual(before)
    // As after a save that may or may not be on the disk.
    session(desk).store.freeze()
    expect(await changing).toBe('read-only')
    expect(headerOf()).toEqual(before)
    desk.controller.close()
    expect(await failureOf(() => reopen(folder, next))).toBe('wrong-passphrase')
    desk = await reopen(folder)
  })

  it('is not undone by an old header with the old passphrase: it opens nothing of today', async () => {
    const old = headerOf()
    await changePassphrase()
    desk.controller.close()
    expect(await unlockWith(old, passphrase)).toBe('damaged')
    expect(await recoverWith(old, recoveryCode)).toBe('damaged')
  })

  it('leaves the recovery code as it is, although nobody typed it', async () => {
    await changePassphrase()
    desk.controller.close()
    desk = openTestVault(folder)
    const input = {
      code: recoveryCode,
      passphrase: 'a third passphrase of many words',
      keyFile: null,
    }
    expect((await desk.controller.recover(input)).state).toBe('open')
    expect((await desk.handlers['reports.get']({ id: reportId })).id).toBe(reportId)
  })

  it('holds after several changes in one session, and after a crash without a lock', async () => {
    await changePassphrase()
    await newRecoveryCode(desk, next)
    const crashed = join(place.path, 'crashed')
    cpSync(folder, crashed, { recursive: true })
    const again = await reopen(crashed, next)
    expect(again.controller.status().state).toBe('open')
    expect((await again.handlers['reports.get']({ id: reportId })).id).toBe(reportId)
    again.controller.close()
  })
})

describe('a new recovery code', () => {
  it('that was only drawn opens nothing: the old one stays valid until its sheet is proved', async () => {
    const drawn = desk.controller.drawRecoveryCode()
    const crashed = join(place.path, 'crashed')
    cpSync(folder, crashed, { recursive: true })
    const other = openTestVault(crashed)
    const input = { passphrase: next, keyFile: null }
    expect(await failureOf(() => other.controller.recover({ code: drawn, ...input }))).toBe(
      'wrong-passphrase',
    )
    expect((await other.controller.recover({ code: recoveryCode, ...input })).state).toBe('open')
    other.controller.close()
  })

  it('is one that the vault drew last in this session: the window cannot choose another', async () => {
    const { controller } = desk
    const accepts = (code: string) =>
      failureOf(() => controller.newRecoveryCode({ passphrase, keyFile: null, code }))
    const chosen = formatRecoveryCode(Secret.take(new Uint8Array(20)))
    expect(await accepts(chosen)).toBe('bad-code')
    const [first, last] = [controller.drawRecoveryCode(), controller.drawRecoveryCode()]
    expect([await accepts(recoveryCode), await accepts(first)]).toEqual(['bad-code', 'bad-code'])
    expect(await accepts(last)).toBe('none')
    expect(await accepts(last)).toBe('bad-code')
  })

  it('opens the vault; the old one does not, not even with an old header', async () => {
    const old = headerOf()
    const code = await newCode()
    desk.controller.close()
    expect(await recoverWith(old, recoveryCode)).toBe('damaged')
    expect(await recoverWith(headerOf(), recoveryCode)).toBe('wrong-passphrase')
    expect(await recoverWith(headerOf(), code)).toBe('none')
    desk = await reopen(folder)
  })

  it('used to set a passphrase, revokes the passphrase before it', async () => {
    desk.controller.close()
    const old = headerOf()
    desk = openTestVault(folder)
    await desk.controller.recover({ code: recoveryCode, passphrase: next, keyFile: null })
    desk.controller.close()
    expect(await unlockWith(old, passphrase)).toBe('damaged')
    desk = await reopen(folder, next)
    expect((await desk.handlers['reports.get']({ id: reportId })).id).toBe(reportId)
  })
})

describe('a wipe passphrase', () => {
  it('that was removed does nothing, and the others keep opening the vault', async () => {
    await setWipe(desk)
    desk.controller.close()
    desk = await reopen(folder)
    await removeWipe()
    desk.controller.close()
    expect(await unlockWith(headerOf(), wipe)).toBe('wrong-passphrase')
    desk = await reopen(folder)
    expect((await desk.handlers['reports.get']({ id: reportId })).id).toBe(reportId)
  })

  it('acts only if both copies of the header have it', async () => {
    const without = headerOf()
    await setWipe(desk)
    desk.controller.close()
    const copy = join(place.path, 'copy')
    cpSync(folder, copy, { recursive: true })
    writeFileSync(join(copy, 'header.bak'), without)
    const other = openTestVault(copy)
    expect(
      await failureOf(() => other.controller.unlock({ passphrase: wipe, keyFile: null })),
    ).toBe('wrong-passphrase')
    other.controller.close()
    desk = await reopen(folder)
  })

  it('is refused if it is the passphrase or the recovery code', async () => {
    expect(await failureOf(() => setWipe(desk, passphrase))).toBe('same-credential')
    expect(await failureOf(() => setWipe(desk, recoveryCode))).toBe('same-credential')
    await setWipe(desk)
    const same = { current: passphrase, currentKeyFile: null, next: wipe, nextKeyFile: null }
    expect(await failureOf(() => desk.controller.changePassphrase(same))).toBe('same-credential')
  })
})

describe('what an observer sees', () => {
  it('is the same file operations, whichever credential changes', async () => {
    const acts = { newCode, setWipe: () => setWipe(desk), removeWipe }
    const seen: Record<string, readonly string[]> = {}
    for (const [name, act] of Object.entries(acts)) {
      const lines = watchFiles()
      await act()
      seen[name] = [...lines]
    }
    expect(seen['removeWipe']?.length).toBeGreaterThan(5)
    expect(seen['setWipe']).toEqual(seen['removeWipe'])
    expect(seen['newCode']).toEqual(seen['removeWipe'])
  })

  it('is a header whose every byte after the clear fields is new at each unlock and each lock', async () => {
    const headers = [headerOf()]
    for (let session = 0; session < 2; session++) {
      desk.controller.close()
      headers.push(headerOf())
      desk = await reopen(folder)
      headers.push(headerOf())
    }
    for (const [index, header] of headers.entries()) {
      expect(readHeader(header).kdf).toEqual(readHeader(headers[0] ?? header).kdf)
      for (const earlier of headers.slice(0, index)) {
        for (let from = at.slots; from < header.length; from += 16) {
          expect(header.subarray(from, from + 16).equals(earlier.subarray(from, from + 16))).toBe(
            false,
          )
        }
      }
    }
  })
})
