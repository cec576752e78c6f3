import { contextClasses } from '../context.ts'
import type { ContextClass } from '../context.ts'
import type { Rule } from '../rule.ts'
import { accountRules } from './common/accounts.ts'
import { accountAbroadRules } from './common/accounts-abroad.ts'
import { deviceIdRules } from './common/device-ids.ts'
import { handleRules } from './common/handles.ts'
import { spelledOutRules } from './common/spelled-out.ts'
import { codeRules } from './common/codes.ts'
import { coordinateRules } from './common/coordinates.ts'
import { diallingRules } from './common/dialling.ts'
import { disguisedMailRules } from './common/disguised-mail.ts'
import { documentRules } from './common/documents.ts'
import { formatRules } from './common/formats.ts'
import { networkRules } from './common/network.ts'
import { idDocumentIntlRules } from './common/id-documents-intl.ts'
import { phoneRules } from './common/phones.ts'
import { plateRules } from './common/plates.ts'
import { splitIdentifierRules } from './common/split-identifiers.ts'
import { obfuscatedPlateRules } from './common/plates-obfuscated.ts'
import { englishMeeting, englishUnique } from './en/unique/access.ts'
import { englishAppointments } from './en/meeting/appointments.ts'
import { englishArrangements } from './en/meeting/arrangements.ts'
import { englishContext } from './en/lists.ts'
import { englishDates, englishTimes } from './en/dates.ts'
import { englishDays } from './en/days.ts'
import { englishActions } from './en/vantage/actions.ts'
import { englishFew } from './en/unique/few.ts'
import { englishKinship } from './en/kinship.ts'
import { englishAges, englishRanks } from './en/people.ts'
import { englishPhrases } from './en/phrase/phrases.ts'
import { englishPlaces } from './en/places.ts'
import { englishPosts } from './en/posts.ts'
import { englishVantage } from './en/vantage/positions.ts'
import { koreanMeeting, koreanUnique } from './ko/unique/access.ts'
import { koreanAgreements } from './ko/meeting/agreements.ts'
import { koreanAppointments } from './ko/meeting/appointments.ts'
import { koreanArrangements } from './ko/meeting/arrangements.ts'
import { koreanContext } from './ko/lists.ts'
import { koreanDates } from './ko/dates.ts'
import { koreanDays } from './ko/days.ts'
import { koreanActions } from './ko/vantage/actions.ts'
import { koreanFew } from './ko/unique/few.ts'
import { koreanKinship } from './ko/kinship.ts'
import { koreanAges, koreanRanks } from './ko/people.ts'
import { koreanPhrases } from './ko/phrase/phrases.ts'
import { koreanPlaces } from './ko/places.ts'
import { koreanPosts } from './ko/posts.ts'
import { koreanReportedSpeech } from './ko/phrase/reported-speech.ts'
import { koreanTimes } from './ko/times.ts'
import { koreanVantage } from './ko/vantage/positions.ts'
import { chineseMeeting, chineseUnique } from './zh/unique/access.ts'
import { chineseAgreements } from './zh/meeting/agreements.ts'
import { chineseAppointments } from './zh/meeting/appointments.ts'
import { chineseArrangements } from './zh/meeting/arrangements.ts'
import { chineseContext } from './zh/lists.ts'
import { chineseDates, chineseTimes } from './zh/dates.ts'
import { chineseDays } from './zh/days.ts'
import { chineseActions } from './zh/vantage/actions.ts'
import { chineseFew } from './zh/unique/few.ts'
import { chineseAges, chineseKinship, chineseRanks } from './zh/people.ts'
import { chinesePhrases } from './zh/phrase/phrases.ts'
import { chinesePlaces } from './zh/places.ts'
import { chinesePosts } from './zh/posts.ts'
import { chineseReportedSpeech } from './zh/phrase/reported-speech.ts'
import { chineseVantage } from './zh/vantage/positions.ts'
import { any, words } from '../rule.ts'

/**
 * Characters that continue a link: the same as in the rules for addresses, so that both end alike.
 */
const rest = '[^ \\n<>"\'「」『』《》。、,가-힣一-鿿]'

const maps = words(`
maps.app.goo.gl, goo.gl/maps, maps.google., google.com/maps, google.co.kr/maps, google.com.hk/maps, google.cn/maps, ditu.google., earth.google., map.naver.com, m.map.naver.com, naver.me, kko.to, kko.kakao.com, map.kakao.com, place.map.kakao.com, map.daum.net, dmaps.kr, surl.amap.com, uri.amap.com, ditu.amap.com, www.amap.com, m.amap.com, amap.com, gaode.com, j.map.baidu.com, map.baidu.com, api.map.baidu.com, map.qq.com, apis.map.qq.com, maps.apple.com, maps.apple, openstreetmap.org, osm.org, osmand.net, yandex.ru/maps, yandex.com/maps, ya.cc/m, 2gis.ru, go.2gis.com, w3w.co, what3words.com, bing.com/maps, here.com, plus.codes, maps.me, ge0.me, omaps.app, waze.com, zoom.earth, wikimapia.org, tmap.life, poi.baidu.com, dianping.com/map, mapy.cz, gps.ie`)

const linkRules: readonly Rule[] = [
  {
    id: 'map-link',
    family: 'coordinates',
    triggers: maps,
    pattern: `(?:https?:\\/\\/)?(?:[a-z0-9-]{1,20}\\.){0,2}${any(maps)}${rest}{1,300}`,
    alone: false,
    accept: ({ text }) => /\/[^/]*[a-z0-9]/.test(text.replace(/^https?:\/\//, '')),
    hits: [
      [
        'Pin: https://maps.app.goo.gl/Rk4TzW8pLm1 for an hour only.',
        'https://maps.app.goo.gl/Rk4TzW8pLm1',
      ],
      ['위치는 naver.me/xK93bTq2 여기.', 'naver.me/xK93bTq2'],
      ['定位surl.amap.com/4kTzW8pL看完删。', 'surl.amap.com/4kTzW8pL'],
    ],
    misses: ['The map is on naver.me and nowhere else.'],
  },
  {
    id: 'dialling-link',
    family: 'phone',
    triggers: words(
      'wa.me/, whatsapp.com/send, t.me/+, viber://, tel:, sms:, wechat://dial, signal.me/#p/+, imo.im/',
    ),
    pattern: `(?:https?:\\/\\/)?(?:wa\\.me\\/|api\\.whatsapp\\.com\\/send\\/?\\?phone=|web\\.whatsapp\\.com\\/send\\/?\\?phone=|t\\.me\\/\\+|signal\\.me\\/#p\\/\\+|viber:\\/\\/(?:chat|add)\\?number=|tel:|sms:)(?:\\+|%2b|00)?[0-9](?:-?[0-9]){6,14}${rest}{0,60}`,
    alone: false,
    hits: [
      ['Use wa.me/66840021957 at night.', 'wa.me/66840021957'],
      ['tel:+82-2-555-0148', 'tel:+82-2-555-0148'],
    ],
    misses: ['See wa.me/settings for that.'],
  },
]

/** Every rule of every language: texts mix languages, so all of them run on every text. */
export const allRules: readonly Rule[] = [
  documentRules,
  networkRules,
  phoneRules,
  accountRules,
  plateRules,
  obfuscatedPlateRules,
  coordinateRules,
  formatRules,
  codeRules,
  spelledOutRules,
  handleRules,
  linkRules,
  splitIdentifierRules,
  deviceIdRules,
  diallingRules,
  disguisedMailRules,
  idDocumentIntlRules,
  accountAbroadRules,
  englishDates,
  englishDays,
  englishTimes,
  englishAges,
  englishRanks,
  englishPosts,
  englishKinship,
  englishPlaces,
  englishVantage,
  englishActions,
  englishUnique,
  englishFew,
  englishArrangements,
  englishMeeting,
  englishAppointments,
  englishPhrases,
  koreanDates,
  koreanDays,
  koreanTimes,
  koreanAges,
  koreanRanks,
  koreanPosts,
  koreanKinship,
  koreanPlaces,
  koreanVantage,
  koreanActions,
  koreanUnique,
  koreanFew,
  koreanArrangements,
  koreanMeeting,
  koreanAppointments,
  koreanPhrases,
  koreanReportedSpeech,
  koreanAgreements,
  chineseDates,
  chineseDays,
  chineseTimes,
  chineseAges,
  chineseRanks,
  chinesePosts,
  chineseKinship,
  chinesePlaces,
  chineseVantage,
  chineseActions,
  chineseUnique,
  chineseFew,
  chineseArrangements,
  chineseMeeting,
  chineseAppointments,
  chinesePhrases,
  chineseReportedSpeech,
  chineseAgreements,
].flat()

/** The words of each class in all languages. */
export const contextWords: readonly (readonly [ContextClass, readonly string[]])[] =
  contextClasses.map((kind) => [
    kind,
    [...new Set([englishContext, koreanContext, chineseContext].flatMap((each) => each[kind]))],
  ])
