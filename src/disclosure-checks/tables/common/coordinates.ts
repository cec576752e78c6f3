import { isLatin } from '../../letters.ts'
import { words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'

const deg = '[°度도]'
const min = "['分분]"
const sec = `(?:"|''|秒|초)`
const hanNumber = '[〇零一二三四五六七八九十百]{1,6}'
const dms = `[0-9]{1,3}(?:\\.[0-9]+)? ?(?:${deg}|deg(?:rees)?)(?: ?[0-9]{1,2}(?:\\.[0-9]+)? ?${min}(?: ?[0-9]{1,2}(?:\\.[0-9]+)? ?${sec}?)?)?`

const isLatLon = (text: string): boolean => {
  const [first = NaN, second = NaN] = (text.match(/[0-9]{1,3}\.[0-9]+/g) ?? []).map(Number)
  return (first <= 90 && second <= 180) || (first <= 180 && second <= 90)
}

export const coordinateRules: readonly Rule[] = [
  {
    id: 'decimal',
    family: 'coordinates',
    on: 'digits',
    pattern: `(?:[nsew] ?)?[+-]?[0-9]{1,3}\\.[0-9]{2,8}(?: ?° ?)?[ns]?(?: [ns](?:[ ,;/]))?(?: ?[,;/、] ?| )?(?:and )?(?:[nsew] ?)?[+-]?[0-9]{1,3}\\.[0-9]{2,8}(?: ?° ?)?[ew]?`,
    accept: ({ text }) =>
      isLatLon(text) && (/\.[0-9]{3,}.*\.[0-9]{3,}/.test(text) || /[°nsew]/.test(text)),
    hits: [
      ['The pit is at 41.3974, 128.1782.', '41.3974, 128.1782'],
      ['41.3974°N 128.1782°E', '41.3974°N 128.1782°E'],
      ['-12.345678,98.765432', '-12.345678,98.765432'],
    ],
    misses: ['It rose from 1.5 to 2.25, 3.1 in all.', '1.25, 2.50'],
  },
  {
    id: 'dms',
    family: 'coordinates',
    on: 'digits',
    triggers: ['°', '度', '도', ' deg'],
    pattern: `(?:[ns] ?)?${dms} ?[ns]?(?:[ ,;/]{0,3}(?:and )?(?:[ew] ?)?${dms} ?[ew]?)?`,
    alone: false,
    accept: ({ text, folded, start, end }) =>
      /['分분"秒초]/.test(text) ||
      (/[nsew]$/.test(text) && !isLatin(folded.lower[end] ?? ' ')) ||
      (/^[nsew]/.test(text) && !isLatin(folded.lower[start - 1] ?? ' ')),
    hits: [
      [`42°14'10"N 129°17'02"E`, `42°14'10"N 129°17'02"E`],
      ['41°24′12″ 지점', '41°24′12″'],
      [`GPSLatitude 41 deg 7' 38.82" N`, `41 deg 7' 38.82" N`],
    ],
    misses: ['It was 30° outside.', '기온이 30도였다.', '气温30度。'],
  },
  {
    id: 'named-degrees',
    family: 'coordinates',
    on: 'digits',
    triggers: words(
      '북위, 남위, 동경, 서경, 위도, 경도, 北纬, 南纬, 东经, 西经, 纬度, 经度, 北緯, 東經, latitude, longitude, longtitude, lat, lon, long, lng, lati, longi',
    ),
    pattern: `(?:북위|남위|동경|서경|위도|경도|北纬|南纬|东经|西经|纬度|经度|北緯|東經|latitude|longitude|longtitude|lati|longi|lat|long|lon|lng)\\.?(?:열|값|칸|列|值| column| value| col)?[ :=]{0,3}(?:of |는 |은 |约|为|是)?-?(?:[0-9]{1,3}[;:/] ?[0-9]{1,2}[;:/] ?[0-9]{1,2}(?:\\.[0-9]+)?|[0-9]{1,3}|${hanNumber})(?:\\.[0-9]{1,8})? ?(?:${deg}(?: ?(?:[0-9]{1,2}|${hanNumber})(?:\\.[0-9]+)? ?${min}(?: ?[0-9]{1,2}(?:\\.[0-9]+)? ?${sec}?)?)?)?`,
    alone: false,
    accept: ({ text }) => /\.[0-9]{2,}|['分분"]|[;:/] ?[0-9]+[;:/]/.test(text),
    hits: [
      ['북위 41도 24분 12초', '북위 41도 24분 12초'],
      ['北纬41度24分，东经128度10分', '北纬41度24分'],
      ['latitude 41.397', 'latitude 41.397'],
      ['사진 속성값: 위도 42;26;11.84', '위도 42;26;11.84'],
      ['위도열 42.2319 따로 있음', '위도열 42.2319'],
    ],
    misses: ['북위 38도선', '北纬38度线', 'the 38th parallel'],
  },
  {
    id: 'degrees-without-signs',
    family: 'coordinates',
    on: 'digits',
    pattern: `[0-9]{1,2}, [0-9]{1,2}, [0-9]{1,2}(?:\\.[0-9]+)? ?[ns][ ,;/]{1,3}[0-9]{1,3}, [0-9]{1,2}, [0-9]{1,2}(?:\\.[0-9]+)? ?[ew]|[0-9]{1,2}[ -][0-9]{1,2}(?:[ -][0-9]{1,2}(?:\\.[0-9]+)?|\\.[0-9]{1,5})? ?[ns][ ,;/]{1,3}[0-9]{1,3}[ -][0-9]{1,2}(?:[ -][0-9]{1,2}(?:\\.[0-9]+)?|\\.[0-9]{1,5})? ?[ew]|[ns] ?[0-9]{1,2}[ -][0-9]{1,2}(?:[ -][0-9]{1,2}(?:\\.[0-9]+)?|\\.[0-9]{1,5})?[ ,;/]{1,3}[ew] ?[0-9]{1,3}[ -][0-9]{1,2}(?:[ -][0-9]{1,2}(?:\\.[0-9]+)?|\\.[0-9]{1,5})?|[0-9]{4,6}(?:\\.[0-9]+)?[ns][ ,/]{0,2}[0-9]{5,7}(?:\\.[0-9]+)?[ew]|[0-9]{1,3},[0-9]{4,8} ?[;/] ?[0-9]{1,3},[0-9]{4,8}`,
    hits: [
      ['Go to 41 23 46 N, 128 10 52 E at dusk.', '41 23 46 N, 128 10 52 E'],
      ['N 40 07.215, E 124 23.980', 'N 40 07.215, E 124 23.980'],
      ['412346N 1281052E', '412346N 1281052E'],
    ],
    misses: ['Flights 12 34 North and 56 West'],
  },
  {
    id: 'mgrs',
    family: 'coordinates',
    on: 'digits',
    pattern: `[0-9]{1,2}[c-hj-np-x] ?[a-hj-np-z]{2} ?(?:[0-9]{5} ?[0-9]{5}|[0-9]{4} ?[0-9]{4}|[0-9]{3} ?[0-9]{3}|[0-9]{2} ?[0-9]{2})`,
    accept: ({ text }) => Number(/^[0-9]+/.exec(text)?.[0]) <= 60,
    hits: [
      ['Grid 52TDM 12345 67890', '52TDM 12345 67890'],
      ['52SCE12345678', '52SCE12345678'],
    ],
    misses: ['52 TV sets'],
  },
  {
    id: 'utm',
    family: 'coordinates',
    on: 'digits',
    pattern: `[0-9]{1,2} ?[c-hj-np-x] ?,? ?0?[0-9]{6}(?:\\.[0-9]+)? ?m? ?e?[ ,]{1,2}[0-9]{7}(?:\\.[0-9]+)? ?m? ?n?`,
    hits: [
      ['UTM 52T 431200 4583100', '52T 431200 4583100'],
      ['In the notebook: 52T 0401377 4629015, north bank.', '52T 0401377 4629015'],
    ],
    misses: ['52 t 1 2'],
  },
  {
    id: 'grid-near-word',
    family: 'coordinates',
    on: 'digits',
    triggers: words('grid, 좌표, 격자, 坐标, 座標, 格网, coordinates, coordinate, mgrs, utm, gps'),
    pattern: `(?:grid(?: (?:reference|square|ref))?|좌표|격자|坐标|座標|格网|coordinates?|mgrs|utm|gps)[^0-9\\n。]{0,14}?([a-z]{0,2} ?[0-9]{1,3}(?:\\.[0-9]+)?[a-z]{0,3}(?: ?[,/ ] ?-?[0-9]{2,7}(?:\\.[0-9]+)?){1,2}|[a-z]{2} [0-9]{3,5} [0-9]{3,5}|[a-z]{0,2} ?[0-9]{6,10})`,
    span: 1,
    hits: [
      ['Grid reference 412 883.', '412 883'],
      ['좌표는 41.39, 128.17이다.', '41.39, 128.17'],
    ],
    misses: ['The power grid failed in 2023.'],
  },
  {
    id: 'plus-code',
    family: 'coordinates',
    triggers: ['+'],
    pattern: `[23456789cfghjmpqrvwx]{4,8}\\+[23456789cfghjmpqrvwx]{2,3}`,
    accept: ({ text }) => /[2-9]/.test(text) && /[a-z]/.test(text),
    hits: [
      ['8QCF9MHG+2V', '8QCF9MHG+2V'],
      ['9MHG+2V 혜산', '9MHG+2V'],
    ],
    misses: ['2+2'],
  },
  {
    id: 'geo',
    family: 'coordinates',
    triggers: ['geo:', '///'],
    pattern: `geo:-?[0-9.]{1,12},-?[0-9.]{1,12}|\\/\\/\\/(?:[a-z]{3,18}\\.[a-z]{3,18}\\.[a-z]{3,18}|[가-힣一-鿿]{1,12}[.。][가-힣一-鿿]{1,12}[.。][가-힣一-鿿]{1,12})`,
    alone: false,
    hits: [
      ['geo:41.39,128.17', 'geo:41.39,128.17'],
      ['///lamp.river.stone', '///lamp.river.stone'],
      ['///단풍.나루터.소금이 찍혔다.', '///단풍.나루터.소금'],
    ],
    misses: ['geo: none'],
  },
  {
    id: 'geohash',
    family: 'coordinates',
    triggers: ['geohash', '哈希', '지오해시', '지오해쉬'],
    pattern: `[0-9b-hjkmnp-z]{6,12}`,
    accept: ({ text }) => /[0-9]/.test(text) && /[a-z]/.test(text),
    hits: [['哈希wzs605tf6精确到五米（geohash）', 'wzs605tf6']],
    misses: ['A geohash is short.'],
  },
  {
    id: 'grid-letters',
    family: 'coordinates',
    on: 'digits',
    pattern: `[a-hj-np-z]{2} ?[0-9]{4,5} [0-9]{4,5}`,
    accept: ({ folded, start, end }) =>
      /^[A-Z]{2}/.test(folded.cased.slice(start, end)) &&
      /(?:grid|mgrs|\bref\b|square|utm|좌표|격자|坐标|座標|格网|\bmap\b|sheet)/.test(
        folded.lower.slice(Math.max(0, start - 30), start),
      ),
    hits: [['Grid ref. DL 4471 0932 is the shaft.', 'DL 4471 0932']],
    misses: ['Flights KE 4471 0932 and others were late.'],
  },
  {
    id: 'coarse-pair',
    family: 'coordinates',
    on: 'digits',
    triggers: words('북위, 北纬, latitude, lat , lat:, lat.'),
    pattern: `(?:북위|北纬|latitude|lat)[ :.]{0,2}[0-9]{1,2}\\.[0-9](?:도|度|°)?[ ,、/·]{1,3}(?:및 |과 |and )?(?:동경|东经|longitude|long?)[ :.]{0,2}[0-9]{1,3}\\.[0-9](?:도|度|°)?`,
    alone: false,
    hits: [
      ['북위 41.4, 동경 128.1 부근.', '북위 41.4, 동경 128.1'],
      ['北纬41.4度，东经128.1度', '北纬41.4度，东经128.1度'],
    ],
    misses: ['북위 38.0도선', '北纬38度线'],
  },
  {
    id: 'named-grid',
    family: 'coordinates',
    on: 'digits',
    triggers: words('지점번호, 국가지점, maidenhead, locator, 梅登黑德, 격자'),
    pattern: `(?:지점번호|국가지점|격자)[^0-9\\n.。]{0,8}([가-힣]{2} ?[0-9]{4} ?[0-9]{4})|(?:maidenhead|locator|梅登黑德)[^0-9a-z\\n.。]{0,3}(?:is |was |square )?[a-r]{2}[0-9]{2}[a-x]{2}(?:[0-9]{2})?`,
    hits: [
      ['국가지점번호 다사 1234 5678 기둥 옆.', '다사 1234 5678'],
      ['Maidenhead PM95pk', 'PM95pk'],
    ],
    misses: ['지점번호가 지워졌다.', 'The locator is broken.'],
  },
]
