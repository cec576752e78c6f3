import type { Case, Source } from '../../shared/records.ts'
import { useVaultQuery } from '../data/bridge.ts'

/** The name of a source: its code name, or that of a speaker on the record. */
export const sourceName = (source: Source): string =>
  source.content.kind === 'protected' ? source.content.codeName : source.content.name

/** One map for each answer, whatever number of components read it. */
const mapsById = <Item extends { readonly id: string }>(): ((
  items: readonly Item[],
) => ReadonlyMap<string, Item>) => {
  const known = new WeakMap<readonly Item[], ReadonlyMap<string, Item>>()
  return (items) => {
    const found = known.get(items) ?? new Map(items.map((item) => [item.id, item]))
    known.set(items, found)
    return found
  }
}

const casesById = mapsById<Case>()
const sourcesById = mapsById<Source>()
const noCases: readonly Case[] = []
const noSources: readonly Source[] = []

/** All cases, also by id; empty until loaded. */
export const useCases = (): {
  readonly cases: readonly Case[]
  readonly caseById: ReadonlyMap<string, Case>
} => {
  const { data: cases = noCases } = useVaultQuery('cases.list', {})
  return { cases, caseById: casesById(cases) }
}

/** All sources, also by id; empty until loaded. */
export const useSources = (): {
  readonly sources: readonly Source[]
  readonly sourceById: ReadonlyMap<string, Source>
} => {
  const { data: sources = noSources } = useVaultQuery('sources.list', {})
  return { sources, sourceById: sourcesById(sources) }
}
