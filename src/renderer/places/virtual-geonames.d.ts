declare module 'virtual:geonames' {
  import type { GeoNamesTable } from './geonames.ts'

  /** Made when the app is built: scripts/run/geonames.ts. */
  export const table: GeoNamesTable
}
