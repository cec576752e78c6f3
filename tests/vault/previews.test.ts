import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewCleaned } from '../../src/main/vault/attachments/cleaned.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import type { CleanedFile } from '../../src/shared/attachments.ts'
import { nextTask, session } from '../exchange/test-vault.ts'
import { noProcesses } from '../images/node-image-host.ts'
import { pageImageHost } from '../images/page-image-host.ts'
import { quarters } from '../images/pixels.ts'
import { pngOf } from '../images/png.ts'
import { newVault, openTestVault, passphrase, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { attachingIn } from './attaching.ts'

const place = temporaryFolder()
const seen = noProcesses()
let desk: TestVault
let copies: readonly CleanedFile[]

beforeAll(async () => {
  const outside = join(place.path, 'outside')
  mkdirSync(outside)
  const folder = join(place.path, 'vault')
  const { desk: made, made: done } = newVault(folder)
  await done
  made.controller.close()
  const open = async (): Promise<void> => {
    desk = openTestVault(folder, undefined, { images: pageImageHost(seen) })
    await desk.controller.unlock({ passphrase, keyFile: null })
  }
  await open()
  const { attach, save } = attachingIn(() => ({ desk, outside }))
  const files = []
  for (const [at, name] of ['a.png', 'b.png', 'c.png'].entries())
    files.push(await attach(name, pngOf(quarters(30 + at, 30))))
  const report = await save(files)
  const cleaned: CleanedFile[] = []
  for (const { id } of files)
    cleaned.push(
      await desk.handlers['attachments.clean']({
        task: nextTask(),
        reportId: report.id,
        attachment: id,
      }),
    )
  copies = cleaned
  await save(
    files.map((file, at) => ({ ...file, cleaned: cleaned[at]! })),
    report,
  )
  // After a lock the cache is empty: every preview is made again.
  desk.controller.close()
  await open()
})
afterAll(() => {
  desk.controller.close()
  place.remove()
})

/** The open session, counting how many copies are held at once for their previews. */
const counted = () => {
  const real = session(desk)
  const held = { now: 0, most: 0, order: [] as string[] }
  const watched: Session = {
    ...real,
    images: {
      ...real.images,
      preview: async (digest, pieces) => {
        held.now += 1
        held.most = Math.max(held.most, held.now)
        held.order.push(digest)
        try {
          return await real.images.preview(digest, pieces)
        } finally {
          held.now -= 1
        }
      },
    },
  }
  return { held, watched }
}

describe('previews that a list requests at once', () => {
  it('are made one at a time, in the order of the requests', async () => {
    const { held, watched } = counted()
    const made = await Promise.all(copies.map((copy) => previewCleaned(watched, copy)))
    expect(made.map((one) => one?.width)).toEqual([30, 31, 32])
    expect(held).toEqual({ now: 0, most: 1, order: copies.map(({ digest }) => digest) })
  })

  it('are made only once', async () => {
    const { held, watched } = counted()
    const before = seen.started
    await Promise.all(copies.map((copy) => previewCleaned(watched, copy)))
    expect(held.order).toEqual([])
    expect(seen.started).toBe(before)
  })

  it('do not wait forever behind an unreadable one', async () => {
    const { watched } = counted()
    const lost = { ...copies[0]!, digest: 'ab'.repeat(32) }
    const asked = [lost, copies[2]!, lost, copies[1]!].map((copy) => previewCleaned(watched, copy))
    const ended = await Promise.allSettled(asked)
    expect(ended.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
  })
})
