import fs, {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pageBytes } from '../../src/main/store/changed-pages.ts'
import type { Verification } from '../../src/main/store/verify-parts.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import { verifyVault } from '../../src/main/vault/verify/verify.ts'
import { AuthorKey, Day, RecordId } from '../../src/shared/ids.ts'
import { several } from '../in-full.ts'
import { plainPages } from '../store/plain-pages.ts'
import { asRecord, meddle, newId, takeIn, testVault } from '../store/test-vault.ts'
import type { TestVault } from '../store/test-vault.ts'
import { vaultOfOneTest } from './harness.ts'
import { sessionOf } from './verified-session.ts'
import { workerPaths } from './worker-paths.ts'

/*
 * Verifications of a copy, in threads. `tests/store` and others show which faults a verification
 * finds where it reads the vault itself.
 */

/** Fails if the vault itself is verified. */
const copyOnly = (d: TestVault): Session =>
  sessionOf(d, {
    store: {
      ...d.store,
      verify: () => {
        throw new Error('the vault itself is verified')
      },
    },
  })

type Act = (done: number, total: number) => void

const verified = (session: Session, act: Act = () => undefined, signal?: AbortSignal) =>
  verifyVault(session, { signal: signal ?? new AbortController().signal, progress: act }, 0)

const inPlace = (d: TestVault): Promise<Verification> =>
  verifyVault(
    sessionOf(d),
    { signal: new AbortController().signal, progress: () => undefined },
    Infinity,
  )

const outcome = async (verifying: Promise<Verification>): Promise<unknown> => {
  try {
    const { faults, searchIndexHolds, records } = await verifying
    return {
      records,
      searchIndexHolds,
      faults: faults.map(({ subject, what }) => `${subject} ${what}`).sort(),
    }
  } catch (cause) {
    return cause instanceof Error && 'code' in cause ? cause.code : cause
  }
}

const scratchOf = (d: TestVault): readonly string[] => {
  const folder = join(d.folder, 'scratch')
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Once, as soon as the copy is made and its first part is checked. */
const onceCopied = (act: () => void): Act => {
  let isDone = false
  return (_, total) => {
    if (isDone || total === 0) return
    isDone = true
    act()
  }
}

const filled = (reports = 30): TestVault => {
  const d = testVault()
  const source = d.saveSource()
  const kept = d.saveCase()
  for (let n = 0; n < reports; n++)
    d.filed({
      title: `Report ${n}`,
      body: `body ${n} `.repeat(200),
      sourceIds: [source],
      caseId: kept,
      tags: ['border'],
    })
  return d
}

const withoutTriggers = (table: string, sql: string): string =>
  `DROP TRIGGER ${table}_is_immutable; ${sql}`

test.each([
  ['a changed title', `UPDATE record SET content = replace(content, 'Report 3', 'Another')`],
  ['a changed column', `UPDATE report SET event_from = '2020-01-01', event_to = '2020-01-01'`],
  ['a dropped tag', 'DELETE FROM report_tag'],
  [
    'a deleted record',
    `PRAGMA foreign_keys=ON; DELETE FROM record WHERE num = (SELECT min(num) FROM record WHERE kind = 'report')`,
  ],
  ['a head taken away', 'DELETE FROM record_head'],
  ['changed settings', `UPDATE vault SET settings = replace(settings, 'Heron', 'Crow')`],
  ['a swapped key', `UPDATE keyring SET secret_key = x'00'`],
  [
    'a line that never was',
    `INSERT INTO journal SELECT seq + 1, txn + 1, day, time, actor, kind, subject_kind, subject,
      digest, hash, hash, hash FROM journal ORDER BY seq DESC LIMIT 1`,
  ],
  [
    'a line by another',
    withoutTriggers('journal', `UPDATE journal SET actor = 'Crow' WHERE seq = 9`),
  ],
  [
    'a forged signature',
    withoutTriggers(
      'revision',
      `UPDATE revision SET signature = replace(signature, substr(signature, 1, 2), '00')`,
    ),
  ],
  [
    'a changed revision',
    withoutTriggers('revision', `UPDATE revision SET content = replace(content, 'Report 2', 'X')`),
  ],
  ['arrivals that no line tells', 'DELETE FROM arrival_since'],
  [
    'a chain that is none',
    `INSERT INTO custody SELECT id, printf('%064d', 1), printf('%064d', 2), '{}' FROM record LIMIT 1`,
  ],
  [
    'an index with a word too many',
    `INSERT INTO search (rowid, title, body, translation) VALUES (99, 'x', '', '')`,
  ],
  ['an index with a report left out', `INSERT INTO search (search) VALUES ('delete-all')`],
])('a copy shows %s, as the vault itself does', async (_, sql) => {
  const d = filled(6)
  meddle(d, sql)
  const expected = await outcome(inPlace(d))
  expect(await outcome(verified(copyOnly(d)))).toEqual(expected)
  expect(expected).not.toMatchObject({ faults: [], searchIndexHolds: true })
  expect(scratchOf(d)).toEqual([])
})

test('a copy shows an advisory that nobody signed', async () => {
  const d = filled(3)
  const subject = RecordId.parse(newId())
  d.store.notices.keep([
    {
      id: '1'.repeat(64),
      notice: {
        author: AuthorKey.parse('ab'.repeat(32)),
        day: Day.parse('2024-04-02'),
        kind: 'withdrawal',
        revision: null,
        signature: 'cd'.repeat(64),
        subject,
        subjectKind: 'source',
        text: 'they took it back',
        uses: ['share-desk'],
      },
    },
  ])
  expect((await verified(copyOnly(d))).faults).toEqual([{ subject, what: 'notice' }])
})

test('a copy shows old pages put back, and damaged ones, as the vault itself does', async () => {
  const d = filled(20)
  d.close()
  const old = readFileSync(d.file)
  const { owner } = plainPages(d.file, d.key)
  const opened = d.open()
  for (const { id } of opened.reports.list({
    caseId: null,
    sourceId: null,
    state: null,
    cursor: null,
    limit: 200,
  }).rows)
    d.draft({ title: 'Changed', body: 'changed '.repeat(60) }, id)
  d.close()
  const now = readFileSync(d.file)
  const at = (bytes: Buffer, page: number): Buffer =>
    bytes.subarray((page - 1) * pageBytes, page * pageBytes)
  const pages = [...owner].flatMap(([page, table]) =>
    /^(record|journal|report|revision|search_data|journal_by_subject)$/.test(table) &&
    !at(old, page).equals(at(now, page))
      ? page
      : [],
  )
  expect(pages.length).toBeGreaterThan(4)
  let found = 0
  for (const [i, page] of pages.entries()) {
    if (i % several(6, 1) !== 0) continue
    for (const other of [at(old, page), Buffer.alloc(pageBytes, 7)]) {
      const mixed = Buffer.from(now)
      other.copy(mixed, (page - 1) * pageBytes)
      writeFileSync(d.file, mixed)
      try {
        d.open()
      } catch {
        continue
      }
      const expected = await outcome(inPlace(d))
      d.reopen()
      expect(await outcome(verified(copyOnly(d)))).toEqual(expected)
      if (typeof expected === 'string' || !JSON.stringify(expected).includes('"faults":[]')) found++
      d.close()
    }
  }
  expect(found).toBeGreaterThan(2)
  writeFileSync(d.file, now)
  d.open()
})

test('nothing is a fault because records are saved, deleted and imported meanwhile', async () => {
  const d = filled(several(20, 60))
  const writing = { count: 0, isOver: false }
  onTestFinished(() => {
    writing.isOver = true
  })
  const write = (): void => {
    if (writing.isOver) return
    writing.count += 1
    const writes = writing.count
    const report = d.draft({ title: `New ${writes}`, body: `word${writes} `.repeat(300) })
    if (writes % 3 === 0) d.store.records.remove(asRecord(report.id), report.rev)
    if (writes % 7 === 0) d.store.records.purgeRemoved(writes === 14)
    if (writes % 5 === 0) takeIn(d, String(writes))
    if (writes % 4 === 0) d.filed({ title: 'Filed', tags: [`t${writes}`] })
    setTimeout(write, 3)
  }
  setTimeout(write, 0)
  // A fast machine writes little during a verification.
  for (let run = 0; run < several(2, 5) || writing.count <= 20; run++) {
    const session = copyOnly(d)
    expect(await verified(session)).toMatchObject({ faults: [], searchIndexHolds: true })
  }
  writing.isOver = true
  expect(writing.count).toBeGreaterThan(20)
  expect(await inPlace(d)).toMatchObject({ faults: [], searchIndexHolds: true })
  expect(scratchOf(d)).toEqual([])
})

test('a fault that is put in while a verification runs is found by the next', async () => {
  const d = filled(20)
  d.close()
  const { owner } = plainPages(d.file, d.key)
  const page = [...owner].find(([, table]) => table === 'revision')?.[0] ?? 0
  d.open()
  const damage = (): void => {
    const file = openSync(d.file, 'r+')
    writeSync(file, Buffer.alloc(pageBytes, 7), 0, pageBytes, (page - 1) * pageBytes)
    closeSync(file)
  }
  expect(await outcome(verified(copyOnly(d), onceCopied(damage)))).toMatchObject({ faults: [] })
  expect(await outcome(verified(copyOnly(d)))).toBe('damaged')
})

test('a copy that the disk damages is no fault of the vault, which is verified itself', async () => {
  const d = filled(20)
  let damaged = ''
  const act = onceCopied(() => {
    damaged = join(d.folder, 'scratch', scratchOf(d)[0] ?? '', 'notes.db')
    const bytes = readFileSync(damaged)
    writeFileSync(damaged, bytes.fill(7, bytes.length / 4))
  })
  expect(await outcome(verified(sessionOf(d), act))).toMatchObject({
    faults: [],
    searchIndexHolds: true,
  })
  expect(damaged).not.toBe('')
})

test('both threads check at the same time: each has a part while the other has one', async () => {
  const d = filled(6)
  const notes = join(d.folder, 'notes-of-threads')
  mkdirSync(notes)
  const script = join(d.folder, 'waiting-verify-worker.mjs')
  // Each thread holds its first part back until the other one has got one too.
  writeFileSync(
    script,
    `import { readdirSync, writeFileSync } from 'node:fs'
     import { parentPort, threadId } from 'node:worker_threads'
     const notes = ${JSON.stringify(notes)}
     const still = new Int32Array(new SharedArrayBuffer(4))
     await import(${JSON.stringify(pathToFileURL(workerPaths.verify).href)})
     parentPort.on('message', ({ ask }) => {
       if (ask !== 'check') return
       writeFileSync(notes + '/' + threadId, '')
       for (let i = 0; i < 1000 && readdirSync(notes).length < 2; i++) Atomics.wait(still, 0, 0, 20)
     })`,
  )
  const session = { ...copyOnly(d), workers: { ...workerPaths, verify: script } }
  expect(await verified(session)).toMatchObject({ faults: [], searchIndexHolds: true })
  expect(readdirSync(notes)).toHaveLength(2)
})

test('a cancelled verification ends its threads and removes its copy at once', async () => {
  const d = filled(30)
  const controller = new AbortController()
  const act = onceCopied(() => controller.abort())
  const begun = process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length
  expect(await outcome(verified(sessionOf(d), act, controller.signal))).toBe('cancelled')
  expect(scratchOf(d)).toEqual([])
  // A port of an earlier test may close meanwhile.
  const left = process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length
  expect(left).toBeLessThanOrEqual(begun)
  // At any moment of its making, too.
  for (const ms of [0, 5, 40, 200]) {
    const later = new AbortController()
    const cancelled = outcome(verified(sessionOf(d), () => undefined, later.signal))
    setTimeout(() => later.abort(), ms)
    // In time, or too late to change anything.
    const whole = { records: 32, searchIndexHolds: true, faults: [] }
    expect(['cancelled', whole]).toContainEqual(await cancelled)
    expect(scratchOf(d)).toEqual([])
  }
  expect(await verified(copyOnly(d))).toMatchObject({ faults: [] })
})

/** Notes how large the copy is whenever this thread removes or shortens a file. */
const sizesWhenRemoved = (d: TestVault): number[] => {
  const sizes: number[] = []
  for (const name of ['rmSync', 'unlinkSync', 'truncateSync', 'ftruncateSync'] as const) {
    const act = fs[name]
    vi.spyOn(fs, name).mockImplementation((...args: unknown[]) => {
      for (const folder of scratchOf(d)) {
        const copy = join(d.folder, 'scratch', folder, 'notes.db')
        sizes.push(statSync(copy, { throwIfNoEntry: false })?.size ?? 0)
      }
      Reflect.apply(act, fs, args)
    })
  }
  syncBuiltinESMExports()
  onTestFinished(() => {
    vi.restoreAllMocks()
    syncBuiltinESMExports()
  })
  return sizes
}

test.each(['ends', 'is cancelled'])(
  'when a verification %s, the thread that answers requests does not wait until a copy is freed',
  async (how) => {
    const d = filled(6)
    const sizes = sizesWhenRemoved(d)
    const controller = new AbortController()
    const act = onceCopied(() => how === 'is cancelled' && controller.abort())
    await outcome(verified(copyOnly(d), act, controller.signal))
    expect(scratchOf(d)).toEqual([])
    // A copy of a gigabyte takes some tenths of a second.
    expect([...new Set(sizes)]).toEqual([0])
  },
)

test('a lock during a verification removes its copy', async () => {
  const { desk, end } = await vaultOfOneTest()
  onTestFinished(end)
  const session = desk.controller.session()
  if (session === null) throw new Error('the vault is closed')
  const scratch = join(desk.folder, 'scratch')
  let wasThere = false
  const act = onceCopied(() => {
    wasThere = existsSync(scratch)
    desk.controller.close()
  })
  const verifying = session.tasks.run('a'.repeat(16), ({ signal, progress }) =>
    verifyVault(
      session,
      {
        signal,
        progress: (done, total) => {
          act(done, total)
          progress(done, total)
        },
      },
      0,
    ),
  )
  expect(await outcome(verifying)).toBe('cancelled')
  expect(wasThere).toBe(true)
  expect(existsSync(scratch)).toBe(false)
})

test.each([
  ['there is no place for a copy', (d: TestVault) => writeFileSync(join(d.folder, 'scratch'), '')],
  ['no thread starts', () => undefined],
] as const)('where %s, the vault itself is verified', async (why, prepare) => {
  const d = filled(6)
  prepare(d)
  const workers = { ...workerPaths, verify: join(d.folder, 'none.ts') }
  const session = sessionOf(d, why === 'no thread starts' ? { workers } : {})
  expect(await verified(session)).toMatchObject({ faults: [], searchIndexHolds: true })
  meddle(d, `UPDATE record SET content = replace(content, 'Report 3', 'Another')`)
  const later = sessionOf(d, why === 'no thread starts' ? { workers } : {})
  expect((await verified(later)).faults).toMatchObject([{ what: 'digest' }, { what: 'revision' }])
})

test('the copy has no more than the encrypted pages, and only this user may read it', async () => {
  const d = filled(6)
  let copy: Buffer | undefined
  const act = onceCopied(() => {
    const [folder = ''] = scratchOf(d)
    expect(folder).toMatch(/^verify-[0-9a-f]{16}$/)
    expect(readdirSync(join(d.folder, 'scratch', folder))).toEqual(['notes.db'])
    copy = readFileSync(join(d.folder, 'scratch', folder, 'notes.db'))
  })
  const before = readFileSync(d.file)
  await verified(copyOnly(d), act)
  expect(copy?.equals(before)).toBe(true)
})

test.runIf(process.platform === 'linux')(
  'both threads give way to the thread that answers requests',
  async () => {
    const nices = (): number[] =>
      readdirSync('/proc/self/task').map((thread) => getPriority(Number(thread)))
    let during: number[] = []
    await verified(
      copyOnly(filled(6)),
      onceCopied(() => (during = nices())),
    )
    const ours = getPriority()
    expect(during.filter((nice) => nice !== ours)).toEqual([ours + 5, ours + 5])
    expect(nices().every((nice) => nice === ours)).toBe(true)
  },
)
