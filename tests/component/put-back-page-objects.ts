import { original } from './attachment-answers.ts'
import { press, pressAt } from './page-objects.ts'
import { gate, oneReport, openOneReport } from './one-report.ts'
import { recordId, reportAnswer } from './records.ts'
import { Refuse } from './saved-records.ts'
import { goTo, settle, untilFound } from './window.tsx'

export const translation = (body: string, language: 'en' | 'ko' | 'zh-Hans') => ({
  language,
  title: '',
  body,
  translator: '',
  editor: '',
})

/**
 * A report with a file and two translations, which the vault reads slowly once `slow` is called, and
 * does not save once its disk is full.
 */
export const openSlow = async (more: object = {}) => {
  const report = oneReport({
    body: 'Begun.',
    attachments: [original],
    translations: [translation('첫째', 'ko'), translation('第二', 'zh-Hans')],
    ...more,
  } as never)
  const { open, isOpen } = gate()
  let [isSlow, isFull] = [false, false]
  await openOneReport({
    ...report.answers,
    'reports.get': async (input) => {
      if (isSlow) await isOpen
      return (report.answers['reports.get'] as (given: object) => never)(input)
    },
    // A kept copy is a new report.
    'reports.save': (input) => {
      if (isFull) throw new Refuse('storage')
      return input.id === null
        ? reportAnswer(recordId(900), input.content)
        : report.save(input as never)
    },
  })
  const slow = (): void => {
    isSlow = true
  }
  const fill = (full = true): void => {
    isFull = full
  }
  return { report, open, slow, fill }
}

export const tab = (place: number): Promise<void> =>
  pressAt(`main [role="tab"]:nth-of-type(${place})`)
export const removeTranslation = async (): Promise<void> => {
  await tab(2)
  await press('Remove this translation')
}
export const removeFile = async (): Promise<void> => {
  await tab(3)
  await press('Remove market.jpg')
}
export const leave = async (): Promise<void> => {
  await goTo('sources')
  await settle()
}
export const comeBack = async (): Promise<void> => {
  await goTo('reports')
  await untilFound('main .cm-content')
  if (document.querySelector('main [role="tab"][aria-selected="true"]') !== null) await tab(1)
}
