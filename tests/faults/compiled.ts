import { join } from 'node:path'

/** Children load the same sources again and again: what Node made of them stays in `folder`. */
export const keepCompiled = (folder: string): void => {
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled')
}
