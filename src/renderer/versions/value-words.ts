import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import type { ClaimContent } from '../../shared/claims.ts'
import type { ReportContent } from '../../shared/records.ts'
import { useVaultQuery } from '../data/bridge.ts'
import { useClaims } from '../claims/use-claims.ts'
import { useText } from '../i18n/use-text.ts'
import type { Text } from '../i18n/use-text.ts'
import { dateWords } from '../records/date-words.ts'
import { sourceName, useCases, useSources } from '../records/names.ts'
import { languageName } from '../records/options.ts'
import { countSaid, precisionWords } from '../records/vocabulary.ts'

/** Helpers with which a field displays its value. */
export type ValueWords = {
  readonly text: Text
  readonly date: (edtf: string) => string
  readonly language: (tag: string) => string
  readonly place: (place: ReportContent['place']) => string
  readonly count: (count: ClaimContent['count']) => string
  /** The name of a referenced record, or a note that it is not in this vault. */
  readonly case: (id: string | null) => string
  readonly source: (id: string) => string
  readonly claim: (id: string) => string
  readonly phrase: (id: string | null) => string
}

const none = [] as const

/** Names of records that versions refer to, and texts for their values. */
export const useValueWords = (): ValueWords => {
  const text = useText()
  const intl = useIntl()
  const { caseById } = useCases()
  const { sourceById } = useSources()
  const { data: claims = none } = useClaims({ caseId: null, reportId: null })
  const { data: phrases = none } = useVaultQuery('attributions.list', { sourceId: null })
  return useMemo(() => {
    const unknown = text('versions.notHere')
    const claimById = new Map(claims.map(({ id, content }) => [id as string, content.statement]))
    const phraseById = new Map(phrases.map(({ id, content }) => [id as string, content.phrase]))
    return {
      text,
      date: (edtf) => (edtf === '' ? '' : dateWords(edtf, intl, text)),
      language: (tag) => languageName(tag, text),
      place: ({ text: name, precision }) =>
        name === '' || precision === 'unstated'
          ? name
          : `${name} (${text(precisionWords[precision])})`,
      count: ({ qualifier, low, high }) =>
        text(countSaid[qualifier], { low: low ?? 0, high: high ?? 0 }),
      case: (id) => (id === null ? '' : (caseById.get(id)?.content.title ?? unknown)),
      source: (id) => {
        const source = sourceById.get(id)
        return source === undefined ? unknown : sourceName(source)
      },
      claim: (id) => claimById.get(id) ?? unknown,
      phrase: (id) =>
        id === null ? text('publications.noPhrase') : (phraseById.get(id) ?? unknown),
    }
  }, [text, intl, caseById, sourceById, claims, phrases])
}
