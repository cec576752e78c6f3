import { any, words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'

/** Romanised counties and the like of North Korea, in both official spellings where they differ. */
export const counties = words(`
musan, hoeryong, hoeryŏng, onsong, onsŏng, kyongwon, kyongwŏn, saebyol, undok, unduk, rajin, sonbong, puryong, kyongsong, orang, myongchon, myonggan, hwadae, kilju, hwasong, yonsa, yonsan, hyesan-si, pochon, bochon, samjiyon, samjiyeon, taehongdan, daehongdan, paegam, baegam, kapsan, gapsan, unhung, pungso, kimhyongjik, kimhyonggwon, kimjongsuk, samsu, kanggye-si, manpo, huichon, junggang, chunggang, chasong, jasong, sijung, wiwon, chosan, usi, kopung, songwon, tongsin, ryongnim, rangnim, changgang, janggang, hwapyong, songgan, uiju, sakju, sakchu, changsong, byoktong, pyoktong, ryongchon, yongchon, yomju, cholsan, tongchang, taegwan, chonma, pihyon, sonchon, kwaksan, chongju, jongju, unjon, pakchon, nyongbyon, yongbyon, kujang, hyangsan, unsan, kusong, sindo, tongrim, tongnim, kangdong, kangnam, sungho, chunghwa, sangwon, songchon, sinyang, yangdok, maengsan, nyongwon, taehung, tokchon, kaechon, sunchon, anju, mundok, sukchon, pyongwon, pyongsong, taedong, chungsan, jungsan, onchon, kangso, unnyul, ullyul, kwail, songhwa, changyon, jangyon, ryongyon, samchon, sinchon, anak, jaeryong, chaeryong, pongchon, paechon, baechon, yonan, chongdan, pyoksong, kangnyong, ongjin, sariwon, pongsan, hwangju, yontan, songnim, yongtan, suan, koksan, singye, sinpyong, phyongsan, pyongsan, kumchon, tosan, changphung, jangphung, kaepung, munchon, chonnae, anbyon, kosan, hoeyang, tongchon, kosong, kumgang, changdo, kimhwa, pyonggang, cholwon, ichon, phangyo, pangyo, popdong, sepho, sepo, hamju, yonggwang, sinhung, pujon, jangjin, changjin, hongwon, pukchong, sinpo, riwon, tanchon, tongchon, toksong, hochon, jongpyong, chongpyong, kumya, kowon, yodok, yadok`)

/** McCune-Reischauer marks strong consonants with an apostrophe: Poch'on. */
const spelled = (names: readonly string[]): string =>
  any(names).replaceAll(/(ch|[ktp])(?=[aeiouyŏŭ])/g, "$1'?")

/** Words that end the name of a small place or a work unit. */
const kinds = words(`
village, hamlet, township, commune, farm, cooperative, cooperative farm, collective farm, state farm, ranch, mine, coal mine, iron mine, gold mine, copper mine, colliery, pit, quarry, factory, mill, plant, works, shipyard, power station, power plant, cement factory, textile mill, steel mill, paper mill, flour mill, rice mill, rolling mill, cotton mill, spinning mill, corn mill, steelworks, ironworks, steel works, iron works, glass works, chemical works, chemical plant, chemical complex, fertiliser plant, fertilizer plant, cornstarch factory, shoe factory, complex, school, primary school, elementary school, middle school, high school, secondary school, kindergarten, nursery, orphanage, college, hospital, clinic, sanatorium, prison, prison camp, labour camp, labor camp, re-education camp, reeducation camp, camp, detention center, detention centre, detention house, detention facility, holding center, holding centre, lockup, rest home, rest house, home, old people's home, sanatorium, training camp, youth camp, holiday camp, guard house, watchtower, watch tower, guard tower, station house, reception centre, reception center, quarantine station, lock-up, jipkyulso, kyohwaso, kwanliso, kwalliso, kuryujang, rodong danryeondae, jangmadang, bowibu, anjeonbu, boanbu, laogai, detachment, holding cell, jail, interrogation center, interrogation centre, police station, police box, substation, checkpoint, check post, guard post, border post, barracks, garrison, base, outpost, crossing, border crossing, ferry, pier, wharf, port, harbour, harbor, dock, market, marketplace, station, railway station, train station, bus station, bus stop, bridge, tunnel, dam, reservoir, crossroads, junction, ford, street, road, lane, alley, avenue, boulevard, square, park, hotel, guesthouse, guest house, inn, hostel, restaurant, noodle house, teahouse, cafe, café, shop, department store, store, supermarket, pharmacy, church, temple, mosque, cemetery, apartment, apartments, apartment block, apartment building, building, compound, estate, residential district, neighbourhood, neighborhood, district, ward, county, branch, office, depot, warehouse, garage, sawmill, orchard, workshop, brewery, trading company, company, bureau, unit, battalion, regiment, brigade, division, corps, customs house, customs post, centre, center, re-education centre, reeducation centre, training centre, training center, holding pen, remand prison, remand centre, guardhouse, brig, post office, telephone office, bathhouse, laundry, canteen, dispensary, infirmary, health post, maternity hospital, maternity home, tuberculosis hospital, nursing home, shrine, monastery, nunnery, convent, pagoda, seminary, canal, lock, weir, pumping station, lighthouse, airfield, airstrip, airport, terminal, bus terminal, jetty, quay, slipway, anchorage, roundabout, overpass, underpass, viaduct, terrace, tower, block, dormitory, arcade, mall, plaza, bazaar, stall, tea house, tea shop, sauna, salt works, saltworks, salt farm, timber yard, lumber mill, brickworks, brickyard, kiln, foundry, smelter, refinery, tannery, distillery, cannery, fishery, fishery station, hatchery, greenhouse, vineyard, institute, academy, library, theatre, cinema, stadium, chapel, courthouse, town hall, pension, motel, trading post, customs yard, freight yard, rail yard, marshalling yard, siding, platform, embankment, beach, cove, cape, spit, islet, hill, ridge, pass, valley, creek, stream`)

/** Kinds that are no finding with a name of their own: provinces, states, companies, rivers. */
const vague = new Set(
  'home, centre, center, institute, academy, library, theatre, cinema, stadium, airport, terminal, tower, block, mall, plaza, canal, lock, beach, cape, refinery, terrace, platform, office, branch, bureau, company, district, square, park, road, division, corps, unit, base, port, harbour, harbor, avenue, college, building, complex, estate, ward, hill, pass, valley, store, plant, works, stream, bridge, dam, mill, station, hotel, school, camp, power plant, power station'.split(
    ', ',
  ),
)

const cap = `[A-Z][\\w'’-]{1,24}`
const number = `(?:No\\.? ?|Number |number |# ?|no\\. ?)[0-9]{1,4}`

/** Words with a capital that name nothing: the first of a sentence, the great names of the record. */
const notNames =
  /^(?:The|A|An|This|That|These|Those|His|Her|Their|My|Our|Its|Some|Any|No|Each|Every|One|Another|At|In|On|Near|From|To|By|For|And|But|When|After|Before|While|If|As|All|Both|Many|Most|Local|Chinese|North|South|Korean|Korea|Russian|American|China|China's|Soviet|International|National|State|United|Nations|Foreign|Central|Public|Ministry|Supreme|World|Human|Security|European|Asian|UN|US|U|Inside|Outside|Behind|Only|Two|Three|New|Old|Big|Small|Such|It|They|We|He|She|There|Then|Now|Of|Every|Police|Border|Labour|Labor|Political|Military|Even|Since|Next|Last|First|Second|What|Where|Which|Who|Street|Prison|Detention|Party)$/

const isNamed = (text: string): boolean =>
  text
    .split(/ (?:of|and|the) | /)
    .some((word) => /^[A-Z0-9]/.test(word) && !notNames.test(word) && !/^[A-Z]$/.test(word)) ||
  /[0-9]/.test(text)

/** On the record: a professor speaks for a university, a court sits somewhere. */
const onRecord = ({ context, folded, start, end }: Hit): boolean =>
  context.isPublic(start, end) ||
  (context.has('office', start, end) && !context.has('source', start, end)) ||
  /(?:Professor|Minister|President|Ambassador|Mr\.|Dr\.) [A-Z]/.test(
    folded.cased.slice(Math.max(0, start - 60), end + 40),
  )

export const englishPlaces: readonly Rule[] = [
  {
    id: 'en-named-place',
    family: 'place',
    on: 'cased',
    triggers: kinds,
    pattern: `(?:${number} |[0-9]{1,4}(?:st|nd|rd|th) )?(?:${cap} (?:(?:and|of) )?){1,4}(?:(?:${number}|[0-9]{1,4}) )?(?:[Cc]ounty |[Cc]ity |[Dd]istrict |[Pp]rovincial |[Pp]eople's |[Ff]irst |[Ss]econd |[Cc]entral |[Gg]eneral |[Cc]ollective |[Cc]ooperative |[Pp]olitical |[Rr]ailway |[Bb]order |[Ww]omen's |iron |steel |coal |food |shoe |garment |textile |old |new |junior |senior |upper |lower |pre-trial |pretrial |police |farmers' |fish |night |wholesale |forced |army )*(?:${any(kinds)}|${any(kinds.map((kind) => kind.replaceAll(/(^| )[a-z]/g, (each) => each.toUpperCase())))})`,
    accept: (hit) => {
      const span = hit.folded.cased.slice(hit.start, hit.end)
      const kind =
        kinds.filter((each) => hit.text.endsWith(each)).sort((a, b) => b.length - a.length)[0] ?? ''
      const name = span.slice(0, span.length - kind.length).trim()
      if (!isNamed(name)) return false
      if (onRecord(hit)) return false
      // A great many offices are no secret; a small one beside a source is.
      return (
        !vague.has(kind) ||
        hit.context.has('private', hit.start, hit.end) ||
        /[0-9]/.test(span) ||
        // So long a name has one bearer.
        name.split(' ').length >= 3 ||
        /\b(?:at|in|near|behind|outside|inside|by|opposite|from|to|under|of) (?:the )?$/.test(
          hit.folded.lower.slice(Math.max(0, hit.start - 12), hit.start),
        )
      )
    },
    replace: () => 'a place in the area',
    hits: [
      [
        'She was kept at the Onsong County Detention Center for a month.',
        'Onsong County Detention Center',
      ],
      ['The courier lives in Sinhung village.', 'Sinhung village'],
      ['He worked in the Musan mine until spring.', 'Musan mine'],
      ['They met the doctor at Kaeul Hospital.', 'Kaeul Hospital'],
      ['Prisoners sewed at No. 9 Garment Factory.', 'No. 9 Garment Factory'],
    ],
    misses: [
      'The Chinese prison was crowded.',
      'Professor Lee of Hansol University Hospital gave a lecture.',
      'The law school opened.',
    ],
  },
  {
    id: 'en-place-of',
    family: 'place',
    on: 'cased',
    triggers: words(
      'called , named , known as , village of, hamlet of, town of, township of, county of, settlement of, neighborhood of, neighbourhood of, island of, prison in, camp in, camp at, lockup in, detention center in, detention centre in, market in, hospital in, school in, mine at, mine in, port of',
    ),
    pattern: `(?:village|hamlet|settlement|town|place|farm|island|valley|market|school|mine|camp|inn|street|lane|cove) (?:called|named|known as) ${cap}(?: ${cap})?|(?:border |mountain |fishing |mining |farming |small )?(?:village|hamlet|town|township|county|settlement|neighbou?rhood|island|port) of ${cap}(?: ${cap})?`,
    accept: (hit) =>
      !onRecord(hit) &&
      !/(?:Busan|Incheon|Dalian|Vladivostok|Shanghai|Seoul|Pyongyang|Rotterdam|Hamburg|Tianjin|Qingdao|Ulsan|Osaka|Singapore|Jeju|Taiwan|Hong Kong|Macau|Hainan|Honshu|Sakhalin|Okinawa)/.test(
        hit.folded.cased.slice(hit.start, hit.end),
      ),
    hits: [['They hid in the village of Pungsan until dark.', 'village of Pungsan']],
    misses: ['The village of his youth is gone.'],
  },
  {
    id: 'en-numbered-unit',
    family: 'place',
    triggers: words(
      "camp, unit, kyohwaso, kwanliso, kwan-li-so, jipkyulso, rodongdanryondae, prison, mine, factory, school, brigade, regiment, battalion, corps, division, building, block, apartment, apt, room, cell, ward, gate, post, platform, pier, warehouse, floor, house, dormitory, barracks, checkpoint, pyongpung, office, bureau, company, workshop, no., number, workteam, work team, inminban, people's unit, lane, entrance, stall, bunk",
    ),
    pattern: `(?:political prison |labou?r |prison |re-?education )?(?:camp|unit|brigade|regiment|battalion|division|kyohwaso|kwan-?li-?so|jipkyulso|prison|mine|factory|school|building|block|apartment|apt\\.?|room|cell|ward|gate|guard post|border post|post|platform|pier|warehouse|house|dormitory|barracks|checkpoint|workteam|work team|inminban|people's unit|lane|entrance|stall|office|bureau|company) (?:no\\.? ?|number |# ?)?[0-9]{1,5}(?:-[0-9]{1,4})?|(?:[0-9]{1,4}(?:st|nd|rd|th)) (?:corps|division|brigade|regiment|battalion|company|border guard brigade|guard post|border post|outpost|checkpoint|patrol post|army corps|construction brigade|shock brigade|engineer battalion|bureau|department|workteam|work team|unit|squadron|platoon)|(?:no\\.? ?|number )[0-9]{1,5} (?:workshop|workshops|dormitory|barracks|hall|pit|shaft|kiln|furnace|mill|plant|station|pier|dock|berth|kindergarten|nursery|orphanage|clinic|ward|block|hostel|canteen|bathhouse|shop|store|depot|gatehouse|lock|dam|power station|high school|secondary school|primary school|elementary school|lockup|prison camp|detention house|brickworks|shipyard|colliery|quarry|pumping station|substation|lane|street|alley|camp|unit|prison|mine|factory|school|building|middle school|warehouse|gate|ward|garment factory|kyohwaso|reeducation camp|hospital|farm|guard post|post|checkpoint|office)`,
    accept: (hit) =>
      !hit.context.isPublic(hit.start, hit.end) &&
      !/^(?:office|company) (?:19|20)\d\d$/.test(hit.text) &&
      !/^ (?:people|percent|times|years|men|women|miles|won|yuan|days)/.test(
        hit.folded.lower.slice(hit.end, hit.end + 9),
      ),
    hits: [
      ['She served in Unit 3146 on the coast.', 'Unit 3146'],
      ['They were held at Kyohwaso No. 12.', 'Kyohwaso No. 12'],
      ['The 27th Brigade guards the bank.', '27th Brigade'],
    ],
    misses: ['The camp 30 years on', 'A unit of measure.'],
  },
  {
    id: 'en-known-camp',
    family: 'place',
    triggers: words('jongori, chongori, jongo-ri, chongo-ri, jeongeori, jeungsan, tongnimsan'),
    pattern: `(?:jongo-?ri|chongo-?ri|jeongeo-?ri|jeungsan|tongnimsan)`,
    accept: ({ folded, start, context, end }) =>
      /[A-Z]/.test(folded.cased[start] ?? '') && !context.isPublic(start, end),
    hits: [['The trucks took the women to Jongori.', 'Jongori']],
    misses: ['The commission of inquiry named Jongori in its report to the United Nations.'],
  },
  {
    id: 'en-suffix',
    family: 'place',
    triggers: words(
      '-ri, -dong, -gu, -myon, -myeon, -up, -eup, -kun, -gun, -ku, -rodongjagu, -nodongjagu, -gol, -cun, -zhen, -xiang, -jiedao, -tun, -lu, -jie',
    ),
    pattern: `[a-z'’ŏŭ]{2,20}-?[a-z]{0,12}-(?:ri|dong|gu|ku|myon|myeon|up|eup|kun|gun|rodongjagu|nodongjagu|gol|cun|zhen|xiang|jiedao|tun|lu|jie)`,
    accept: ({ folded, start, context, end, text }) =>
      /[A-Z]/.test(folded.cased[start] ?? '') &&
      !/^(?:line|warm|set|back|stand|start|follow|check|pick|pop|wake|build|break|clean|grown|round|sign|wrap|mark|make|close)-up$/.test(
        text,
      ) &&
      !context.isPublic(start, end) &&
      !/^(?:Kim|Park|Pak|Lee|Ri|Choe|Choi|Jong|Chong|Jung|Won|Han|Cho|Kang|Yun) [A-Z]/.test(
        folded.cased.slice(Math.max(0, start - 5), end),
      ) &&
      !/\b(?:Mr|Ms|Mrs|Dr|Prof|Kim|Park|Pak|Lee|Ri|Yi|Choe|Choi|Jong|Jung|Han|Cho|Jo|Kang|Yun|Yoon|Jang|Lim|Shin|Oh|Seo|Kwon|Hwang|Ahn|Song|Yoo|Hong|Ko|Moon|Son|Yang|Bae|Paek|Baek|Nam|Won|Ban)\.? $/.test(
        folded.cased.slice(Math.max(0, start - 6), start),
      ),
    hits: [
      ['He was born in Songpyong-ri near the coast.', 'Songpyong-ri'],
      ['They moved to Yonpung-dong in spring.', 'Yonpung-dong'],
    ],
    misses: ['Professor Kim Yong-gu spoke.', 'a half-gun'],
  },
  {
    id: 'en-pinyin-village',
    family: 'place',
    triggers: words('gou, tun, zhen, cun, xiang, hwa-so, kyo-hwa, li-so, ri , town'),
    pattern: `[a-z]{4,20}(?:daogou|gou|tun|zhen|cun|jiedao)|(?:kyo-hwa-so|kwan-li-so|jip-kyul-so|kyohwaso|kwanliso) ?(?:no\\.? ?)?[0-9]{1,4}|[a-z']{3,14} town`,
    accept: ({ folded, start, context, end, text }) =>
      /[A-Z]/.test(folded.cased[start] ?? '') &&
      !context.isPublic(start, end) &&
      !/^(?:old|new|border|home|china|down|small|the|this|that|cape|george|market|mining|our|his|her|my|every|each|river|chinese|korean|korea) ?town/.test(
        text,
      ) &&
      !/^(?:hangzhou|shenzhen|suzhou)/.test(text),
    hits: [
      ['The convoy stopped in Shisanjidaogou.', 'Shisanjidaogou'],
      ['She hid with a family in Nanping town.', 'Nanping town'],
      ['He guarded the wall of Kyo-hwa-so No. 12.', 'Kyo-hwa-so No. 12'],
    ],
    misses: ['Shenzhen grew fast.', 'The old town burned.'],
  },
  {
    id: 'en-nk-county',
    family: 'place',
    triggers: [...counties, ...counties.map((name) => name.replace(/(ch|k|t|p)/, "$1'"))],
    pattern: `${spelled(counties)}(?: (?:county|city|town|district|area))?`,
    accept: ({ folded, start, end, context, text }) =>
      /[A-Z]/.test(folded.cased[start] ?? '') &&
      !context.isPublic(start, end) &&
      // Also words, and parts of names.
      !(
        /^(?:usi|anak|suan|kosong|ichon|sangwon|unsan|kangnam|sunchon|sinchon)$/.test(text) &&
        !/ (?:county|city|town)/.test(folded.lower.slice(end, end + 8))
      ) &&
      !/^(?:-| [A-Z][a-z]+ (?:said|told))/.test(folded.cased.slice(end, end + 20)),
    replace: () => 'a border county',
    hits: [
      ['Guards in Onsong stopped two of them.', 'Onsong'],
      ['A family in Musan County was moved.', 'Musan County'],
    ],
    misses: [
      'A trader crossed into Dandong.',
      'Prices in Pyongyang rose.',
      'The plant at Yongbyon was inspected, state media announced.',
    ],
  },
]
