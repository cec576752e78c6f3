import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { CleanedImage } from '../../src/main/images/messages.ts'
import type { RedactionBox, View } from '../../src/shared/attachments.ts'
import type { Asked, Told } from './many-child.ts'

export type Cleaner = {
  /** @throws Error with the code of the refusal. */
  readonly clean: (bytes: Uint8Array) => Promise<CleanedImage>
  /** @throws Error with the code of the refusal. */
  readonly redact: (bytes: Uint8Array, boxes: readonly RedactionBox[]) => Promise<CleanedImage>
  /** @throws Error with the code of the refusal. */
  readonly view: (bytes: Uint8Array) => Promise<View>
  /** The code of the refusal; `none` when it is cleaned. */
  readonly refusal: (bytes: Uint8Array) => Promise<string>
  /** Does the decoder open these bytes, whatever they begin as? */
  readonly opens: (bytes: Uint8Array) => Promise<boolean>
  readonly end: () => void
}

/** Cleans images in one process that is closed off as the real one is. */
export const startCleaner = (): Cleaner => {
  const child = fork(join(import.meta.dirname, 'many-child.ts'), {
    // Nowhere to put a temporary file.
    env: { TMPDIR: '/nonexistent' },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, (told: Told) => void>()
  let last = 0
  child.on('message', (told: Told) => {
    waiting.get(told.id)?.(told)
    waiting.delete(told.id)
  })
  child.once('exit', () => {
    for (const [id, tell] of waiting) tell({ id, code: 'crashed', cleaned: null })
  })
  const ask = (bytes: Uint8Array, how: Asked['how']): Promise<Told> =>
    new Promise((resolve) => {
      const id = ++last
      waiting.set(id, resolve)
      child.send({ id, bytes, how } satisfies Asked)
    })
  const written = async (bytes: Uint8Array, how: Asked['how']): Promise<CleanedImage> => {
    const { code, cleaned } = await ask(bytes, how)
    if (cleaned === null) throw new Error(code ?? 'nothing')
    return cleaned
  }
  return {
    clean: (bytes) => written(bytes, 'clean'),
    redact: (bytes, boxes) => written(bytes, { redact: boxes }),
    view: async (bytes) => {
      const { code, view } = await ask(bytes, 'view')
      if (view === undefined) throw new Error(code ?? 'nothing')
      return view
    },
    refusal: async (bytes) => (await ask(bytes, 'clean')).code ?? 'none',
    opens: async (bytes) => (await ask(bytes, 'open')).code === null,
    end: () => void child.kill('SIGKILL'),
  }
}
