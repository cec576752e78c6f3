import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { readBundle } from '../../tests/exchange/second-reader.ts'
import type { ReadBundle } from '../../tests/exchange/second-reader.ts'

export type ReadOut = {
  readonly bundle: ReadBundle
  /** Size of the decrypted bundle, padding included. */
  readonly bytes: number
  readonly sha256: string
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/**
 * Opens an exported file with a key and nothing of the app: the age library, and a reader that was
 * written from the format's description. Writes what is inside into `folder`, for people to read.
 */
export const readExport = async (
  file: string,
  identity: string,
  folder: string,
): Promise<ReadOut> => {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const bytes = await decrypter.decrypt(readFileSync(file))
  const bundle = readBundle(bytes)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'manifest.json'), json(bundle.manifest))
  const lines: string[] = []
  for (const [index, record] of bundle.records.entries()) {
    const name = `${String(index + 1).padStart(2, '0')}-${record.kind}-${record.subject.slice(0, 8)}.json`
    writeFileSync(join(folder, name), json(record))
    const { title, codeName, name: called } = record.content
    lines.push(
      `${name}\t${record.kind}\t${[title, codeName, called].find((each) => each !== undefined && each !== '') as string}`,
    )
  }
  let number = bundle.records.length
  for (const [subject, seal] of bundle.seals) {
    number += 1
    const name = `${String(number).padStart(2, '0')}-seal-${subject.slice(0, 8)}.json`
    const sealed = {
      kind: 'seal',
      subject,
      bytes: seal.length,
      base64: Buffer.from(seal).toString('base64'),
    }
    writeFileSync(join(folder, name), json(sealed))
    lines.push(`${name}\tseal\t${String(seal.length)} bytes that only an identity key opens`)
  }
  writeFileSync(join(folder, 'list.txt'), `${lines.join('\n')}\n`)
  return { bundle, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
