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

/** Everywhere a source appears: what to check once the source is compromised. */
const Footprint = z.strictObject({
  reports: z.array(r.ReportRow),
  claims: z.array(z.strictObject({ id: ClaimId, statement: z.string(), reportId: ReportId })),
  attributions: z.array(c.Attribution),
  exports: z.array(
    z.strictObject({
      exportId: z.string(),
      day: Day,
      to: z.array(z.string()),
      /** The contact behind each recipient in `to`, in the same order; null: not a contact. */
      names: z.array(ContactName.nullable()),
      purpose: z.string(),
    }),
  ),
  publications: z.array(
    z.strictObject({
      id: PublicationId,
      /** Null: the journal names the publication, but it no longer exists in this vault. */
      title: z.string().nullable(),
      written: z.array(Day),
    }),
  ),
  /** Sources that a person confirmed as the same origin, and the reports that they told. */
  twins: z.array(z.strictObject({ sourceId: SourceId, reports: z.array(r.ReportRow) })),
  /**
   * Is the source withheld in this vault, whichever vault wrote it? Then nothing from it is
   * exported.
   */
  isHeldBack: z.boolean(),
})

/** One issue of a disclosure review. Open blocking issues stop the export or publication. */
export const ReviewItem = z.strictObject({
  /** Stable name that an override refers to. */
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
    /** An exported file of a report that was never cleaned of hidden data. */
    'not-cleaned',
    /** An original or earlier copy that is exported together with its redacted copy. */
    'shows-redacted',
    /** Words that were redacted from a text and are still printed elsewhere. */
    'leftover',
    /** A phrase in another language than the text that it is printed with. */
    'phrase-language',
    /** Protected names were not looked for: their key is closed, or is not here. */
    'names',
  ]),
  /** The family of the finding; null: the checks did not find it, or the text was not checked. */
  family: z.enum(vocabulary.lintFamily).nullable(),
  state: z.enum(['ok', 'warns', 'blocks', 'overridden']),
  /** Cannot be overridden. */
  notOverridable: z.boolean(),
  subject: RecordId.nullable(),
  /**
   * The record that contains the issue, or the part of the export or publication outside any
   * record.
   */
  place: z.enum([...vocabulary.recordKind, 'purpose', 'title', 'summary', 'method']),
  /** Name of that record in this vault; empty when it has none or the record is gone. */
  name: z.string(),
  /** The subject of the issue in this vault's own words: a phrase, a marked text, a code name. */
  about: z.string(),
  /** Those words in their sentence, at the first of their places; null: not words in a text. */
  sentence: z.strictObject({ before: z.string(), words: z.string(), after: z.string() }).nullable(),
  /** Number of places in that record with the same words. */
  count: z.int().min(1),
  reason: z.string().nullable(),
})
export type ReviewItem = z.infer<typeof ReviewItem>

export const recordFormat = z.enum(['html', 'pdf', 'csv', 'json', 'ftm', 'uwazi'])

export const protectionContract = {
  /** `identity` null keeps the identity; the save still writes a new seal. */
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
  /**
   * Withholds a source: nothing from it is exported. Needs no authorship and is never exported
   * itself.
   */
  'sources.holdBack': method(z.strictObject({ id: SourceId, isHeld: z.boolean() }), done),
  /** The sources withheld in this vault. The source's own content does not say so. */
  'sources.heldBack': method(nothing, z.array(SourceId)),
  /**
   * The sources that withdrew a consent and did not give it again: by their own entries, or by a
   * notice of another vault.
   */
  'sources.withdrawn': method(nothing, z.array(SourceId)),
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
   * Records that protected names found by a review belong to a different person. Kept in memory and
   * dropped together with the key; 'not-for-us' when no name is known.
   */
  'identity.confirmNameExceptions': method(
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
  /** Phrases already printed for a source, combined. */
  'attributions.together': method(
    z.strictObject({ sourceId: SourceId }),
    z.strictObject({
      phrases: z.array(c.Attribution),
      /** The attributes of all phrases together. */
      joint: z.strictObject({
        roles: z.array(z.enum(vocabulary.sourceRole)),
        organisations: z.array(z.string()),
        regions: z.array(z.enum(vocabulary.sourceRegion)),
        periods: z.array(z.string()),
      }),
      /** The user's answer, asked for after every change of `phrases`; null until answered. */
      pool: r.JointPool.nullable(),
      /** The current phrases, which the answer has to repeat. */
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
          /**
           * Indexes of possible origins: the report names several sources, and none is set for the
           * claim.
           */
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
  /** `rev` other than the current revision: 'conflict'. */
  'publications.review': method(
    z.strictObject({ id: PublicationId, rev: r.Rev }),
    z.strictObject({ basedOn: StateDigest, items: z.array(ReviewItem), ready: z.boolean() }),
  ),
  /** The exact exported bytes, as text: all, or the beginning. 'conflict' as for the review. */
  'publications.preview': method(
    z.strictObject({
      id: PublicationId,
      rev: r.Rev,
      format: recordFormat.exclude(['pdf']),
    }),
    z.strictObject({
      text: z.string().max(limits.publicationShown),
      /** False: the file is longer. */
      isWhole: z.boolean(),
      /** Those in `text`. Null: it could not be checked. */
      findings: z.array(Finding).nullable(),
    }),
  ),
  'publications.write': method(
    z.strictObject({
      id: PublicationId,
      /** Digest from the review that the user decided on. */
      basedOn: StateDigest,
      formats: z.array(recordFormat).min(1).max(6),
      /** With four eyes, always: 'cosign-needed'. */
      cosign: Cosign.nullable().optional(),
      folder: FileToken.exportFolder,
    }),
    z.strictObject({
      files: z.array(z.strictObject({ name: z.string(), digest: z.string(), bytes: z.int() })),
    }),
  ),
}
