import { sameBytes } from '../../crypto/bytes.ts'
import {
  readSshPublicKey,
  readSshSignature,
  sshFingerprint,
  sshPublicKey,
  verifySshSignature,
} from '../../crypto/ssh-signature.ts'
import type { SshSignature } from '../../crypto/ssh-signature.ts'
import { Failure } from '../../shared/failure.ts'
import type { Day } from '../../shared/ids.ts'
import { lastDay } from '../../shared/limits.ts'
import { releaseLimits } from '../../shared/release-contract.ts'
import { decodeText } from '../exchange/strict-json.ts'
import { readReleaseManifest } from './manifest.ts'
import type { ReleaseKey, ReleaseManifest } from './manifest.ts'
import type { TrustedKeys } from './release-keys.ts'
import type { RunningBuild } from './running-build.ts'

/** Keeps these signatures apart from every other use of the same keys. */
export const releaseNamespace = 'understory-release'

/** Signatures by different keys of a set that a release needs. */
const quorum = 2

/** A key to show: `name` is null for a key that the build does not know. */
export type ShownKey = { readonly name: string | null; readonly fingerprint: string }

export type JudgedRelease = {
  readonly manifest: ReleaseManifest
  /** False: the build has no keys, so nothing is known but that the parts fit together. */
  readonly isGenuine: boolean
  /** By index alone. 'older' is a rollback. */
  readonly order: 'newer' | 'equal' | 'older'
  /** Trusted keys that signed. */
  readonly signers: readonly ShownKey[]
  /** Other keys that signed. They prove nothing. */
  readonly unknown: readonly ShownKey[]
}

export type ReleaseInput = {
  /** Of the release, and of earlier ones that announced new keys. In any order. */
  readonly manifests: readonly Uint8Array[]
  readonly signatures: readonly Uint8Array[]
  readonly build: RunningBuild
  /** By UTC. */
  readonly today: Day
}

/** What counts at one step of the judgement. */
type CurrentKeys = Pick<TrustedKeys, 'keys' | 'revoked'>

type SignedManifest = { readonly manifest: ReleaseManifest; readonly signers: ReadonlySet<string> }

const shiftDay = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** A key as people compare it. @param publicKey in OpenSSH's form. */
export const shownKey = (name: string | null, publicKey: string): ShownKey => {
  const key = readSshPublicKey(publicKey)
  if (key === null) throw new Failure('internal')
  return { name, fingerprint: sshFingerprint(key) }
}

/** @throws Failure 'bad-signature' for other bytes than those of a signature. */
const readSignature = (bytes: Uint8Array): SshSignature => {
  const read =
    bytes.length > releaseLimits.signatureBytes
      ? null
      : readSshSignature(decodeOrEmpty(bytes), releaseNamespace)
  if (read === null) throw new Failure('bad-signature')
  return read
}

const decodeOrEmpty = (bytes: Uint8Array): string => {
  try {
    return decodeText(bytes)
  } catch {
    return ''
  }
}

/**
 * Every manifest with the keys that signed it, by ascending index.
 *
 * @throws Failure of `readReleaseManifest`; 'malformed' for two manifests with one index;
 * 'bad-signature' for a signature of none of them.
 */
const matchSignatures = ({ manifests, signatures }: ReleaseInput): SignedManifest[] => {
  const distinct = manifests.filter(
    (bytes, i) => !manifests.slice(0, i).some((other) => sameBytes(other, bytes)),
  )
  const read = distinct
    .map((bytes) => ({ bytes, manifest: readReleaseManifest(bytes), signers: new Set<string>() }))
    .sort((a, b) => a.manifest.index - b.manifest.index)
  if (read.some(({ manifest }, i) => manifest.index === read[i - 1]?.manifest.index)) {
    throw new Failure('malformed', { fields: ['index'] })
  }
  for (const bytes of signatures) {
    const signature = readSignature(bytes)
    const signed = read.find((one) => verifySshSignature(signature, one.bytes, releaseNamespace))
    if (signed === undefined) throw new Failure('bad-signature')
    signed.signers.add(sshPublicKey(signature.publicKey))
  }
  return read
}

/**
 * Checks one manifest against the keys of the moment.
 *
 * @returns the keys that count for every later manifest.
 * @throws Failure 'revoked-key', 'too-few-signatures'.
 */
const follow = (trusted: CurrentKeys, { manifest, signers }: SignedManifest): CurrentKeys => {
  const revoked = [...new Set([...trusted.revoked, ...manifest.revoked])]
  if (revoked.some((key) => signers.has(key))) throw new Failure('revoked-key')
  const counted = trusted.keys.filter(({ publicKey }) => signers.has(publicKey))
  if (counted.length < quorum) throw new Failure('too-few-signatures')
  return { keys: manifest.nextKeys ?? trusted.keys, revoked }
}

/**
 * The keys of the build for a release of this index. A build knows the change that its own release
 * announces, so that no manifest has to tell it.
 */
const keysFor = ({ index: own, trusted }: RunningBuild, index: number): CurrentKeys => ({
  keys: index > own ? (trusted.nextKeys ?? trusted.keys) : trusted.keys,
  revoked: trusted.revoked,
})

/** @throws Failure 'wrong-clock', 'from-future' with the field at fault. */
const checkTime = (manifest: ReleaseManifest, build: RunningBuild, today: Day): void => {
  if (today < shiftDay(build.day, -1) || today > lastDay) throw new Failure('wrong-clock')
  if (manifest.day > shiftDay(today, 1)) throw new Failure('from-future', { fields: ['day'] })
  const isBuiltBefore = build.index > 0 && manifest.index > build.index && manifest.day < build.day
  if (isBuiltBefore || manifest.index > build.index + releaseLimits.indexStep) {
    throw new Failure('from-future', { fields: ['index'] })
  }
}

const orderOf = (index: number, own: number): JudgedRelease['order'] =>
  index > own ? 'newer' : index === own ? 'equal' : 'older'

/**
 * Judges the manifest with the highest index by its signatures, its time and its index. The files
 * of the release are not read here. Pure: it stores nothing.
 *
 * @param input at least one manifest.
 * @throws Failure 'too-big', 'malformed', 'unsupported', 'other-product', 'bad-signature',
 * 'revoked-key', 'too-few-signatures', 'wrong-clock', 'from-future', in the order of
 * docs/FORMAT-RELEASE.md.
 */
export const judgeRelease = (input: ReleaseInput): JudgedRelease => {
  const { build, today } = input
  const signed = matchSignatures(input)
  const release = signed.at(-1)
  if (release === undefined) throw new Failure('malformed')
  const isGenuine = build.trusted.keys.length > 0
  let trusted = keysFor(build, release.manifest.index)
  if (isGenuine) {
    const links = signed.slice(0, -1).filter(({ manifest }) => manifest.index > build.index)
    for (const link of links) trusted = follow(trusted, link)
    follow(trusted, release)
  }
  checkTime(release.manifest, build, today)
  const signers = trusted.keys.filter(({ publicKey }) => release.signers.has(publicKey))
  const known = new Set(signers.map(({ publicKey }: ReleaseKey) => publicKey))
  return {
    manifest: release.manifest,
    isGenuine,
    order: orderOf(release.manifest.index, build.index),
    signers: signers.map(({ name, publicKey }) => shownKey(name, publicKey)),
    unknown: [...release.signers]
      .filter((publicKey) => !known.has(publicKey))
      .sort()
      .map((publicKey) => shownKey(null, publicKey)),
  }
}
