import { useMemo } from 'react'
import type { Case, Source } from '../../shared/records.ts'
import { useVaultQuery } from '../data/bridge.ts'

/** The name of a source: its code name, or that of a speaker on the record. */
export const sourceName = (source: Source): string =>
  source.content.kind === 'protected' ? source.content.codeName : source.content.name

const noCases: readonly Case[] = []
const noSources: readonly Source[] = []

/** All cases, also by id; empty until loaded. */
export const useCases = (): {
  readonly cases: readonly Case[]
  readonly caseById: ReadonlyMap<string, Case>
} => {
  const { data: cases = noCases } = useVaultQuery('cases.list', {})
  const caseById = useMemo(() => new Map(cases.map((item) => [item.id as string, item])), [cases])
  return { cases, caseById }
}

/** All sources, also by id; empty until loaded. */
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
