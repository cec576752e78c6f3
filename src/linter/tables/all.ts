import { contextClasses } from '../context.ts'
import type { ContextClass } from '../context.ts'
import type { Rule } from '../rule.ts'
import { accountRules } from './common/accounts.ts'
import { coordinateRules } from './common/coordinates.ts'
import { documentRules } from './common/documents.ts'
import { networkRules } from './common/network.ts'
import { phoneRules } from './common/phones.ts'
import { plateRules } from './common/plates.ts'
import { englishMeeting, englishUnique } from './en/access.ts'
import { englishContext } from './en/context.ts'
import { englishDates, englishTimes } from './en/dates.ts'
import { englishAges, englishKinship, englishRanks } from './en/people.ts'
import { englishPhrases } from './en/phrases.ts'
import { englishPlaces } from './en/places.ts'
import { englishVantage } from './en/vantage.ts'
import { koreanMeeting, koreanUnique } from './ko/access.ts'
import { koreanContext } from './ko/context.ts'
import { koreanDates, koreanTimes } from './ko/dates.ts'
import { koreanAges, koreanKinship, koreanRanks } from './ko/people.ts'
import { koreanPhrases } from './ko/phrases.ts'
import { koreanPlaces } from './ko/places.ts'
import { koreanVantage } from './ko/vantage.ts'
import { chineseMeeting, chineseUnique } from './zh/access.ts'
import { chineseContext } from './zh/context.ts'
import { chineseDates, chineseTimes } from './zh/dates.ts'
import { chineseAges, chineseKinship, chineseRanks } from './zh/people.ts'
import { chinesePhrases } from './zh/phrases.ts'
import { chinesePlaces } from './zh/places.ts'
import { chineseVantage } from './zh/vantage.ts'

/** Every rule of every language: texts mix languages, so all of them run on every text. */
export const allRules: readonly Rule[] = [
  documentRules,
  networkRules,
  phoneRules,
  accountRules,
  plateRules,
  coordinateRules,
  englishDates,
  englishTimes,
  englishAges,
  englishRanks,
  englishKinship,
  englishPlaces,
  englishVantage,
  englishUnique,
  englishMeeting,
  englishPhrases,
  koreanDates,
  koreanTimes,
  koreanAges,
  koreanRanks,
  koreanKinship,
  koreanPlaces,
  koreanVantage,
  koreanUnique,
  koreanMeeting,
  koreanPhrases,
  chineseDates,
  chineseTimes,
  chineseAges,
  chineseRanks,
  chineseKinship,
  chinesePlaces,
  chineseVantage,
  chineseUnique,
  chineseMeeting,
  chinesePhrases,
].flat()

/** The words of each class in all languages. */
export const contextWords: readonly (readonly [ContextClass, readonly string[]])[] =
  contextClasses.map((kind) => [
    kind,
    [...new Set([englishContext, koreanContext, chineseContext].flatMap((each) => each[kind]))],
  ])
