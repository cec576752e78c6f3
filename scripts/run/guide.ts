import { join } from 'node:path'
import type { Plugin } from 'vite'
import { root } from '../setup/paths.ts'
import { guideFiles, guideLanguages } from './guide-files.ts'

const name = 'virtual:guide'
const resolved = `\0${name}`

/** Makes docs/guide a module for the help in the app. The module has no pictures. */
export const guide = (): Plugin => ({
  name: 'understory:guide',
  resolveId: (id) => (id === name ? resolved : null),
  load(id) {
    if (id !== resolved) return null
    const pages = guideLanguages.map((language) => [
      language,
      Object.fromEntries(
        guideFiles(language).map(({ path, name: page, page: { title, blocks } }) => {
          this.addWatchFile(join(root, path))
          return [page, { title, blocks: blocks.filter(({ kind }) => kind !== 'picture') }]
        }),
      ),
    ])
    const json = JSON.stringify(Object.fromEntries(pages))
    return `export const guide = JSON.parse(${JSON.stringify(json)})`
  },
})
