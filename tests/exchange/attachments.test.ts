import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAgeIdentity } from '../../src/main/exchange/age-format.ts'
import type { Attachment } from '../../src/shared/attachments.ts'
import type { CaseId, ReportId } from '../../src/shared/ids.ts'
import { storedPicture } from '../images/pictures.ts'
import { caseContent, failureOf, reportContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { hybridOf, preview, state, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { commitDecided, exportDecided } from './decided.ts'
import { inFull, several } from '../in-full.ts'

const MiB = 1024 * 1024
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
let two: Two
beforeEach(async () => {
  two = await twoVaults()
})
afterEach(() => two.end())

const blobs = (of: TestVault): string[] => readdirSync(join(of.folder, 'blobs'))
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const attach = async (of: TestVault, name: string, content: Uint8Array): Promise<Attachment> => {
  const path = join(two.place, name)
  writeFileSync(path, content)
  return of.handlers['attachments.add']({ task: nextTask(), file: tokenFor(of, path) })
}

const noise = (size: number): Uint8Array => {
  const block = Buffer.from(Array.from({ length: 65_537 }, (_, i) => (i * i * 31) % 253))
  return new Uint8Array(Buffer.alloc(size, block))
}

/** A case with one filed report that holds these files. */
const filedWith = async (
  of: TestVault,
  attachments: Attachment[],
): Promise<{ caseId: CaseId; reportId: ReportId }> => {
  const { id: caseId } = await of.handlers['cases.save']({
    id: null,
    rev: 0,
    content: caseContent('Winter'),
  })
  const saved = await of.handlers['reports.save']({
    id: null,
    rev: 0,
    content: { ...reportContent('What was seen.', 'A report'), caseId, attachments },
  })
  await of.handlers['reports.file']({ id: saved.id, rev: saved.rev })
  return { caseId, reportId: saved.id }
}

const exported = async (of: TestVault, caseId: CaseId, recipients: string[]): Promise<string> => {
  const choice = { kind: 'case', caseId } as const
  const { items } = await of.handlers['exports.prepare']({
    task: nextTask(),
    choice,
    overrides: [],
    purpose: '',
  })
  const { fileName } = await exportDecided(of.handlers, {
    task: nextTask(),
    choice,
    target: { kind: 'keys', recipients },
    unverified: true,
    overrides: items.map(({ item }) => ({ item, reason: 'Cleaned before' })),
    purpose: '',
    folder: tokenFor(of, two.out),
  })
  return join(two.out, fileName)
}

/** The decrypted content of a report's file in a vault. */
const contentIn = async (
  of: TestVault,
  reportId: ReportId,
  attachment: string,
): Promise<Uint8Array> => {
  const { fileName } = await of.handlers['attachments.save']({
    task: nextTask(),
    reportId,
    attachment,
    folder: tokenFor(of, two.place),
    confirmed: true,
  })
  return readFileSync(join(two.place, fileName))
}

const commitWith = async (of: TestVault, path: string) => {
  const { exportId } = await preview(of, path)
  return { exportId, task: nextTask(), take: null }
}

describe('files that travel with a report', () => {
  it('arrive whole, encrypted again, and are valid in the other vault', async () => {
    const contents = [noise(10), noise(3 * MiB + 5), Buffer.from('소리')] as const
    const attachments = [
      await attach(two.field, 'a.jpg', contents[0]),
      await attach(two.field, 'b.mp4', contents[1]),
      await attach(two.field, 'c.ogg', contents[2]),
    ]
    const { caseId, reportId } = await filedWith(two.field, attachments)
    const path = await exported(two.field, caseId, [await hybridOf(two.desk)])
    expect(blobs(two.desk)).toEqual([])
    const shown = await preview(two.desk, path)
    expect(shown.items.map(({ effect }) => effect)).toEqual(['new', 'new'])
    expect(blobs(two.desk)).toEqual([])
    expect(await taken(two.desk, path)).toMatchObject({ added: 2, refused: 0 })
    expect(blobs(two.desk)).toHaveLength(3)
    expect(blobs(two.desk).filter((name) => blobs(two.field).includes(name))).toEqual([])
    const report = await two.desk.handlers['reports.get']({ id: reportId })
    expect(report.content.attachments).toEqual(attachments)
    for (const [i, file] of attachments.entries()) {
      const arrived = await contentIn(two.desk, reportId, file.id)
      expect(Buffer.compare(arrived, contents[i] ?? Buffer.alloc(0))).toBe(0)
    }
    expect(await two.desk.handlers['vault.verify']({ task: nextTask() })).toMatchObject({
      faults: [],
    })
  })

  it('bring their cleaned copies, with how many pictures there were, and show them there', async () => {
    const original = await attach(two.field, 'a.gif', storedPicture('two.gif'))
    const { id: draft } = await two.field.handlers['reports.save']({
      id: null,
      rev: 0,
      content: { ...reportContent('To clean it in.'), attachments: [original] },
    })
    const cleaned = await two.field.handlers['attachments.clean']({
      task: nextTask(),
      reportId: draft,
      attachment: original.id,
    })
    const { caseId, reportId } = await filedWith(two.field, [{ ...original, cleaned }])
    const path = await exported(two.field, caseId, [await hybridOf(two.desk)])
    expect(await taken(two.desk, path)).toMatchObject({ added: 2, refused: 0 })
    const report = await two.desk.handlers['reports.get']({ id: reportId })
    expect(report.content.attachments).toEqual([{ ...original, cleaned }])
    expect(cleaned.frames).toBe(2)
    const { digest } = cleaned
    const { preview: shown } = await two.desk.handlers['attachments.preview']({ reportId, digest })
    expect(shown).toMatchObject({ width: 96, height: 64 })
    expect(await two.desk.handlers['vault.verify']({ task: nextTask() })).toMatchObject({
      faults: [],
    })
  })

  it('come once: the same file again, and a file that is here, change nothing', async () => {
    const one = await attach(two.field, 'a.jpg', noise(1000))
    const { caseId } = await filedWith(two.field, [one])
    await attach(two.desk, 'same.jpg', noise(1000))
    const recipients = [await hybridOf(two.desk)]
    const path = await exported(two.field, caseId, recipients)
    await taken(two.desk, path)
    expect(blobs(two.desk)).toHaveLength(1)
    const before = state(two.desk)
    expect(await taken(two.desk, path)).toMatchObject({ added: 0, known: 2 })
    expect(state(two.desk)).toEqual(before)
  })

  it('can be read with the age command and the twenty lines in the document', async () => {
    const one = await attach(two.field, 'a.jpg', noise(70_000))
    const { caseId } = await filedWith(two.field, [one])
    const { recipient, identity } = await createAgeIdentity('classic')
    const path = await exported(two.field, caseId, [recipient])
    const key = join(two.place, 'key')
    writeFileSync(key, `${identity}\n`, { mode: 0o600 })
    execFileSync('age', ['-d', '-i', key, '-o', join(two.place, 'inside.bundle'), path])
    const page = readFileSync(new URL('../../docs/FORMAT-EXCHANGE.md', import.meta.url), 'utf8')
    const script = /```python\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
    execFileSync('python3', ['-c', script], {
      cwd: two.place,
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    })
    expect(Buffer.compare(readFileSync(join(two.place, one.digest)), noise(70_000))).toBe(0)
  })
})

describe('an import with files leaves nothing', () => {
  const arrive = async (size: number): Promise<string> => {
    const one = await attach(two.field, 'a.jpg', noise(size))
    const { caseId } = await filedWith(two.field, [one])
    return exported(two.field, caseId, [await hybridOf(two.desk)])
  }

  it('when the file is gone, cut short or another by the time that it is taken in', async () => {
    const path = await arrive(3 * MiB)
    const input = await commitWith(two.desk, path)
    const before = state(two.desk)
    const good = readFileSync(path)
    const other = await arrive(1000)
    for (const [edit, code] of [
      [() => rmSync(path), 'storage'],
      [() => writeFileSync(path, good.subarray(0, good.length - MiB * 2)), 'truncated'],
      [() => writeFileSync(path, readFileSync(other)), 'malformed'],
    ] as const) {
      edit()
      expect(await failureOf(() => commitDecided(two.desk.handlers, input))).toBe(code)
      expect(state(two.desk)).toEqual(before)
      expect(blobs(two.desk)).toEqual([])
    }
    writeFileSync(path, good)
    expect(await commitDecided(two.desk.handlers, input)).toMatchObject({ added: 2 })
  })

  it('when it is cancelled while the files come in, and can be begun again', async () => {
    const path = await arrive(24 * MiB)
    const input = await commitWith(two.desk, path)
    const before = state(two.desk)
    const committing = commitDecided(two.desk.handlers, input)
    const begun = async (): Promise<void> => {
      while (blobs(two.desk).length === 0) await new Promise((done) => setTimeout(done, 5))
    }
    await begun()
    await two.desk.handlers['tasks.cancel']({ task: input.task })
    expect(await failureOf(() => committing)).toBe('cancelled')
    await expect.poll(() => blobs(two.desk)).toEqual([])
    expect(state(two.desk)).toEqual(before)
    expect(await commitDecided(two.desk.handlers, input)).toMatchObject({ added: 2 })
  })
})

describe('an export with files leaves nothing', () => {
  it('when one of them is broken here', async () => {
    const one = await attach(two.field, 'a.jpg', noise(2 * MiB))
    const { caseId } = await filedWith(two.field, [one])
    const path = join(two.field.folder, 'blobs', blobs(two.field)[0] ?? '')
    const bytes = readFileSync(path)
    bytes[MiB] = (bytes[MiB] ?? 0) ^ 1
    writeFileSync(path, bytes)
    const recipients = [await hybridOf(two.desk)]
    expect(await failureOf(() => exported(two.field, caseId, recipients))).toBe('broken-attachment')
    expect(readdirSync(two.out)).toEqual([])
    expect(session(two.field).store.exchange.exports()).toEqual([])
  })
})

type Memory = {
  /** MiB in buffers of this thread that something still holds. */
  readonly live: number
  /** MiB of the process with its workers, with what was freed and not yet given back. */
  readonly resident: number
}

const memory = (): Memory => {
  // What one collection finds dead may hold buffers that only the next one frees.
  for (let i = 0; i < 2; i += 1) collectGarbage()
  const { arrayBuffers, rss } = process.memoryUsage()
  return { live: arrayBuffers / MiB, resident: rss / MiB }
}

describe('a large file', () => {
  const memoryToMove = async (size: number): Promise<Memory> => {
    const one = await attach(two.field, 'long.mp4', noise(size))
    const { caseId, reportId } = await filedWith(two.field, [one])
    const recipients = [await hybridOf(two.desk)]
    const before = memory()
    let peak = before
    let watch: NodeJS.Timeout | undefined
    const look = (): void => {
      const since = performance.now()
      const { live, resident } = memory()
      peak = { live: Math.max(peak.live, live), resident: Math.max(peak.resident, resident) }
      // A full collection takes long in a process with much else in it.
      watch = setTimeout(look, Math.max(50, 4 * (performance.now() - since)))
    }
    look()
    await taken(two.desk, await exported(two.field, caseId, recipients))
    clearTimeout(watch)
    expect(sha(await contentIn(two.desk, reportId, one.id))).toBe(sha(noise(size)))
    return { live: peak.live - before.live, resident: peak.resident - before.resident }
  }

  it(`leaves and arrives in flat memory${inFull ? '' : ' of this thread'}`, async () => {
    await memoryToMove(8 * MiB)
    const size = several(32, 128)
    const moved = await memoryToMove(size * MiB)
    // A copy of the file in this thread shows in what is live, one in a worker on top of the 70 to
    // 120 MiB that the pieces leave behind.
    expect(moved.live).toBeLessThan(size === 32 ? 24 : 64)
    if (inFull) expect(moved.resident).toBeLessThan(190)
  })
})
