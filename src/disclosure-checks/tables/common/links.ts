import { any, words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'

/** What a link goes on with: the same letters as in the rules for addresses, so that both end alike. */
const rest = '[^ \\n<>"\'「」『』《》。、,가-힣一-鿿]'

const maps = words(`
maps.app.goo.gl, goo.gl/maps, maps.google., google.com/maps, google.co.kr/maps, google.com.hk/maps, google.cn/maps, ditu.google., earth.google., map.naver.com, m.map.naver.com, naver.me, kko.to, kko.kakao.com, map.kakao.com, place.map.kakao.com, map.daum.net, dmaps.kr, surl.amap.com, uri.amap.com, ditu.amap.com, www.amap.com, m.amap.com, amap.com, gaode.com, j.map.baidu.com, map.baidu.com, api.map.baidu.com, map.qq.com, apis.map.qq.com, maps.apple.com, maps.apple, openstreetmap.org, osm.org, osmand.net, yandex.ru/maps, yandex.com/maps, ya.cc/m, 2gis.ru, go.2gis.com, w3w.co, what3words.com, bing.com/maps, here.com, plus.codes, maps.me, ge0.me, omaps.app, waze.com, zoom.earth, wikimapia.org, tmap.life, poi.baidu.com, dianping.com/map, mapy.cz, gps.ie`)

export const linkRules: readonly Rule[] = [
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
