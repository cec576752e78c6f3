import assert from 'node:assert/strict'
import { utf8 } from '../../src/crypto/bytes.ts'
import { plainDigest } from '../../src/crypto/digest.ts'
import { sign } from '../../src/crypto/sign.ts'
import { createIdentityKeyPair, sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { manifestBytes } from '../../src/main/exchange/manifest.ts'
import { signNotice } from '../../src/main/exchange/notice.ts'
import { signEscrow } from '../../src/main/exchange/escrow.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { hex, holds } from '../../src/main/exchange/revision.ts'
import { verifyBundle } from '../../src/main/exchange/verify-bundle.ts'
import { maySpeak } from '../../src/main/exchange/authorship.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { Revision } from '../../src/shared/records.ts'
import { revisionForm } from '../../src/shared/revision-form.ts'
import { cardOf } from '../exchange/cards.ts'
import {
  build,
  caseContent,
  day,
  id,
  reportContent,
  signed,
  sourceContent,
} from '../exchange/sample.ts'
import { decodeWhole, encodeWhole } from '../exchange/whole-bundle.ts'
import type { Random } from '../../scripts/soak/random.ts'
import { changeTree } from './change-json.ts'
import type { Tree } from './change-json.ts'
import { bytesOfTree, changedBytes, treeIn } from './fuzz-target.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import type { Signer } from './signed-targets.ts'
import { mendCard, mendChain, plainRecipient, signedChain } from './signed-targets.ts'

/** Bytes that name the version of a seal. */
const sealHead = 16

const us = `age1${'q'.repeat(58)}`

/** A seal by its form: what is sealed in it is opened elsewhere, and zeros are stored in few bytes. */
const seal = (): Uint8Array =>
  sealIdentity(
    new Uint8Array(),
    [0, 1, 2, 3].map(() => createIdentityKeyPair().publicKey),
    new Uint8Array(61),
  ).fill(0, sealHead)

/** A revision under its own digest, signed. */
const mendRevision =
  ({ author, keys }: Signer) =>
  (tree: Tree): Tree => {
    const revision = { ...(tree as unknown as Revision), author }
    const form = utf8(revisionForm(revision))
    return {
      ...revision,
      id: hex(plainDigest(form)),
      signature: hex(sign('revision', form, keys.secretKey)),
    } as unknown as Tree
  }

/** Changes a revision's content, which is a document within the document. */
const changeContent = (tree: Tree, random: Random): void => {
  if (tree === null || typeof tree !== 'object' || Array.isArray(tree)) return
  const content = tree['content']
  if (typeof content !== 'string') return
  const inner = treeIn(utf8(content))
  if (inner === null) return
  changeTree(inner, tree, random)
  const text = bytesOfTree(inner)
  if (text !== null) tree['content'] = Buffer.from(text).toString('utf8')
}

const changedObject = (
  kind: string,
  object: Uint8Array,
  by: Signer,
  random: Random,
): Uint8Array => {
  const tree = treeIn(object)
  if (tree === null) return changedBytes(object, object, random)
  if (random.below(2) === 0) changeContent(tree, random)
  else changeTree(tree, tree, random)
  const mend =
    kind === 'card' ? mendCard(by) : kind === 'custody' ? mendChain(by) : mendRevision(by)
  try {
    return bytesOfTree(random.below(6) === 0 ? tree : mend(tree)) ?? object
  } catch {
    return bytesOfTree(tree) ?? object
  }
}

/**
 * Changes an object or the manifest, and then makes digests, lengths and the signature fit.
 *
 * @throws whatever taking a broken bundle apart throws.
 */
const changedBundle = (by: Signer, input: Uint8Array, random: Random): Uint8Array => {
  const whole = decodeWhole(input)
  const objects = [...whole.objects]
  const entries = structuredClone([...whole.manifest.objects])
  const at = random.below(objects.length)
  const [object, entry] = [objects[at], entries[at]]
  if (object !== undefined && entry !== undefined) {
    switch (random.below(6)) {
      case 0:
        objects.splice(at, 1)
        entries.splice(at, 1)
        break
      case 1:
        objects.push(object)
        entries.push(entry)
        break
      case 2:
        objects.reverse()
        entries.reverse()
        break
      default:
        objects[at] = changedObject(entry.kind, object, by, random)
    }
  }
  const fitting = entries.map((one, i) => {
    const bytes = objects[i] ?? new Uint8Array()
    return { ...one, digest: hex(plainDigest(bytes)), length: bytes.length }
  })
  const manifest = structuredClone({ ...whole.manifest, objects: fitting }) as unknown as Tree
  if (random.below(3) === 0) changeTree(manifest, manifest, random)
  const text = bytesOfTree(manifest) ?? manifestBytes(whole.manifest)
  return encodeWhole({
    manifest: { ...whole.manifest, objects: fitting },
    manifestBytes: text,
    signature: sign('bundle', text, by.keys.secretKey),
    objects,
  })
}

const withSource = (by: Signer) => {
  const bytes = seal()
  const kase = signed(by, { subject: id(1), kind: 'case', content: caseContent('Winter') })
  const source = signed(by, {
    ...{ subject: id(2), kind: 'source', seal: bytes },
    content: sourceContent('Quiet Heron'),
  })
  const content = reportContent('강제 북송', '시장에서', id(1), [id(2)])
  const first = signed(by, { subject: id(3), kind: 'report', content })
  const next = { subject: id(3), kind: 'report' as const, content, parents: [first.id] }
  return {
    ...{ cases: 1, sources: 1, reports: 1 },
    revisions: [kase, source, first, signed(by, next)],
    seals: [{ subject: id(2), bytes }],
  }
}

/** Bundles, and each revision in an accepted one. */
export const bundleTarget = (by: Signer): FuzzTarget => {
  const empty = {
    cards: [],
    ...{ cases: 0, sources: 0, reports: 0, draftsLeftOut: 0 },
    revisions: [],
    seals: [],
    attachments: [],
  }
  const kase = signed(by, { subject: id(1), kind: 'case', content: caseContent('Winter') })
  const report = signed(by, {
    subject: id(3),
    kind: 'report',
    content: reportContent('강제 북송', '시장에서', id(1)),
  })
  const notice = signNotice(
    {
      ...{ author: by.author, day, kind: 'withdrawal', revision: null, subject: id(2) },
      ...{ subjectKind: 'source', text: '', uses: ['internal'] },
    },
    by.keys,
  )
  const escrow = signEscrow({ author: by.author, day, seal: seal(), serial: 1 }, by.keys)
  const chain = signedChain(by, id(3))
  const seeds = [
    build(by, [us], { ...empty, cases: 1, revisions: [kase] }).plaintext,
    build(
      by,
      [us],
      {
        ...empty,
        cards: [cardOf(by, { recipient: plainRecipient })],
        cases: 1,
        reports: 1,
        revisions: [kase, report],
      },
      null,
      {
        chains: [chain],
        notices: [notice],
        escrow,
      },
    ).plaintext,
    build(by, [us], { ...empty, ...withSource(by) }).plaintext,
    build(by, ['scrypt'], { ...empty, reports: 1, revisions: [report] }).plaintext,
  ]
  return {
    seeds,
    read: async (input) => {
      const opened = await verifyBundle([input], us, noPace)
      // The corpus holds one signing key: nothing is accepted from another author.
      assert.equal(opened.manifest.sender, by.author)
      for (const { author } of [...opened.cards, ...opened.notices]) assert.equal(author, by.author)
      for (const { holder } of opened.chains) assert.equal(holder, by.author)
      for (const revision of opened.revisions) {
        if (!holds(revision)) throw new Failure('malformed')
        assert.equal(revision.author, by.author)
        assert.ok(maySpeak(by.author, revision.author, () => new Set()))
        assert.ok(canonicalJson(JSON.parse(revision.content)) === revision.content)
      }
    },
    change: (input, _other, random) => {
      try {
        return changedBundle(by, input, random)
      } catch {
        return null
      }
    },
  }
}
