import { koreanGroups, mandarinGroups, writings as families } from './unihan.ts'

/** Characters that are common in given names in China, and rarely adjacent by chance. */
const givenNames =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍鹏宇浩轩婷雪慧建国志海燕晓俊峰龙飞波辉鑫斌莉玲凤红梅云莹颖倩雯璐琳瑶欣怡佳嘉琪思涵梓萱诗梦洁瑞泽昊博文睿晨阳旭东栋梁凯恺翔宁康乐天宏鸿洪振兴荣贵富昌盛德仁义礼智信忠孝诚彬武豪雄威毅坚钢铁铭锋钧锦锐森林松柏柳莲荷菊竹芝芬芸苗茜茹莎菲蓉蕾薇蔓彤丹青岚岩峻嵩川淼清澜泉润滨溪源渊沛泓潇沁曦曙晖晴昕晶晗暄煜炜炎烁灿焕煌熙璇玮玥珊珍珠琼琦琴瑾瑜璟妍妮姗娇娅婉婧媛嫣娥姝姣婕帅帆航舟迪迅逸远达腾骏驰骁骥雁鹤鸣莺凰麟彪虎豹靖端竣翠翰翎羽聪哲贤良善美惠恩慈爱怀忆惟悦愉恒恬悠凡非若安然心灵露霖霄霏霜震雷雨霆亮光朗朝晋景春夏秋冬冰凌凝冉卓卫厚双君启坤培城堂壮奇奕学孟季宜宝宣宸容寅尚展屹山岳岭峥巍巧希幼庆庚廷延彦彩征徽承拓挺捷攀敬旺昂星昱杉枫柯楠楚榕樱歌民永汉沐泰洛湘滔澄濛炳烈焱煊熠牧玄玺珂珏珑珩琛琨琬琰瑄瑛璋璞甜盈盼祎祖祥祺禄福禹秉笑笛素紫纯绍绮维群翀翊耀育胜臻舒艺芃芊芙芮芷茂荃荟莘菁菡萌葵蓓蓝蔚虹蝶衡裕诺谦谊谨贞赞越轶辰迎郁钊铎隽隆雅韬韵韶顺颂飒馨骞魁鹃黛齐丛沫'

/**
 * Korean readings of Chinese characters common in names, simplified forms. Written for this project
 * from general knowledge of the script; a character may be listed under two readings. The common
 * ones come first, and short names use only these; the rest comes from Unihan.
 */
const korean = `
가:佳嘉家可柯 각:珏 간:干 갈:葛 강:姜江康刚强 건:建健乾 걸:杰 겸:谦 경:京庆敬景卿璟琼炅镜 계:桂季溪 고:高古 공:孔公 곽:郭 관:宽官冠观 광:光广 교:教 구:具九求久丘龟 국:国菊 권:权 귀:贵 규:奎圭规 균:均钧 극:克 근:根勤近槿 금:金锦今 기:基奇起琦淇麒纪箕 길:吉 김:金
나:罗娜 남:南男楠 노:卢鲁 녹:绿 능:能
다:多 단:端丹段 달:达 대:大泰代 덕:德 도:道都度涛 독:独 동:东童铜董 두:斗杜 득:得
라:罗罗 란:兰 랑:浪郎 래:来 량:良亮梁 려:丽吕 련:莲连 렬:烈 령:玲灵岭 례:礼 로:卢鲁路 룡:龙 류:柳刘 륜:伦 률:律 리:李利理里 린:麟 림:林
마:马 만:万满 말:末 맹:孟 면:勉 명:明命鸣名 모:毛牟 목:木 무:武茂 문:文门 미:美米 민:民敏珉旻闵 
박:朴博 반:潘 방:方邦房芳 배:裴培 백:白百柏伯 범:范凡 변:卞边 병:炳丙秉兵 보:宝甫普 복:福复 봉:凤奉峰 부:夫富 분:粉芬 비:飞妃 빈:彬斌 
사:史 삼:三 상:相尚祥商常 새:塞 서:徐西书瑞舒 석:石锡硕奭 선:善宣仙先鲜 설:薛雪 섭:燮 성:成星圣诚声盛城 세:世 소:素苏昭 손:孙 송:宋松 수:秀洙寿守水树修 숙:淑肃 순:顺淳舜纯 숭:崇 승:胜承升丞 시:时始诗 식:植式 신:信申新慎辛 실:实 심:沈心 
아:雅娥儿 안:安颜 애:爱 양:杨梁良阳 언:彦 엄:严 여:吕丽余 연:延燕然妍渊莲 열:烈烈 염:廉 영:英永荣泳映玲瑛 예:艺礼 오:吴五 옥:玉 온:温 완:完 왕:王 외:外 용:龙勇用容镕 우:宇雨佑禹友 욱:旭煜 운:云运 웅:雄 원:元源媛远袁 위:魏伟 유:柳刘俞有裕维 육:陆 윤:尹允润 율:律 은:银恩殷 을:乙 의:义 이:李伊二 익:益翼 인:仁寅人印 일:一日 임:林任 
자:子慈 장:张章长庄蒋璋 재:在宰载才 저:猪 전:全田钱 점:点 정:郑正贞静丁廷政晶 제:济齐 조:赵曹祖 종:钟宗种 주:朱周柱珠主 준:俊准浚 중:中重 지:智志池芝枝 진:陈真镇珍秦晋进 
차:车 찬:灿赞 창:昌昶仓 채:蔡彩 천:千天 철:哲铁 청:清 초:楚草 촌:村 최:崔 추:秋 춘:春 충:忠 치:治 칠:七
태:泰太 택:泽 통:通 
판:判 팔:八 평:平 표:表 풍:丰 필:弼 
하:河夏 학:学鹤 한:韩汉翰 함:咸 해:海 향:香 허:许 혁:赫革 현:贤铉玄显贤 형:亨炯衡 혜:惠慧 호:浩虎镐昊湖 홍:洪弘红 화:花华和 환:焕桓 황:黄 효:孝 훈:勋训薰 휘:辉 흥:兴 희:姬熙喜禧 흠:钦 항:恒 회:会 후:厚 훤:萱`

/** Mandarin readings without tones, simplified forms. */
const mandarin = `
ai:爱 an:安 ba:八 bai:白百柏 bang:邦 bao:宝 bei:贝 bi:弼毕 bian:卞边 bin:彬斌宾 bing:丙炳秉兵冰 bo:博伯波 cai:才彩蔡 can:灿 cao:曹 ce:策 cen:岑 chang:昌昶长常 chao:超朝 chen:陈晨辰 cheng:成诚城承程丞 chi:池 chong:崇 chu:楚 chun:春淳纯 cong:聪丛 cui:崔翠 cun:村 da:大达 dai:戴代 dan:丹 dao:道 de:德得 deng:邓 di:迪 dian:点 ding:丁 dong:东董冬 dou:斗 du:杜都度 duan:段端 duo:多 en:恩 er:二儿 fan:范凡樊 fang:方芳房 fei:飞菲妃 fen:芬粉 feng:凤峰冯丰奉 fu:福富夫付傅 gan:干 gang:刚 gao:高镐 ge:葛 gen:根 gong:公孔龚 gu:古顾 guan:关官冠观 guang:光广 gui:贵桂圭奎龟 guo:国郭 hai:海 han:韩汉翰 hang:航 hao:浩昊郝 he:贺何和河赫鹤 heng:恒衡亨 hong:红洪弘宏鸿 hou:侯厚 hu:胡虎湖 hua:华花 huan:焕桓 huang:黄 hui:慧惠辉会 ji:吉基季纪箕济 jia:家佳嘉贾 jian:建健剑 jiang:江姜蒋 jie:杰洁 jin:金锦进晋今近瑾 jing:静晶景敬京经镜璟 jiong:炯炅 jiu:九久 ju:菊具 juan:娟 jue:珏 jun:军俊君均钧浚 kang:康 ke:可克柯 kong:孔 kuan:宽 kui:奎 kun:坤 lai:来赖 lan:兰 lang:朗浪郎 lei:雷磊 li:李丽利理里黎礼莉 lian:莲连廉 liang:良亮梁 lie:烈 lin:林琳麟 ling:玲灵岭 liu:刘柳 long:龙 lu:卢陆鲁路 lü:吕律绿 lun:伦 luo:罗 ma:马 man:满 mao:毛茂 mei:美梅 meng:孟 mi:米 mian:勉 min:敏民珉旻闵 ming:明鸣名 mo:末莫 mou:牟 mu:木 na:娜 nan:南男楠 neng:能 ni:妮 ning:宁 pan:潘判 pei:裴培 peng:鹏彭 ping:平萍 piao:朴 pu:朴普 qi:琦麒起奇淇齐启七 qian:谦千钱乾 qiang:强 qiao:乔 qin:勤琴秦钦 qing:清庆卿青 qiong:琼 qiu:秋丘邱求 quan:全权泉 ran:然 ren:仁人任 rong:荣容镕 ru:如 rui:瑞睿 run:润 san:三 sha:沙 shan:善山 shang:尚商 shao:邵 shen:沈慎申 sheng:胜升声盛生圣 shi:石史时世始诗式实 shou:寿守 shu:淑书舒树 shui:水 shun:顺舜 shuo:硕 si:思 song:松宋 su:苏素肃 sun:孙 tai:泰太 tan:谭 tang:唐汤 tao:涛陶 tian:田天 tie:铁 ting:婷廷 tong:童铜通 wan:万完 wang:王汪 wei:伟卫维魏韦薇 wen:文温 weng:翁 wu:吴武五 xi:西希熙喜禧锡溪 xia:夏 xian:贤宪显咸先仙鲜 xiang:香祥翔向相 xiao:晓小孝肖萧 xie:谢燮 xin:新心欣信辛鑫 xing:星兴杏 xiong:雄熊 xiu:秀修 xu:徐许旭 xuan:宣铉萱 xue:雪学薛 xun:勋训薰 ya:雅 yan:燕艳妍严颜延彦 yang:杨阳洋 yao:姚 ye:叶 yi:义伊艺一益翼乙奕 yin:银殷寅印尹 ying:英莹映瑛 yong:永勇泳用 you:友佑有 yu:玉宇雨余俞裕禹于煜 yuan:元媛源远渊袁 yue:月岳 yun:云允运 zai:在载宰 zan:赞 ze:泽 zeng:曾 zhang:张章璋 zhao:赵昭 zhe:哲 zhen:真珍镇振贞 zheng:郑正政 zhi:志智芝枝植治 zhong:忠中钟宗重种 zhou:周 zhu:朱珠柱主洙 zhuang:庄 zi:子慈 zong:宗 zu:祖`

type Table = ReadonlyMap<string, string>

const table = (text: string): Table => {
  const found = new Map<string, string>()
  for (const entry of text.trim().split(/\s+/)) {
    const [reading = '', characters = ''] = entry.split(':')
    found.set(reading, (found.get(reading) ?? '') + characters)
  }
  return found
}

/** Merges both tables: entries of the first come before those that only the second has. */
const both = (first: Table, second: Table): Table => {
  const found = new Map(first)
  for (const [reading, characters] of second) {
    found.set(reading, (found.get(reading) ?? '') + characters)
  }
  return found
}

const inverse = (readings: Table): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (const [reading, characters] of readings) {
    for (const character of characters) {
      const list = found.get(character) ?? []
      if (!list.includes(reading)) list.push(reading)
      found.set(character, list)
    }
  }
  return found
}

/** Built for the first name: callers without names do not wait for it. */
let tables: ReturnType<typeof makeTables> | undefined

const makeTables = () => {
  const mandarinAll = both(table(mandarin), table(mandarinGroups))
  const mandarinOf = inverse(mandarinAll)
  const given = new Map<string, string>()
  for (const one of givenNames) {
    for (const reading of mandarinOf.get(one) ?? []) {
      given.set(reading, (given.get(reading) ?? '') + one)
    }
  }
  const common = { korean: table(korean), mandarin: both(table(mandarin), given) }
  const groups = table(koreanGroups)
  const named = new Map([...groups].map(([reading, group]) => [reading, group.split('/')[0] ?? '']))
  const all = new Map([...groups].map(([reading, group]) => [reading, group.replace('/', '')]))
  const written = new Map<string, string>()
  for (const family of families.trim().split(/\s+/)) {
    for (const one of family) written.set(one, (written.get(one) ?? '') + family)
  }
  return {
    common,
    inNames: both(common.korean, named),
    koreanOf: inverse(both(common.korean, all)),
    mandarinAll,
    mandarinOf,
    syllables: [...new Set([...common.korean.keys(), ...groups.keys()])],
    pinyin: [...mandarinAll.keys()],
    written,
  }
}

const all = (): ReturnType<typeof makeTables> => (tables ??= makeTables())

/** Hangul syllables that are Korean readings of a character; empty if it is not in the tables. */
export const koreanReadings = (character: string): readonly string[] =>
  all().koreanOf.get(character) ?? []

/** Pinyin without tones; `ü` kept. Empty if the character is not in the tables. */
export const pinyinReadings = (character: string): readonly string[] =>
  all().mandarinOf.get(character) ?? []

/**
 * Characters of names with this Hangul reading, common ones first.
 *
 * @param wide all that the law permits in a name, not only the common ones.
 */
export const charactersOfHangul = (syllable: string, wide: boolean): string =>
  (wide ? all().inNames : all().common.korean).get(syllable) ?? ''

/**
 * Characters with this Mandarin reading.
 *
 * @param wide all of them, not only those common in names.
 */
export const charactersOfPinyin = (syllable: string, wide: boolean): string =>
  (wide ? all().mandarinAll : all().common.mandarin).get(syllable.replaceAll('v', 'ü')) ?? ''

/** All written forms of a character: simplified, traditional, and those of other lists. */
export const writingsOf = (character: string): string =>
  character + (all().written.get(character) ?? '')

export const hangulSyllables = (): Iterable<string> => all().syllables
export const pinyinSyllables = (): Iterable<string> => all().pinyin
