import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { caseContent, newVault, reportContent, sourceContent } from '../vault/harness.ts'
import { takeFastKdf } from './fast-kdf.ts'
import { Model } from './model.ts'

/** A small vault that many copies are made of, and what must be in it. */
export type BaseVault = {
  readonly recoveryCode: string
  /** A fresh copy, in the place of the one before. */
  readonly copy: () => { readonly folder: string; readonly model: Model }
}

/** Makes a vault with some reports in `folder`, quick to open: see fast-kdf.ts. */
export const baseVault = async (folder: string, reports = 3): Promise<BaseVault> => {
  takeFastKdf()
  const base = join(folder, 'base')
  const { desk, made } = newVault(base)
  const { recoveryCode } = await made
  const { handlers } = desk
  const lines: string[] = []
  try {
    await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') })
    const content = sourceContent('Quiet Heron')
    await handlers['sources.save']({ id: null, rev: 0, content, identity: null })
    for (let n = 0; n < reports; n += 1) {
      const body = `What was said ${String(n)}. `.repeat(n % 2 === 0 ? 4 : 700)
      const { id } = await handlers['reports.save']({
        id: null,
        rev: 0,
        content: reportContent(body),
      })
      lines.push(JSON.stringify({ done: { id, body, state: 'draft' } }))
    }
  } finally {
    desk.controller.close()
  }
  return {
    recoveryCode,
    copy: () => {
      const copy = join(folder, 'vault')
      rmSync(copy, { recursive: true, force: true })
      cpSync(base, copy, { recursive: true })
      const model = new Model()
      model.hear(lines)
      return { folder: copy, model }
    },
  }
}
