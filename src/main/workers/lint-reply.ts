import { lint } from '../../disclosure-checks/lint.ts'
import { allRules } from '../../disclosure-checks/tables/all.ts'
import type { Finding } from '../../shared/lint.ts'
import type { LintJob, LintReply } from '../vault/lint/lint-job.ts'

const mainLanguages = ['en', 'ko', 'zh'] as const

const mainLanguageOf = (tag: string): (typeof mainLanguages)[number] | undefined =>
  mainLanguages.find((each) => each === tag.split('-')[0]?.toLowerCase())

let known: readonly { readonly text: string }[] = []

/**
 * Returns the same list for the same names, so that their forms are built once. They end with this
 * thread.
 */
const listOf = (names: readonly string[]): typeof known => {
  const isSame =
    names.length === known.length && names.every((name, at) => name === known[at]?.text)
  if (!isSame) known = names.map((text) => ({ text }))
  return known
}

const check = ({ text, language, names }: LintJob): Finding[] => {
  const main = mainLanguageOf(language)
  return lint(text, {
    ...(main === undefined ? {} : { language: main }),
    names: listOf(names),
  }).map(({ family, rule, start, end, replacement }) => ({
    family,
    rule,
    start,
    end,
    replacement: replacement ?? null,
  }))
}

/** The worker's answer to a job: null findings if a text could not be checked. */
export const lintReply = (job: LintJob): LintReply => {
  try {
    return { number: job.number, findings: check(job) }
  } catch {
    return { number: job.number, findings: null }
  }
}

/**
 * Runs the rules' own examples once, so that the tables are built and the engine has compiled every
 * rule before the first request.
 */
export const warmUp = (): void => {
  lint(allRules.flatMap(({ hits }) => hits.map(([sentence]) => sentence)).join('\n'))
}
