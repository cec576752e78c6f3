/**
 * What is taken from GeoNames (CC-BY-4.0) and Natural Earth when the app is built. Positions are
 * latitude and longitude in degrees, sizes kilometres from the middle to the edge.
 */
export type GeoNamesTable = {
  /** ISO 3166: two letters, then the three digits that shapes are named by. */
  readonly countries: readonly (readonly [string, string, number, number, number])[]
  /** `CN.05` and its romanised name. */
  readonly provinces: readonly GeoNamesArea[]
  /** `CN.05.2224`: what GeoNames calls the second order. */
  readonly counties: readonly GeoNamesArea[]
  /** By the code of what they lie in: name, latitude, longitude, name, latitude, and so on. */
  readonly towns: Readonly<Record<string, readonly (string | number)[]>>
}

export type GeoNamesArea = readonly [code: string, name: string, number, number, number]
