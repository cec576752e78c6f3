import { EditorView } from '@codemirror/view'
import type { TestVaultOptions } from './answers.ts'
import { claimAnswer } from './claim-answers.ts'
import type { ClaimText } from './claim-answers.ts'
import type { TestVault } from './test-vault.ts'
import { pressAt } from './page-objects.ts'
import { recordId, reportAnswer } from './records.ts'
import { Refuse } from './saved-records.ts'
import { goTo, openWindow, settle, untilFound } from './window.tsx'

export const body =
  'They crossed the bridge at night. Two vans waited there, and 010-2938-4756 was called.\n\nTen people were taken back through Tumen.'

export type Told = Partial<ClaimText> & { readonly quote: string; readonly statement: string }

/** Claims of the opened report, at the first place of their words unless a start is given. */
export const cannedClaims = (text: string, told: readonly Told[]): readonly unknown[] =>
  told.map(({ quote, start = Math.max(0, text.indexOf(quote)), ...more }, at) =>
    claimAnswer(recordId(40 + at), {
      ...more,
      quote,
      start,
      end: start + quote.length,
      reportId: recordId(22),
    }),
  )

export const three: readonly Told[] = [
  { quote: 'crossed the bridge at night', statement: 'They crossed by night.' },
  { quote: 'Two vans waited there, and 010-2938-4756 was called', statement: 'Two vans waited.' },
  { quote: 'Ten people were taken back', statement: 'Ten people were returned.' },
]

/** Opens a report with this text and these claims. */
export const openText = async (
  text: string,
  told: readonly Told[],
  options: TestVaultOptions & {
    readonly words?: Readonly<Record<string, string>>
    readonly filed?: boolean
    readonly translation?: string
  } = {},
): Promise<TestVault> => {
  const { filed = false, translation, ...rest } = options
  const claims = cannedClaims(text, told) as { id: string }[]
  const test = await openWindow({
    ...rest,
    answers: {
      'reports.get': ({ id }) =>
        reportAnswer(
          id,
          {
            title: 'Over the bridge',
            body: text,
            translations:
              translation === undefined
                ? []
                : [{ language: 'ko', title: '', body: translation, translator: '', editor: '' }],
          },
          filed ? 'filed' : 'draft',
        ),
      'claims.list': ({ reportId }) => (reportId === recordId(22) ? claims : []) as never,
      'claims.get': ({ id }) => {
        const found = claims.find((claim) => claim.id === id)
        if (found === undefined) throw new Refuse('not-found')
        return found as never
      },
      ...rest.answers,
    },
  })
  await goTo('reports')
  await pressAt('main [role="listitem"][aria-posinset="3"] button')
  await untilFound('.cm-content')
  await settle()
  return test
}

export const editor = async (): Promise<EditorView> => {
  const view = EditorView.findFromDOM((await untilFound('.cm-editor')) as HTMLElement)
  if (view === null) throw new Error('no editor')
  return view
}

/** The marked words, one text for each claim, even if it is drawn as several elements. */
export const marked = (): string[] =>
  [...document.querySelectorAll('.cm-claim')].map((mark) => mark.textContent ?? '')

export const counted = (): string[] =>
  [...document.querySelectorAll('.cm-claim-count')].map((mark) => mark.textContent ?? '')

export const isSaid = (words: string): boolean => document.body.textContent.includes(words)

export const gone = (count: number): RegExp =>
  new RegExp(`words of ${count} claims? (is|are) no longer`)
