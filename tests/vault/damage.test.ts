import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  caseContent,
  failureOf,
  newVault,
  passphrase,
  reopen,
  reportContent,
  temporaryFolder,
} from './harness.ts'
import type { TestVault } from './harness.ts'
import { nextTask } from '../exchange/test-vault.ts'
import { several } from '../in-full.ts'

let place: ReturnType<typeof temporaryFolder>
let folder: string
const file = (name: string): string => join(folder, name)
const aside = (name: string): string => join(place.path, name)

beforeEach(async () => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
  const { desk, made } = newVault(folder)
  await made
  desk.controller.close()
})
afterEach(() => place.remove())

const flip = (name: string, offset: number): void => {
  const bytes = readFileSync(file(name))
  bytes[offset] = (bytes[offset] ?? 0) ^ 1
  writeFileSync(file(name), bytes)
}

const everything = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name !== 'blobs')
      .map((name) => [name, readFileSync(file(name)).toString('base64')]),
  )

const save = async (desk: TestVault, body: string, known?: { id: string; rev: number }) =>
  desk.handlers['reports.save']({
    id: (known?.id ?? null) as never,
    rev: known?.rev ?? 0,
    content: reportContent(body),
  })

/** Does `act` in an open vault, then locks. */
const during = async <T>(act: (desk: TestVault) => Promise<T>): Promise<T> => {
  const desk = await reopen(folder)
  try {
    return await act(desk)
  } finally {
    desk.controller.close()
  }
}

describe('a damaged header', () => {
  it('is restored from its copy, whichever of the two it is, and the user is told', async () => {
    for (const name of ['header', 'header.bak']) {
      for (const offset of [9, 40, 200, 5000, 8191]) {
        flip(name, offset)
        const status = await during(async (desk) => desk.controller.status())
        expect(status).toMatchObject({ state: 'open', repaired: true })
        expect(readFileSync(file('header'))).toEqual(readFileSync(file('header.bak')))
      }
    }
    expect((await during(async (desk) => desk.controller.status())).repaired).toBe(false)
  })

  it('is restored when one copy is missing', async () => {
    rmSync(file('header'))
    expect((await during(async (desk) => desk.controller.status())).repaired).toBe(true)
  })

  it('is refused when both copies are damaged, and not one byte of the vault changes', async () => {
    flip('header', 8191)
    flip('header.bak', 8191)
    const before = everything()
    expect(await failureOf(() => reopen(folder))).toBe('damaged')
    expect(everything()).toEqual(before)
  })
})

describe('a damaged database', () => {
  it('is refused when it cannot be opened, and left as it is', async () => {
    writeFileSync(file('notes.db'), Buffer.alloc(8192, 7))
    const before = everything()
    expect(await failureOf(() => reopen(folder))).toBe('damaged')
    expect(everything()).toEqual(before)
  })

  it('that is an older copy opens read-only and says that commits are missing', async () => {
    const first = await during((desk) => save(desk, 'first'))
    copyFileSync(file('notes.db'), aside('old.db'))
    await during((desk) => save(desk, 'second'))
    copyFileSync(aside('old.db'), file('notes.db'))
    await during(async (desk) => {
      expect(desk.controller.status()).toMatchObject({ state: 'rescue', reason: 'missing-commits' })
      expect((await desk.handlers['reports.get']({ id: first.id })).content.body).toBe('first')
      expect(await failureOf(() => save(desk, 'third'))).toBe('read-only')
      const change = { current: 'x', currentKeyFile: null, next: 'x', nextKeyFile: null }
      expect(await failureOf(() => desk.controller.changePassphrase(change))).toBe('read-only')
    })
  })

  it('without its anchor is never taken for a sound one', async () => {
    await during((desk) => save(desk, 'first'))
    rmSync(file('anchor'))
    await during(async (desk) => {
      expect(desk.controller.status().state).toBe('rescue')
    })
  })

  it('with any single old page put back never returns old text as new', async () => {
    const report = await during((desk) => save(desk, 'the old words'))
    copyFileSync(file('notes.db'), aside('old.db'))
    const saved = await during((desk) => save(desk, 'the new words', report))
    const [old, fresh] = [readFileSync(aside('old.db')), readFileSync(file('notes.db'))]
    let swapped = 0
    for (let at = 0; at < Math.min(old.length, fresh.length); at += 4096) {
      const page = old.subarray(at, at + 4096)
      if (page.equals(fresh.subarray(at, at + 4096))) continue
      swapped++
      // Every page of every kind of change: tests/store/old-page.test.ts.
      if (swapped % several(3, 1) !== 0) continue
      const mixed = Buffer.from(fresh)
      page.copy(mixed, at)
      writeFileSync(file('notes.db'), mixed)
      let body: string | undefined
      const code = await failureOf(() =>
        during(async (desk) => {
          body = (await desk.handlers['reports.get']({ id: saved.id })).content.body
          if (desk.controller.status().state === 'rescue') body = undefined
        }),
      )
      if (code === 'none') expect([undefined, 'the new words']).toContain(body)
      else expect(['tampered', 'damaged']).toContain(code)
    }
    expect(swapped).toBeGreaterThan(0)
  })
})

describe('a vault that opened read-only', () => {
  it('can be verified: records and journal as ever, of the search index what needs no write', async () => {
    await during((desk) => save(desk, 'first'))
    rmSync(file('anchor'))
    await during(async (desk) => {
      expect(desk.controller.status().state).toBe('rescue')
      expect(await desk.handlers['vault.verify']({ task: nextTask() })).toMatchObject({
        faults: [],
        searchIndexHolds: true,
      })
    })
  })
})

describe('an anchor that is one commit behind', () => {
  it('is repaired without a word: the machine stopped between two writes', async () => {
    await during((desk) => save(desk, 'first'))
    copyFileSync(file('anchor'), aside('old.anchor'))
    await during(async (desk) => {
      await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('One') })
    })
    copyFileSync(aside('old.anchor'), file('anchor'))
    expect((await during(async (desk) => desk.controller.status())).state).toBe('open')
    expect((await during(async (desk) => desk.controller.status())).state).toBe('open')
  })
})

describe('a medium that is gone while the vault is open', () => {
  it('leaves nothing where it was, not even at the lock', async () => {
    await during(async (desk) => {
      renameSync(folder, aside('away'))
      const change = { current: passphrase, currentKeyFile: null, next: 'x', nextKeyFile: null }
      expect(await failureOf(() => desk.controller.changePassphrase(change))).toBe('no-vault')
    })
    expect(existsSync(folder)).toBe(false)
    renameSync(aside('away'), folder)
    expect((await during(async (desk) => desk.controller.status())).state).toBe('open')
  })
})
