import { lint } from '../../src/disclosure-checks/lint.ts'

/** The linter itself, as its worker answers. */
export const lintAnswers = {
  'lint.check': ({ text }: { readonly text: string }) => ({
    findings: lint(text).map(({ family, rule, start, end, replacement }) => ({
      family,
      rule,
      start,
      end,
      replacement: replacement ?? null,
    })),
  }),
}
