// Run as a process: changes a vault's header for ever, and prints each epoch once it is on disk.
import { writeSync } from 'node:fs'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { withoutSlot, withSlot } from '../../src/crypto/v1/header.ts'
import { readHeader } from '../../src/crypto/v1/header-layout.ts'
import { openHeaderFiles, replaceHeaderFiles } from '../../src/main/vault/files/header-file.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { fastDerive, fastRoot } from './fast-derive.ts'

const paths = vaultPaths(process.argv[2] ?? '')
await sodiumReady()
const { slot, header: opened } = await openHeaderFiles(paths, fastDerive('passphrase'))
if (slot.kind === 'wipe') throw new Error('not a vault of these tests')

let header = opened
const [kdf] = readHeader(header).kdf
if (kdf === null) throw new Error('not a vault of these tests')
for (;;) {
  const added = withSlot(header, slot.vaultKey, {
    kind: 'passphrase',
    root: fastRoot('passing', kdf),
    kdf,
  })
  for (const next of [added.header, withoutSlot(added.header, slot.vaultKey, added.index)]) {
    replaceHeaderFiles(paths, next)
    writeSync(1, `${readHeader(next).epoch}\n`)
    header = next
  }
}
