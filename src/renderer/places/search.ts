import { fold, foldKorean, isLatin } from './fold.ts'
import type { Gazetteer } from './gazetteer.ts'
import { findNames } from './name-list.ts'
import { ancestors, levels } from './place.ts'
import type { GazetteerPlace } from './place.ts'

/**
 * Orders equal matches: places of our own list first, then coarse before fine, then shorter names
 * first.
 */
const byUse = (a: GazetteerPlace, b: GazetteerPlace): number =>
  Number(b.isKnown) - Number(a.isKnown) ||
  levels.indexOf(a.level) - levels.indexOf(b.level) ||
  a.names.en.length - b.names.en.length ||
  (a.names.en < b.names.en ? -1 : 1)

const found = ({ names, looseNames }: Gazetteer, wanted: string): Map<GazetteerPlace, number> => {
  const fits = new Map<GazetteerPlace, number>()
  const tell = (place: GazetteerPlace, fit: number): void => {
    const before = fits.get(place)
    if (before === undefined || fit < before) fits.set(place, fit)
  }
  findNames(names, wanted, tell)
  if (isLatin(wanted)) {
    // Matches by another spelling come after direct matches.
    findNames(looseNames, foldKorean(wanted), (place, fit) => tell(place, fit + 0.5))
  }
  return fits
}

const isCalled = ({ byName }: Gazetteer, area: GazetteerPlace, word: string): boolean =>
  byName.get(word)?.includes(area) === true ||
  [area.names.en, area.names.ko, area.names.zh].some((name) => fold(name ?? '').startsWith(word))

/**
 * Places with a name, or a word in it, that starts with the typed text, best first, in any of three
 * scripts; Korean names in any romanization. A parent place can follow after a comma.
 */
export const searchPlaces = (
  gazetteer: Gazetteer,
  typed: string,
  limit: number,
): GazetteerPlace[] => {
  const [name = '', ...within] = typed.split(/[,，、]/u).map(fold)
  if (name === '') return []
  const held = within.filter((word) => word !== '')
  return [...found(gazetteer, name)]
    .filter(([place]) =>
      held.every((word) => ancestors(place).some((area) => isCalled(gazetteer, area, word))),
    )
    .sort(([a, fitA], [b, fitB]) => fitA - fitB || byUse(a, b))
    .slice(0, limit)
    .map(([place]) => place)
}
