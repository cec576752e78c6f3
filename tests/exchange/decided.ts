import type { Out, Parsed, VaultHandlers } from '../../src/shared/contract.ts'
import type { PublicationId } from '../../src/shared/ids.ts'
import { nextTask } from './test-vault.ts'

type Returned<C extends keyof VaultHandlers> = Promise<Out<C>>
type Of<C extends keyof VaultHandlers> = Pick<VaultHandlers, C>
type Publications = Of<'publications.get' | 'publications.review' | 'publications.write'>

/** Reviews an export. */
const reviewed = async (
  of: Of<'exports.prepare'>,
  input: Omit<Parsed<'exports.prepare'>, 'task'>,
): Returned<'exports.prepare'> => of['exports.prepare']({ ...input, task: nextTask() })

/** Reviews an export and writes exactly that, as the user does after the review. */
export const exportDecided = async (
  of: Of<'exports.prepare' | 'exports.write'>,
  input: Omit<Parsed<'exports.write'>, 'basedOn'>,
): Returned<'exports.write'> => {
  const { target, choice, keepBack, leftOut, overrides, purpose } = input
  const plan = { choice, keepBack, leftOut, overrides, purpose }
  const recipients = target.kind === 'keys' ? target.recipients : null
  const { basedOn } = await reviewed(of, { ...plan, recipients })
  return of['exports.write']({ ...input, basedOn })
}

/** The two digests on which a hand-over is decided. */
export const decidedHandOver = async (
  of: Of<'contacts.list' | 'exports.prepare' | 'handover.prepare'>,
  input: Omit<Parsed<'handover.run'>, 'basedOn' | 'reviewed'>,
): Promise<Pick<Parsed<'handover.run'>, 'basedOn' | 'reviewed'>> => {
  const { contact, choice, keepBack, leftOut, overrides, purpose } = input
  const plan = { choice, keepBack, leftOut, overrides, purpose }
  const known = (await of['contacts.list']({})).find(({ author }) => author === contact)
  const recipients = known === undefined ? null : [known.recipient]
  const review = await reviewed(of, { ...plan, recipients })
  const { basedOn } = await of['handover.prepare']({ ...plan, contact, task: nextTask() })
  return { reviewed: review.basedOn, basedOn }
}

/** Reviews a hand-over and runs exactly that. */
export const handOverDecided = async (
  of: Of<'contacts.list' | 'exports.prepare' | 'handover.prepare' | 'handover.run'>,
  input: Omit<Parsed<'handover.run'>, 'basedOn' | 'reviewed'>,
): Returned<'handover.run'> =>
  of['handover.run']({ ...input, ...(await decidedHandOver(of, input)) })

/** Imports what the preview shows now. */
export const commitDecided = async (
  of: Of<'imports.plan' | 'imports.commit'>,
  input: Omit<Parsed<'imports.commit'>, 'basedOn'>,
): Returned<'imports.commit'> => {
  const { basedOn } = await of['imports.plan']({ exportId: input.exportId })
  return of['imports.commit']({ ...input, basedOn })
}

/** The current review of a publication. */
export const reviewOf = async (
  of: Of<'publications.get' | 'publications.review'>,
  id: PublicationId,
): Returned<'publications.review'> => {
  const { rev } = await of['publications.get']({ id })
  return of['publications.review']({ id, rev })
}

/** Reviews a publication and writes exactly that. */
export const publishDecided = async (
  of: Publications,
  input: Omit<Parsed<'publications.write'>, 'basedOn'>,
): Returned<'publications.write'> => {
  const { basedOn } = await reviewOf(of, input.id)
  return of['publications.write']({ ...input, basedOn })
}
