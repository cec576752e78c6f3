import { createCipheriv, createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ReportContent } from '../../src/shared/records.ts'
import { meet } from '../../tests/exchange/meet.ts'
import { nextTask, tokenFor } from '../../tests/exchange/test-vault.ts'
import { createVault } from '../bench/open-vault.ts'
import { watched } from '../bench/peak-memory.ts'
import type { SoakRun } from './run.ts'
import { Tally } from './tally.ts'

const MiB = 1024 * 1024
/** Limit for the growth of memory while a file passes through, in MB. */
const mostMB = 300

/** Bytes that no disk compresses. */
const writeNoise = (path: string, megabytes: number): string => {
  const cipher = createCipheriv('aes-256-ctr', Buffer.alloc(32, 7), Buffer.alloc(16))
  const zeros = Buffer.alloc(MiB)
  const digest = createHash('sha256')
  const file = openSync(path, 'wx', 0o600)
  for (let i = 0; i < megabytes; i += 1) {
    const piece = cipher.update(zeros)
    digest.update(piece)
    writeSync(file, piece)
  }
  closeSync(file)
  return digest.digest('hex')
}

const digestOf = (path: string): string => {
  const digest = createHash('sha256')
  const piece = Buffer.alloc(MiB)
  const file = openSync(path, 'r')
  let count: number
  while ((count = readSync(file, piece, 0, MiB, null)) > 0) digest.update(piece.subarray(0, count))
  closeSync(file)
  return digest.digest('hex')
}

/** One big file: attached in a vault, exported, imported into another vault, and saved in clear. */
export const attachments: SoakRun = {
  promise: 'a big file goes through two vaults whole, in flat memory',
  counts: 'MiB of one file',
  usual: 2048,
  run: async ({ folder, count: megabytes, tell }) => {
    const broken: string[] = []
    const tally = new Tally()
    tally.owed = 1
    const step = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
      const before = process.cpuUsage()
      const { result, ms, peakMB } = await watched(act)
      const { user, system } = process.cpuUsage(before)
      const speed = (megabytes * MiB) / 1e6 / (ms / 1000)
      tell(
        `${name.padEnd(8)} ${(ms / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of CPU), ` +
          `${speed.toFixed(0)} MB/s, memory +${peakMB.toFixed(0)} MB`,
      )
      if (peakMB > mostMB) broken.push(`${name} took ${peakMB.toFixed(0)} MB of memory`)
      return result
    }
    const out = join(folder, 'out')
    mkdirSync(out)
    const [field, desk] = [
      await createVault(join(folder, 'field'), 'Heron'),
      await createVault(join(folder, 'desk'), 'Ibis'),
    ]
    try {
      const [from, to] = [field.handlers, desk.handlers]
      for (const [one, other, name] of [
        [field, desk, 'ibis'],
        [desk, field, 'heron'],
      ] as const) {
        const place = join(folder, name)
        mkdirSync(place)
        await meet(one, other, place)
      }
      const source = join(folder, 'long.mp4')
      const digest = writeNoise(source, megabytes)
      const file = await step('attach', async () =>
        from['attachments.add']({ task: nextTask(), file: tokenFor(field, source) }),
      )
      rmSync(source)
      const content = ReportContent.parse({
        caseId: null,
        sourceIds: [],
        title: 'A long recording',
        body: 'Said at length.',
        language: 'en',
        translations: [],
        channel: 'unstated',
        received: '',
        eventDate: '',
        place: { text: '', precision: 'unstated' },
        tags: [],
        handling: { level: 'permitted', note: '', until: '' },
        attachments: [file],
      })
      const { id, rev } = await from['reports.save']({ id: null, rev: 0, content })
      await from['reports.file']({ id, rev })
      const choice = { kind: 'reports' as const, reportIds: [id] }
      const { items } = await from['exports.prepare']({
        task: nextTask(),
        choice,
        overrides: [],
        purpose: '',
      })
      const { hybrid } = await to['exchange.self']({})
      const recipients = [hybrid]
      const decided = {
        choice,
        overrides: items.map(({ item }) => ({ item, reason: 'Noise of our own' })),
        purpose: '',
      }
      const reviewed = await from['exports.prepare']({ task: nextTask(), recipients, ...decided })
      const { fileName } = await step('export', async () =>
        from['exports.write']({
          ...decided,
          task: nextTask(),
          basedOn: reviewed.basedOn,
          target: { kind: 'keys', recipients },
          folder: tokenFor(field, out),
        }),
      )
      const path = join(out, fileName)
      const { exportId, basedOn } = await step('preview', async () =>
        to['imports.preview']({ task: nextTask(), file: tokenFor(desk, path), passphrase: null }),
      )
      const counts = await step('import', async () =>
        to['imports.commit']({ exportId, basedOn, task: nextTask(), take: null }),
      )
      rmSync(path)
      const { fileName: copy } = await step('copy', async () =>
        to['attachments.save']({
          task: nextTask(),
          reportId: id,
          attachment: file.id,
          folder: tokenFor(desk, out),
          confirmed: true,
        }),
      )
      if (counts.added !== 1) broken.push('the report did not arrive')
      if (digestOf(join(out, copy)) !== digest) broken.push('what arrived is not what was sent')
      const { faults } = await step('verify', async () => to['vault.verify']({ task: nextTask() }))
      if (faults.length > 0) broken.push('the other vault does not hold')
      const kept = readdirSync(join(folder, 'desk', 'blobs')).length
      if (kept !== 1) broken.push('the file is not in the other vault')
      if (broken.length === 0) tally.note('held')
      else tally.lose(broken.join('; '))
    } finally {
      field.controller.close()
      desk.controller.close()
    }
    return tally
  },
}
