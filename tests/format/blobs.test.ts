import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import type { StoredBlob } from '../../src/main/store/blobs.ts'
import { openBlob } from '../../src/main/vault/attachments/blob-reader.ts'
import { createBlob, removeBlobFile } from '../../src/main/vault/attachments/blob-writer.ts'
import { readBlob } from './blob-reader.ts'

const MiB = 1024 * 1024
const sealed = MiB + 16
const bytes = (size: number): Uint8Array =>
  new Uint8Array(Buffer.alloc(size, Buffer.from(Array.from({ length: 251 }, (_, i) => i * 7))))

let folder: string
beforeAll(sodiumReady)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understory-blobs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const written = async (content: Uint8Array, piece = 300_000): Promise<StoredBlob> => {
  const blob = await createBlob(folder)
  for (let at = 0; at < content.length; at += piece) {
    await blob.write(content.subarray(at, at + piece))
  }
  return blob.finish()
}

const copyOf = (entry: StoredBlob): StoredBlob => ({ ...entry, key: entry.key.slice() })

const all = async (entry: StoredBlob): Promise<Buffer> => {
  const blob = await openBlob(folder, copyOf(entry))
  try {
    const parts: Uint8Array[] = []
    for await (const chunk of blob.chunks()) parts.push(chunk)
    return Buffer.concat(parts)
  } finally {
    await blob.close()
  }
}

describe('an attached file on the disk', () => {
  it.each([1, 65_535, 65_536, 65_537, MiB - 1, MiB, MiB + 1, 3 * MiB + 77])(
    'of %i bytes is read by us and by the document’s reader',
    async (size) => {
      const entry = await written(bytes(size))
      expect(Buffer.compare(await all(entry), bytes(size))).toBe(0)
      const theirs = await readBlob(join(folder, entry.id), entry)
      expect(Buffer.compare(theirs, bytes(size))).toBe(0)
    },
  )

  it('can be read from any place on', async () => {
    const content = bytes(3 * MiB + 77)
    const entry = await written(content)
    const blob = await openBlob(folder, copyOf(entry))
    for (const [start, length] of [
      [0, 1],
      [MiB - 1, 2],
      [MiB, MiB],
      [5, 3 * MiB],
      [3 * MiB, 1000],
      [3 * MiB + 77, 10],
    ] as const) {
      const part = await blob.read(start, length)
      expect(Buffer.compare(part, content.subarray(start, start + length))).toBe(0)
    }
    await blob.close()
  })

  it('has a size that many files share, a fixed date, and access for its owner only', async () => {
    const [a, b] = [await written(bytes(10)), await written(bytes(60_000))]
    const [one, two] = [a, b].map(({ id }) => statSync(join(folder, id)))
    expect(one?.size).toBe(two?.size)
    expect((one?.mode ?? 0) & 0o777).toBe(0o600)
    expect(one?.mtime.toISOString()).toBe('2000-01-01T00:00:00.000Z')
  })

  it('does not date its folder, when it comes or when it goes', async () => {
    const folderDate = () => statSync(folder).mtime.toISOString()
    const { id } = await written(bytes(10))
    expect(folderDate()).toBe('2000-01-01T00:00:00.000Z')
    await removeBlobFile(folder, id)
    expect(readdirSync(folder)).not.toContain(id)
    expect(folderDate()).toBe('2000-01-01T00:00:00.000Z')
    const givenUp = await createBlob(folder)
    await givenUp.abort()
    expect(folderDate()).toBe('2000-01-01T00:00:00.000Z')
  })

  it('says nothing of what is in it', async () => {
    const content = Buffer.alloc(200_000, 'who was in the room')
    const entry = await written(content)
    expect(readFileSync(join(folder, entry.id)).includes('in the room')).toBe(false)
  })

  it('is gone when its writing was given up', async () => {
    const blob = await createBlob(folder)
    await blob.write(bytes(3 * MiB))
    await blob.abort()
    expect(readdirSync(folder)).toEqual([])
  })

  it('of nothing is refused', async () => {
    const blob = await createBlob(folder)
    await expect(blob.finish()).rejects.toMatchObject({ code: 'invalid' })
    await blob.abort()
  })
})

describe('an attached file that was tampered with is refused', () => {
  const broken = { code: 'broken-attachment' }
  const change = (entry: StoredBlob, edit: (file: Buffer) => Buffer): void => {
    const path = join(folder, entry.id)
    writeFileSync(path, edit(readFileSync(path)))
  }

  it('when it was cut, at a chunk or anywhere', async () => {
    for (const cut of [1, 16, sealed]) {
      const entry = await written(bytes(3 * MiB))
      const path = join(folder, entry.id)
      truncateSync(path, statSync(path).size - cut)
      await expect(all(entry)).rejects.toMatchObject(broken)
    }
  })

  it('when it was cut and the row was changed to fit', async () => {
    const entry = await written(bytes(2 * MiB))
    truncateSync(join(folder, entry.id), sealed)
    await expect(all({ ...entry, bytes: MiB })).rejects.toMatchObject(broken)
  })

  it('when two chunks are swapped', async () => {
    const entry = await written(bytes(3 * MiB))
    change(entry, (file) =>
      Buffer.concat([
        file.subarray(sealed, 2 * sealed),
        file.subarray(0, sealed),
        file.subarray(2 * sealed),
      ]),
    )
    await expect(all(entry)).rejects.toMatchObject(broken)
  })

  it('when a bit is another, in content, padding or tag', async () => {
    const entry = await written(bytes(MiB + 5))
    const size = statSync(join(folder, entry.id)).size
    for (const at of [0, MiB - 1, MiB + 3, sealed + 9, size - 1]) {
      const flip = (file: Buffer): Buffer => {
        file[at] = (file[at] ?? 0) ^ 4
        return file
      }
      change(entry, flip)
      await expect(all(entry)).rejects.toMatchObject(broken)
      change(entry, flip)
    }
    expect((await all(entry)).length).toBe(MiB + 5)
  })

  it('when the key is another', async () => {
    const entry = await written(bytes(1000))
    await expect(all({ ...entry, key: new Uint8Array(32).fill(3) })).rejects.toMatchObject(broken)
  })

  it('when another file of the same size and key replaces it', async () => {
    const [a, b] = [await written(bytes(1000)), await written(bytes(900))]
    writeFileSync(join(folder, a.id), readFileSync(join(folder, b.id)))
    await expect(all(a)).rejects.toMatchObject(broken)
    await expect(all({ ...a, key: b.key })).rejects.toMatchObject(broken)
  })

  it('when it holds something else than the record says', async () => {
    const [a, b] = [await written(bytes(1000)), await written(bytes(999))]
    await expect(all({ ...b, digest: a.digest })).rejects.toMatchObject(broken)
  })

  it('when it is not there', async () => {
    const entry = await written(bytes(1000))
    rmSync(join(folder, entry.id))
    await expect(all(entry)).rejects.toMatchObject(broken)
  })
})
