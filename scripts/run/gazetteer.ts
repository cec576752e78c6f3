import type { Plugin } from 'vite'
import { geoNamesTable } from './geonames.ts'

const name = 'virtual:geonames'
const resolved = `\0${name}`

/** Makes the table of places a module, so that it is a file of its own that is read when it is asked for. */
export const gazetteer = (): Plugin => ({
  name: 'understory:gazetteer',
  resolveId: (id) => (id === name ? resolved : null),
  load: (id) =>
    id === resolved
      ? // A string that is parsed is read twice as fast as an object that is written out.
        `export const table = JSON.parse(${JSON.stringify(JSON.stringify(geoNamesTable()))})`
      : null,
})
