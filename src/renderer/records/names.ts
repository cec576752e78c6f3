import { useMemo } from 'react'
import type { Case, Source } from '../../shared/records.ts'
import { useVaultQuery } from '../data/bridge.ts'

/** What a source is called: its code name, or the name of a speaker on the record. */
export const sourceName = (source: Source): string =>
  source.content.kind === 'protected' ? source.content.codeName : source.content.name

const noCases: readonly Case[] = []
const noSources: readonly Source[] = []

/** All cases, and each by its id; empty until they are read. */
export const useCases = (): {
  readonly cases: readonly Case[]
  readonly caseById: ReadonlyMap<string, Case>
} => {
  const { data: cases = noCases } = useVaultQuery('cases.list', {})
  const caseById = useMemo(() => new Map(cases.map((item) => [item.id as string, item])), [cases])
  return { cases, caseById }
}

/** All sources, and each by its id; empty until they are read. */
export const useSources = (): {
  readonly sources: readonly Source[]
  readonly sourceById: ReadonlyMap<string, Source>
} => {
  const { data: sources = noSources } = useVaultQuery('sources.list', {})
  const sourceById = useMemo(
    () => new Map(sources.map((item) => [item.id as string, item])),
    [sources],
  )
  return { sources, sourceById }
}
