import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CaseId } from '../../src/shared/ids.ts'
import { failureOf } from '../vault/harness.ts'
import { session } from './test-vault.ts'
import { fill, hybridOf, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

let two: Two
let caseId: CaseId
beforeAll(async () => {
  two = await twoVaults()
  ;({ caseId } = await fill(two.field))
})
afterAll(() => two.end())

const sent = async (): Promise<string> =>
  two.exported(two.field, caseId, { kind: 'keys', recipients: [await hybridOf(two.desk)] })
const exportsOf = () => session(two.field).store.exchange.exports()
const last = () => {
  const [entry] = exportsOf()
  return { sequence: entry?.sequence, seq: entry?.seq }
}

let before: ReturnType<typeof last>
beforeEach(async () => {
  await taken(two.desk, await sent())
  before = last()
})

/** Replaces the disk's rename while a file gets its name. */
const whileNamed = async (
  rename: (from: fs.PathLike, to: fs.PathLike) => void,
  work: () => Promise<void>,
): Promise<void> => {
  const { renameSync } = fs
  fs.renameSync = (from, to) => {
    if (String(to).endsWith('.age')) rename(from, to)
    else renameSync(from, to)
  }
  syncBuiltinESMExports()
  try {
    await work()
  } finally {
    fs.renameSync = renameSync
    syncBuiltinESMExports()
  }
}

test('a file that cannot be given its name leaves nothing, and the next begins a sequence', async () => {
  const refuse = (): void => {
    throw new Error('the medium refuses')
  }
  const count = exportsOf().length
  const lying = fs.readdirSync(two.out)
  await whileNamed(refuse, async () => {
    expect(await failureOf(sent)).toBe('storage')
  })
  expect(exportsOf()).toHaveLength(count)
  expect(fs.readdirSync(two.out)).toEqual(lying)
  await taken(two.desk, await sent())
  expect(last()).toMatchObject({ seq: 1 })
  expect(last().sequence).not.toBe(before.sequence)
  // The file after that continues the sequence.
  const { sequence } = last()
  await taken(two.desk, await sent())
  expect(last()).toEqual({ sequence, seq: 2 })
})

test('a file on a medium that was pulled out can be imported, and so can the next', async () => {
  const carriedOff = join(two.place, 'carried-off.age')
  await whileNamed(
    (from) => {
      fs.copyFileSync(from, carriedOff)
      throw new Error('the medium is gone')
    },
    async () => {
      expect(await failureOf(sent)).toBe('storage')
    },
  )
  const next = await sent()
  await taken(two.desk, carriedOff)
  await taken(two.desk, next)
  expect(last()).toMatchObject({ seq: 1 })
})

test('an export that ended before its file could get a name goes on with the sequence', async () => {
  const { events } = two.field
  const { push } = events
  // The medium loses the file while it is written.
  events.push = (event) => {
    for (const name of fs.readdirSync(two.out).filter((found) => found.endsWith('.part'))) {
      fs.rmSync(join(two.out, name))
    }
    return push.call(events, event)
  }
  expect(await failureOf(sent)).toBe('storage')
  events.push = push
  await taken(two.desk, await sent())
  expect(last()).toEqual({ sequence: before.sequence, seq: (before.seq ?? 0) + 1 })
})
