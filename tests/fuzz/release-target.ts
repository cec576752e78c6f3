import assert from 'node:assert/strict'
import { readReleaseManifest, releaseManifestBytes } from '../../src/main/release/manifest.ts'
import { keyA, keyB, keyC, sampleManifest, setOf, testKey } from '../release/sample-release.ts'
import { readManifest } from '../release/second-reader.ts'
import { changedJson } from './fuzz-target.ts'
import type { FuzzTarget } from './fuzz-target.ts'

/** The manifest of a release. What the app accepts, the second reader accepts, too. */
export const releaseTarget = (): FuzzTarget => ({
  seeds: [
    releaseManifestBytes(sampleManifest()),
    releaseManifestBytes(
      sampleManifest({
        nextKeys: setOf(keyA, keyB, testKey('d')),
        revoked: [keyC.publicKey],
        files: [
          { bytes: 9, kind: 'bill-of-materials', name: 'a.cdx.json', sha256: 'ab'.repeat(32) },
          { bytes: 1, kind: 'source', name: 'b~1', sha256: 'cd'.repeat(32) },
        ],
      }),
    ),
  ],
  read: (input) => {
    const manifest = readReleaseManifest(input)
    assert.ok(Buffer.from(releaseManifestBytes(manifest)).equals(input), 'a second form')
    readManifest(input)
  },
  change: changedJson((tree) => tree),
})
