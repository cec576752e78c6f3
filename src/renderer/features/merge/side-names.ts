import { useMemo } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'

export type MergeVersions = Out<'records.versions'>
type MergeSide = MergeVersions['sides'][number]

/** How versions are named: by author, with a letter if one author has several. */
export type MergeNames = {
  readonly of: (at: number) => string
  /** Is it this vault's own? */
  readonly isMine: (at: number) => boolean
  /** Positions of versions, this vault's own first. */
  readonly mineFirst: (positions: readonly number[]) => readonly number[]
}

export const useSideNames = (sides: readonly MergeSide[]): MergeNames => {
  const text = useText()
  return useMemo(() => namesOf(sides, text('merge.mine')), [sides, text])
}

const namesOf = (sides: readonly MergeSide[], mine: string): MergeNames => {
  const names = sides.map(({ byUs, author }) => (byUs ? mine : author))
  const isMine = (at: number): boolean => sides[at]?.byUs === true
  return {
    isMine,
    of: (at) => {
      const name = names[at] ?? ''
      const isAlone = names.filter((one) => one === name).length < 2
      return isAlone ? name : `${name} ${String.fromCharCode(65 + at)}`
    },
    mineFirst: (positions) => [...positions].sort((a, b) => Number(isMine(b)) - Number(isMine(a))),
  }
}

/** The day of a version's signature. */
export const useOrigin = (): ((side: MergeSide) => string) => {
  const text = useText()
  const format = useFormat()
  return ({ revision, day }) =>
    revision === null ? text('merge.yourDraft') : text('merge.signed', { day: format.day(day) })
}
