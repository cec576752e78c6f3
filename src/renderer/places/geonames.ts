/**
 * Extract of GeoNames (CC-BY-4.0) and Natural Earth, made when the app is built. Positions are
 * latitude and longitude in degrees, sizes kilometres from the middle to the edge.
 */
export type GeoNamesTable = {
  /** ISO 3166: two letters, then the numeric code that identifies the shape. */
  readonly countries: readonly (readonly [string, string, number, number, number])[]
  /** `CN.05` and its romanized name. */
  readonly provinces: readonly GeoNamesArea[]
  /** `CN.05.2224`: second order in GeoNames. */
  readonly counties: readonly GeoNamesArea[]
  /** By the code of the containing place: name, latitude, longitude, name, latitude, and so on. */
  readonly towns: Readonly<Record<string, readonly (string | number)[]>>
}

export type GeoNamesArea = readonly [code: string, name: string, number, number, number]
