import { z } from 'zod'
import * as c from './claims.ts'
import { ContactName } from './contacts.ts'
import { Cosign } from './cosign.ts'
import { Identity, IdentityKeyText, IdentityStatus } from './identity.ts'
import {
  AttributionId,
  CaseId,
  ClaimId,
  Day,
  FileToken,
  PublicationId,
  RecordId,
  ReportId,
  SourceId,
  StateDigest,
} from './ids.ts'
import { limits } from './limits.ts'
import { Finding } from './lint.ts'
import { done, method, nothing } from './method.ts'
import { NewPassphrase, Passphrase } from './passphrase.ts'
import * as r from './records.ts'
import { reason } from './text.ts'
import * as vocabulary from './vocabularies.ts'

const Label = IdentityStatus.shape.recipients.element.shape.label
const Fingerprint = z.string().min(1).max(200)

/** Everything in which a source appears, for the day it is found out. */
const Footprint = z.strictObject({
  reports: z.array(r.ReportRow),
  claims: z.array(z.strictObject({ id: ClaimId, statement: z.string(), reportId: ReportId })),
  attributions: z.array(c.Attribution),
  exports: z.array(
    z.strictObject({
      exportId: z.string(),
      day: Day,
      to: z.array(z.string()),
      /** Who each of `to` is, in that order; null: no contact. */
      names: z.array(ContactName.nullable()),
      purpose: z.string(),
    }),
  ),
  publications: z.array(
    z.strictObject({
      id: PublicationId,
      /** Null: the journal has it, and it is here no more. */
      title: z.string().nullable(),
      written: z.array(Day),
    }),
  ),
  /** Sources that a person confirmed to be one origin with it, and what they told. */
  twins: z.array(z.strictObject({ sourceId: SourceId, reports: z.array(r.ReportRow) })),
  /** Was it held back here, whoever its author is? Then nothing of it leaves. */
  isHeldBack: z.boolean(),
})

/** One item of a disclosure review. Open blocking items stop the export or publication. */
export const ReviewItem = z.strictObject({
  /** Stable name by which an override refers to it. */
  item: z.string().max(limits.title),
  kind: z.enum([
    'lint',
    'consent',
    'embargo',
    'handling',
    'pool',
    'joint-pool',
    'unattributed',
    'hidden-text',
    'do-not-contact',
    'draft',
    /** A file that leaves with a report, and that nobody took hidden data out of. */
    'not-cleaned',
    /** An original, or an earlier copy, that leaves beside a copy that something was taken out of. */
    'shows-redacted',
    /** Words that were taken out of a text and are still printed somewhere. */
    'leftover',
    /** A phrase that is not in the language of what it stands beside. */
    'phrase-language',
    /** Protected names were not looked for: their key is closed, or is not here. */
    'names',
  ]),
  /** What the checks take the words for; null: not found by them, or the text was not checked. */
  family: z.enum(vocabulary.lintFamily).nullable(),
  state: z.enum(['holds', 'warns', 'blocks', 'overridden']),
  /** No reason settles it. */
  firm: z.boolean(),
  subject: RecordId.nullable(),
  /** The record that it stands in, or the part that is no record. */
  place: z.enum([...vocabulary.recordKind, 'purpose', 'title', 'summary', 'method']),
  /** What that record is called here; empty when it has no name or is gone. */
  name: z.string(),
  /** What it is about in this vault's own words: a phrase, a marked text, a code name. */
  about: z.string(),
  /** In how many places the same words stand there. */
  count: z.int().min(1),
  reason: z.string().nullable(),
})
export type ReviewItem = z.infer<typeof ReviewItem>

export const recordFormat = z.enum(['html', 'pdf', 'csv', 'json', 'ftm', 'uwazi'])

export const protectionContract = {
  /** `identity` null leaves what is sealed as it is; the save seals anew all the same. */
  'sources.save': method(
    z.strictObject({
      id: SourceId.nullable(),
      rev: r.Rev,
      content: r.SourceContent,
      identity: Identity.nullable().default(null),
    }),
    r.Source,
  ),
  'sources.history': method(
    z.strictObject({ id: SourceId }),
    z.array(
      z.strictObject({
        day: Day,
        reliability: z.enum(vocabulary.reliability),
        reason: z.string(),
        byUs: z.boolean(),
      }),
    ),
  ),
  'sources.footprint': method(z.strictObject({ id: SourceId }), Footprint),
  /** Nothing of it leaves from here, or may again. Needs no authorship and never travels. */
  'sources.holdBack': method(z.strictObject({ id: SourceId, isHeld: z.boolean() }), done),
  /** Which sources are held back here: no source says so itself. */
  'sources.heldBack': method(nothing, z.array(SourceId)),
  /** Groups of sources whose identities look alike; compared in memory, the key must be open. */
  'sources.proposeOrigins': method(nothing, z.array(z.array(SourceId).min(2))),

  'identity.status': method(nothing, IdentityStatus),
  'identity.createKey': method(
    z.strictObject({ passphrase: NewPassphrase, label: Label }),
    IdentityStatus,
  ),
  'identity.changePassphrase': method(
    z.strictObject({ current: Passphrase, next: NewPassphrase }),
    done,
  ),
  'identity.ownPublicKey': method(
    nothing,
    z.strictObject({ key: IdentityKeyText, fingerprint: z.string() }).nullable(),
  ),
  'identity.addRecipient': method(
    z.strictObject({ key: IdentityKeyText, label: Label }),
    IdentityStatus,
  ),
  'identity.removeRecipient': method(z.strictObject({ fingerprint: Fingerprint }), IdentityStatus),
  /** Unwraps the private half for ten minutes at most, so that names are warned of. Journaled. */
  'identity.openKey': method(z.strictObject({ passphrase: Passphrase, reason }), IdentityStatus),
  'identity.closeKey': method(nothing, IdentityStatus),
  /** Opens one sealed identity. Journaled before it is shown; the window shows it for 60 seconds. */
  'identity.read': method(
    z.strictObject({ sourceId: SourceId, passphrase: Passphrase, reason }),
    z.strictObject({ identities: z.array(Identity), seconds: z.int().min(1) }),
  ),
  /**
   * Says of protected names that a review found that they are somebody else's. Held in memory with
   * the key and forgotten with it; 'not-for-us' when no name is known.
   */
  'identity.confirmHomonyms': method(
    z.strictObject({
      items: z.array(z.string().max(limits.title)).min(1).max(limits.exportOverrides),
    }),
    done,
  ),

  'lint.check': method(
    z.strictObject({
      text: z.string().max(limits.body),
      language: r.LanguageTag,
      /** The report or source that is being edited: names sealed on an open page are looked for. */
      subject: RecordId.nullable(),
    }),
    z.strictObject({ findings: z.array(Finding) }),
  ),

  'attributions.list': method(
    z.strictObject({ sourceId: SourceId.nullable() }),
    z.array(c.Attribution),
  ),
  'attributions.save': method(
    z.strictObject({ id: AttributionId.nullable(), rev: r.Rev, content: c.AttributionContent }),
    c.Attribution,
  ),
  /** Phrases already printed for a source, taken together. */
  'attributions.together': method(
    z.strictObject({ sourceId: SourceId }),
    z.strictObject({
      phrases: z.array(c.Attribution),
      /** Attributes that all of them add up to. */
      joint: z.strictObject({
        roles: z.array(z.enum(vocabulary.sourceRole)),
        organisations: z.array(z.string()),
        regions: z.array(z.enum(vocabulary.sourceRegion)),
        periods: z.array(z.string()),
      }),
      /** Asked of the person whenever `phrases` changed; null until answered. */
      pool: r.JointPool.nullable(),
      /** The phrases as they are now, for the answer to carry. */
      as: z.string(),
    }),
  ),

  /** Newest first: all of them, or `limit` from the one after `after` on. */
  'claims.list': method(
    z.strictObject({
      caseId: CaseId.nullable(),
      reportId: ReportId.nullable(),
      after: ClaimId.nullable().optional(),
      limit: z.int().min(1).max(limits.claimPage).optional(),
    }),
    z.array(c.Claim),
  ),
  'claims.get': method(z.strictObject({ id: ClaimId }), c.Claim),
  'claims.save': method(
    z.strictObject({ id: ClaimId.nullable(), rev: r.Rev, content: c.ClaimContent }),
    c.Claim,
  ),
  /** Each claim of a case against the independent origins behind it and what supports it. */
  'claims.corroboration': method(
    z.strictObject({ caseId: CaseId }),
    z.strictObject({
      origins: z.array(
        z.strictObject({
          sources: z.array(SourceId),
          names: z.array(z.string()),
          reliability: z.string(),
        }),
      ),
      claims: z.array(
        z.strictObject({
          claim: c.Claim,
          /** Indexes into `origins`, without repeats. */
          supportedBy: z.array(z.int()),
          contradictedBy: z.array(z.int()),
          /** Of several that a report names, where nobody said who of them says it. */
          maySupport: z.array(z.int()),
          mayContradict: z.array(z.int()),
        }),
      ),
    }),
  ),

  'publications.list': method(nothing, z.array(c.Publication)),
  'publications.get': method(z.strictObject({ id: PublicationId }), c.Publication),
  'publications.save': method(
    z.strictObject({ id: PublicationId.nullable(), rev: r.Rev, content: c.PublicationContent }),
    c.Publication,
  ),
  /** Of this revision: 'conflict' for another than the current one. */
  'publications.review': method(
    z.strictObject({ id: PublicationId, rev: r.Rev }),
    z.strictObject({ basedOn: StateDigest, items: z.array(ReviewItem), ready: z.boolean() }),
  ),
  /** Exactly the bytes that would leave, as text. 'conflict' as for the review. */
  'publications.preview': method(
    z.strictObject({
      id: PublicationId,
      rev: r.Rev,
      format: recordFormat.exclude(['pdf']),
    }),
    z.strictObject({
      text: z.string(),
      /** Null: it could not be checked. */
      findings: z.array(Finding).nullable(),
    }),
  ),
  'publications.write': method(
    z.strictObject({
      id: PublicationId,
      /** Of the review that was decided on. */
      basedOn: StateDigest,
      formats: z.array(recordFormat).min(1).max(6),
      /** With four eyes, always: 'cosign-needed'. */
      cosign: Cosign.nullable().optional(),
      folder: FileToken,
    }),
    z.strictObject({
      files: z.array(z.strictObject({ name: z.string(), digest: z.string(), bytes: z.int() })),
    }),
  ),
}
