import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeKeyFile } from '../../src/main/vault/key-file.ts'
import { newFileToken } from '../../src/main/vault/file-tokens.ts'
import {
  failureOf,
  newVault,
  openDesk,
  passphrase,
  reopen,
  temporaryFolder,
  caseContent,
  reportContent,
  sourceContent,
} from './harness.ts'

let place: ReturnType<typeof temporaryFolder>
let folder: string
beforeEach(() => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
})
afterEach(() => place.remove())

const rows = { caseId: null, sourceId: null, state: null, cursor: null, limit: 50 }

describe('a new vault', () => {
  it('is made in a folder that only its owner can open, with files only its owner can read', async () => {
    const { desk, made } = newVault(folder)
    await made
    desk.keeper.close()
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    const names = readdirSync(folder).sort()
    expect(names).toEqual(['anchor', 'blobs', 'header', 'header.bak', 'lock', 'notes.db'])
    for (const name of names) {
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
    }
  })

  it('is refused in a folder that holds anything, which stays as it was', async () => {
    mkdirSync(folder)
    writeFileSync(join(folder, 'letter.txt'), 'mine')
    expect(await failureOf(() => newVault(folder).made)).toBe('exists')
    expect(readdirSync(folder)).toEqual(['letter.txt'])
  })

  it('is open once made, and opens again with its passphrase', async () => {
    const { desk, made } = newVault(folder)
    await made
    expect(desk.keeper.status().state).toBe('open')
    desk.keeper.close()
    expect(desk.keeper.status().state).toBe('locked')
    const again = await reopen(folder)
    expect(again.keeper.status()).toEqual({ state: 'open', reason: null, repaired: false })
    expect(again.handlers['settings.get']({})).toMatchObject({ pseudonym: 'Heron', language: 'en' })
    again.keeper.close()
  })

  it('keeps its keys: the same signing and age keys after every unlock', async () => {
    const { desk, made } = newVault(folder)
    await made
    const before = await desk.handlers['exchange.self']({})
    desk.keeper.close()
    const again = await reopen(folder)
    expect(await again.handlers['exchange.self']({})).toEqual(before)
    expect(before.hybrid).toMatch(/^age1pq1/)
    again.keeper.close()
  })
})

describe('unlocking', () => {
  it('refuses another passphrase, and a key file that was never asked for', async () => {
    const { desk, made } = newVault(folder)
    await made
    desk.keeper.close()
    expect(await failureOf(() => reopen(folder, 'not this one at all'))).toBe('wrong-passphrase')
    const keyFile = newFileToken()
    desk.files.add(keyFile, join(place.path, 'key'))
    writeKeyFile(join(place.path, 'key'))
    expect(await failureOf(() => desk.keeper.unlock({ passphrase, keyFile }))).toBe(
      'wrong-passphrase',
    )
    expect((await reopen(folder)).keeper.status().state).toBe('open')
  })

  it('says that there is no vault where there is none', async () => {
    expect(openDesk(folder).keeper.status().state).toBe('none')
    expect(await failureOf(() => reopen(folder))).toBe('no-vault')
  })

  it('needs the key file where one was set, whole and unchanged', async () => {
    const path = join(place.path, 'key')
    writeKeyFile(path)
    const desk = openDesk(folder)
    const keyFile = newFileToken()
    desk.files.add(keyFile, path)
    await desk.keeper.create({ passphrase, keyFile, pseudonym: 'Heron', language: 'ko' })
    desk.keeper.close()
    expect(await failureOf(() => reopen(folder))).toBe('wrong-passphrase')
    expect((await desk.keeper.unlock({ passphrase, keyFile })).state).toBe('open')
    desk.keeper.close()
    writeFileSync(path, 'other content')
    expect(await failureOf(() => desk.keeper.unlock({ passphrase, keyFile }))).toBe(
      'wrong-passphrase',
    )
  })

  it('is refused to a second keeper while the first is open, and harms nothing', async () => {
    const { desk, made } = newVault(folder)
    await made
    expect(await failureOf(() => reopen(folder))).toBe('busy')
    const saved = desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Open') })
    expect(await saved).toMatchObject({ rev: 1 })
    desk.keeper.close()
    const again = await reopen(folder)
    expect(await again.handlers['cases.list']({})).toHaveLength(1)
    again.keeper.close()
  })
})

describe('changing what opens the vault', () => {
  it('takes the new passphrase and forgets the old one', async () => {
    const { desk, made } = newVault(folder)
    await made
    const next = 'another sentence altogether'
    const change = { current: passphrase, currentKeyFile: null, next, nextKeyFile: null }
    await desk.keeper.changePassphrase(change)
    desk.keeper.close()
    expect(await failureOf(() => reopen(folder))).toBe('wrong-passphrase')
    const again = await reopen(folder, next)
    const { lines } = await again.handlers['journal.list']({
      subject: null,
      before: null,
      limit: 5,
    })
    expect(lines[0]?.kind).toBe('vault.passphrase')
    again.keeper.close()
  })

  it('is refused without the present passphrase', async () => {
    const { desk, made } = newVault(folder)
    await made
    const change = {
      current: 'wrong',
      currentKeyFile: null,
      next: 'x'.repeat(12),
      nextKeyFile: null,
    }
    expect(await failureOf(() => desk.keeper.changePassphrase(change))).toBe('wrong-passphrase')
    desk.keeper.close()
    ;(await reopen(folder)).keeper.close()
  })

  it('works over and over, together with new recovery codes', async () => {
    const { desk, made } = newVault(folder)
    await made
    let current = passphrase
    let code = ''
    for (const next of ['first new passphrase', 'second new passphrase', 'third new passphrase']) {
      await desk.keeper.changePassphrase({ current, currentKeyFile: null, next, nextKeyFile: null })
      code = await desk.keeper.newRecoveryCode({ passphrase: next, keyFile: null })
      current = next
    }
    desk.keeper.close()
    const other = openDesk(folder)
    const recovered = { code, passphrase: 'after the recovery', keyFile: null }
    expect((await other.keeper.recover(recovered)).state).toBe('open')
    other.keeper.close()
  })
})

describe('the recovery code', () => {
  it('opens the vault, sets a new passphrase and drops the old one', async () => {
    const { desk, made } = newVault(folder)
    const { recoveryCode } = await made
    desk.keeper.close()
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ')
    const next = 'a passphrase to remember'
    await desk.keeper.recover({ code: typed, passphrase: next, keyFile: null })
    desk.keeper.close()
    expect(await failureOf(() => reopen(folder))).toBe('wrong-passphrase')
    ;(await reopen(folder, next)).keeper.close()
  })

  it('is told apart from a typing mistake by its checksum', async () => {
    const { desk, made } = newVault(folder)
    const { recoveryCode } = await made
    desk.keeper.close()
    const wrong = recoveryCode.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    const next = { passphrase: 'a passphrase to remember', keyFile: null }
    expect(await failureOf(() => desk.keeper.recover({ code: wrong, ...next }))).toBe('bad-code')
  })

  it('stops working once a new one was made', async () => {
    const { desk, made } = newVault(folder)
    const { recoveryCode } = await made
    const fresh = await desk.keeper.newRecoveryCode({ passphrase, keyFile: null })
    desk.keeper.close()
    expect(fresh).not.toBe(recoveryCode)
    const next = { passphrase: 'a passphrase to remember', keyFile: null }
    expect(await failureOf(() => desk.keeper.recover({ code: recoveryCode, ...next }))).toBe(
      'wrong-passphrase',
    )
    expect((await desk.keeper.recover({ code: fresh, ...next })).state).toBe('open')
    desk.keeper.close()
  })
})

describe('records', () => {
  it('come back as they were written, and a filed report is signed', async () => {
    const { desk, made } = newVault(folder)
    await made
    const { handlers } = desk
    const known = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Border') })
    const { codeName } = await handlers['sources.suggestCodeName']({})
    const source = await handlers['sources.save']({
      id: null,
      rev: 0,
      content: sourceContent(codeName),
      identity: null,
    })
    const draft = await handlers['reports.save']({
      id: null,
      rev: 0,
      content: { ...reportContent('북송 소식'), caseId: known.id, sourceIds: [source.id] },
    })
    const filed = await handlers['reports.file']({ id: draft.id, rev: draft.rev })
    expect(filed.state).toBe('filed')
    desk.keeper.close()

    const again = await reopen(folder)
    const report = await again.handlers['reports.get']({ id: draft.id })
    expect(report.content.body).toBe('북송 소식')
    const [row] = await again.handlers['reports.revisions']({ id: draft.id })
    expect(row).toMatchObject({ byUs: true, isHead: true, id: report.head })
    if (row === undefined) throw new Error('no revision')
    const revision = await again.handlers['reports.revision']({ id: row.id })
    expect(revision.verified).toBe(true)
    const { hits } = await again.handlers['search.query']({ query: '북송', limit: 10 })
    expect(hits.map((hit) => hit.row.id)).toEqual([draft.id])
    again.keeper.close()
  })

  it('seals a protected source anew at every save, always in the same size', async () => {
    const { desk, made } = newVault(folder)
    await made
    const save = desk.handlers['sources.save']
    const first = await save({
      id: null,
      rev: 0,
      content: sourceContent('Quiet Harbor'),
      identity: null,
    })
    const sealOf = () => desk.keeper.session()?.store.sources.seals(first.id)[0]?.bytes
    const before = sealOf()
    const second = await save({
      id: first.id,
      rev: first.rev,
      content: first.content,
      identity: null,
    })
    expect(second.sealBytes).toBe(first.sealBytes)
    expect(sealOf()).not.toEqual(before)
    desk.keeper.close()
  })

  it('refuses a code name that another source has', async () => {
    const { desk, made } = newVault(folder)
    await made
    const save = desk.handlers['sources.save']
    const first = await save({
      id: null,
      rev: 0,
      content: sourceContent('Quiet Harbor'),
      identity: null,
    })
    const twin = { id: null, rev: 0, content: sourceContent('Quiet Harbor'), identity: null }
    expect(await failureOf(() => save(twin))).toBe('invalid')
    expect(
      await save({ id: first.id, rev: 1, content: first.content, identity: null }),
    ).toMatchObject({ rev: 2 })
    desk.keeper.close()
  })

  it('refuses to file a report with nothing in it', async () => {
    const { desk, made } = newVault(folder)
    await made
    const { handlers } = desk
    const draft = await handlers['reports.save']({
      id: null,
      rev: 0,
      content: reportContent('', ''),
    })
    expect(await failureOf(() => handlers['reports.file']({ id: draft.id, rev: draft.rev }))).toBe(
      'invalid',
    )
    desk.keeper.close()
  })

  it('that were removed can be restored until the lock, and are gone after it', async () => {
    const { desk, made } = newVault(folder)
    await made
    const { handlers } = desk
    const save = (body: string) =>
      handlers['reports.save']({ id: null, rev: 0, content: reportContent(body) })
    const [kept, gone] = [await save('kept'), await save('gone')]
    const id = (report: { id: string }) => report.id as never
    await handlers['records.remove']({ id: id(kept), rev: kept.rev })
    await handlers['records.restore']({ id: id(kept) })
    await handlers['records.remove']({ id: id(gone), rev: gone.rev })
    desk.keeper.close()
    const again = await reopen(folder)
    const page = await again.handlers['reports.list'](rows)
    expect(page.rows.map((row) => row.id)).toEqual([kept.id])
    expect(await failureOf(() => again.handlers['records.restore']({ id: id(gone) }))).toBe(
      'not-found',
    )
    again.keeper.close()
  })
})

describe('verifying', () => {
  it('finds nothing wrong with a sound vault, reports progress and can be cancelled', async () => {
    const { desk, made } = newVault(folder)
    await made
    const { handlers } = desk
    for (let i = 0; i < 50; i++) {
      await handlers['reports.save']({ id: null, rev: 0, content: reportContent(`body ${i}`) })
    }
    const result = await handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(result).toMatchObject({ records: 50, faults: [], searchIndexHolds: true })
    expect(desk.events.some((event) => event.kind === 'progress')).toBe(true)
    const task = 'b'.repeat(16)
    const running = handlers['vault.verify']({ task })
    await handlers['tasks.cancel']({ task })
    expect(await failureOf(() => running)).toBe('cancelled')
    desk.keeper.close()
  })
})
