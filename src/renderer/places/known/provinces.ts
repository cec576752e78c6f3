/** Other names of countries, besides the system's own. */
export const countryNames: Readonly<Record<string, readonly string[]>> = {
  KP: [
    'DPRK',
    'D.P.R.K.',
    "Democratic People's Republic of Korea",
    '조선',
    '북조선',
    '조선민주주의인민공화국',
    '조선민주주의 인민공화국',
    '북',
    '北朝鲜',
    '北韩',
    '朝鲜民主主义人民共和国',
  ],
  KR: ['ROK', 'Republic of Korea', '한국', '남한', '남조선', '대한민국', '南朝鲜', '南韩'],
  CN: [
    'PRC',
    "People's Republic of China",
    'Mainland China',
    '중화인민공화국',
    '中华人民共和国',
    '中国大陆',
  ],
  RU: ['Russian Federation', '로씨야', '로시아', '俄国', '俄罗斯联邦'],
  MN: ['몽고', '蒙古国'],
  JP: ['日本国'],
  VN: ['Viet Nam', '월남', '越南社会主义共和国'],
  LA: ['Lao PDR', 'Lao', '寮国', '老挝人民民主共和国'],
  MM: ['Burma', '버마', '미얀마'],
  TH: ['Siam', '태국', '타이', '泰王国'],
  KH: ['캄보쟈', '柬埔寨王国'],
  US: ['USA', 'U.S.', 'U.S.A.', 'America', 'United States of America', '미합중국', '美利坚合众国'],
  GB: ['UK', 'U.K.', 'Great Britain', 'Britain', 'England', '英格兰'],
}

/**
 * Hangul and Hanzi names of towns that GeoNames has only in Latin letters: country | its name there
 * | Hangul | Hanzi | other spellings.
 */
export const townNames = `
RU | Vladivostok | 블라디보스토크 | 符拉迪沃斯托克 | 울라지보스또크, 海参崴
RU | Khabarovsk | 하바롭스크 | 哈巴罗夫斯克 | 하바로프스크, 伯力
RU | Ussuriysk | 우수리스크 | 乌苏里斯克 | Ussuriisk, 双城子
RU | Nakhodka | 나홋카 | 纳霍德卡 |
RU | Blagoveshchensk | 블라고베셴스크 | 布拉戈维申斯克 | 海兰泡
RU | Tynda | 틴다 | 滕达 | 띈다
RU | Yuzhno-Sakhalinsk | 유즈노사할린스크 | 南萨哈林斯克 |
LA | Vientiane | 비엔티안 | 万象 | 위앙짠
LA | Luang Prabang | 루앙프라방 | 琅勃拉邦 | Louangphabang
TH | Bangkok | 방콕 | 曼谷 |
TH | Chiang Rai | 치앙라이 | 清莱 |
TH | Chiang Mai | 치앙마이 | 清迈 |
TH | Chiang Saen | 치앙센 | 清盛 |
TH | Mae Sai | 매사이 | 美塞 |
TH | Chiang Khong | 치앙콩 | 清孔 |
TH | Nong Khai | 농카이 | 廊开 |
VN | Hanoi | 하노이 | 河内 | Hà Nội
VN | Ho Chi Minh City | 호찌민시 | 胡志明市 | Saigon, 호치민, 사이공, 西贡
VN | Lạng Sơn | 랑선 | 谅山 | Lang Son
VN | Móng Cái | 몽까이 | 芒街 | Mong Cai
MM | Yangon | 양곤 | 仰光 | Rangoon, 랑군
MM | Tachilek | 따칠레익 | 大其力 | 타치레익
MM | Mandalay | 만달레이 | 曼德勒 |
KH | Phnom Penh | 프놈펜 | 金边 |
KH | Siem Reap | 시엠레아프 | 暹粒 | 씨엠립
JP | Tokyo | 도쿄 | 东京 | 동경
JP | Osaka | 오사카 | 大阪 |
JP | Niigata | 니가타 | 新潟 |
KR | Ansan-si | 안산 | 安山 | Ansan
KR | Anseong | 안성 | 安城 |
KR | Suwon | 수원 | 水原 |
KR | Paju | 파주 | 坡州 |
`

/**
 * Provinces by GeoNames code: code | romanized | Hangul | Hanzi | other spellings, separated by
 * commas.
 */
export const provinces = `
KP.12 | Pyongyang | 평양시 | 平壤市 | Pyeongyang, P'yŏngyang, 평양직할시
KP.15 | South Pyongan Province | 평안남도 | 平安南道 | South Phyongan, Pyongannam-do, P'yŏngan-namdo, Pyeongannam-do, 평남
KP.11 | North Pyongan Province | 평안북도 | 平安北道 | North Phyongan, Pyonganbuk-do, P'yŏngan-bukto, Pyeonganbuk-do, 평북
KP.01 | Jagang Province | 자강도 | 慈江道 | Chagang, Chagang-do, Jagang-do
KP.13 | Ryanggang Province | 량강도 | 两江道 | Yanggang, Ryanggang-do, Yanggang-do, 양강도
KP.17 | North Hamgyong Province | 함경북도 | 咸镜北道 | Hamgyongbuk-do, Hamgyŏng-bukto, Hamgyeongbuk-do, 함북
KP.03 | South Hamgyong Province | 함경남도 | 咸镜南道 | Hamgyongnam-do, Hamgyŏng-namdo, Hamgyeongnam-do, 함남
KP.09 | Kangwon Province | 강원도 | 江原道 | Kangwŏn-do, Gangwon-do
KP.07 | North Hwanghae Province | 황해북도 | 黄海北道 | Hwanghaebuk-do, Hwanghae-bukto, 황북
KP.06 | South Hwanghae Province | 황해남도 | 黄海南道 | Hwanghaenam-do, Hwanghae-namdo, 황남
KP.18 | Rason | 라선시 | 罗先市 | Rasŏn, Rason, Naseon, Rajin-Sonbong, 나선시, 나선, 라진선봉, 나진선봉
KP.14 | Nampo | 남포시 | 南浦市 | Namp'o, Nampho, 남포특별시
KP.19 | Kaesong | 개성시 | 开城市 | Kaesŏng, Gaeseong, 개성특별시
KR.11 | Seoul | 서울특별시 | 首尔特别市 | 서울, 首尔, 汉城
KR.10 | Busan | 부산광역시 | 釜山广域市 | Pusan, 부산, 釜山
KR.15 | Daegu | 대구광역시 | 大邱广域市 | Taegu, 대구, 大邱
KR.12 | Incheon | 인천광역시 | 仁川广域市 | Inchon, 인천, 仁川
KR.18 | Gwangju | 광주광역시 | 光州广域市 | Kwangju, 광주, 光州
KR.19 | Daejeon | 대전광역시 | 大田广域市 | Taejon, 대전, 大田
KR.21 | Ulsan | 울산광역시 | 蔚山广域市 | 울산, 蔚山
KR.22 | Sejong | 세종특별자치시 | 世宗特别自治市 | 세종, 세종시, 世宗
KR.13 | Gyeonggi Province | 경기도 | 京畿道 | Gyeonggi-do, Kyonggi
KR.06 | Gangwon Province | 강원특별자치도 | 江原特别自治道 | Gangwon-do, 강원
KR.05 | North Chungcheong Province | 충청북도 | 忠清北道 | Chungcheongbuk-do, 충북
KR.17 | South Chungcheong Province | 충청남도 | 忠清南道 | Chungcheongnam-do, 충남
KR.03 | North Jeolla Province | 전북특별자치도 | 全北特别自治道 | Jeollabuk-do, 전라북도, 전북, 全罗北道
KR.16 | South Jeolla Province | 전라남도 | 全罗南道 | Jeollanam-do, 전남
KR.14 | North Gyeongsang Province | 경상북도 | 庆尚北道 | Gyeongsangbuk-do, 경북
KR.20 | South Gyeongsang Province | 경상남도 | 庆尚南道 | Gyeongsangnam-do, 경남
KR.01 | Jeju | 제주특별자치도 | 济州特别自治道 | Cheju, Jeju-do, 제주, 제주도, 济州
CN.22 | Beijing | 베이징시 | 北京市 | Peking, 북경
CN.28 | Tianjin | 톈진시 | 天津市 | Tientsin, 천진
CN.23 | Shanghai | 상하이시 | 上海市 | 상해
CN.33 | Chongqing | 충칭시 | 重庆市 | 중경
CN.19 | Liaoning | 랴오닝성 | 辽宁省 | 요녕성, 료녕성, 요녕
CN.05 | Jilin | 지린성 | 吉林省 | Kirin, 길림성, 길림
CN.08 | Heilongjiang | 헤이룽장성 | 黑龙江省 | 흑룡강성, 흑룡강
CN.20 | Inner Mongolia | 네이멍구자치구 | 内蒙古自治区 | Nei Mongol, 내몽골, 내몽고, 内蒙古
CN.10 | Hebei | 허베이성 | 河北省 | 하북성
CN.24 | Shanxi | 산서성 | 山西省 | 산시성
CN.25 | Shandong | 산둥성 | 山东省 | 산동성
CN.09 | Henan | 허난성 | 河南省 | 하남성
CN.04 | Jiangsu | 장쑤성 | 江苏省 | 강소성
CN.01 | Anhui | 안후이성 | 安徽省 | 안휘성
CN.02 | Zhejiang | 저장성 | 浙江省 | 절강성
CN.07 | Fujian | 푸젠성 | 福建省 | 복건성
CN.03 | Jiangxi | 장시성 | 江西省 | 강서성
CN.12 | Hubei | 후베이성 | 湖北省 | 호북성
CN.11 | Hunan | 후난성 | 湖南省 | 호남성
CN.30 | Guangdong | 광둥성 | 广东省 | 광동성
CN.16 | Guangxi | 광시좡족자치구 | 广西壮族自治区 | 광서, 광시, 广西
CN.31 | Hainan | 하이난성 | 海南省 | 해남성
CN.32 | Sichuan | 쓰촨성 | 四川省 | 사천성
CN.18 | Guizhou | 구이저우성 | 贵州省 | 귀주성
CN.29 | Yunnan | 윈난성 | 云南省 | 운남성, 운남
CN.14 | Tibet | 티베트자치구 | 西藏自治区 | Xizang, 티베트, 서장, 西藏
CN.26 | Shaanxi | 섬서성 | 陕西省 | 산시성
CN.15 | Gansu | 간쑤성 | 甘肃省 | 감숙성
CN.06 | Qinghai | 칭하이성 | 青海省 | 청해성
CN.21 | Ningxia | 닝샤후이족자치구 | 宁夏回族自治区 | 닝샤, 宁夏
CN.13 | Xinjiang | 신장위구르자치구 | 新疆维吾尔自治区 | 신장, 신강, 新疆
RU.59 | Primorsky Krai | 연해주 | 滨海边疆区 | Primorye, Primorskiy Kray, Maritime Province, 프리모르스키
RU.30 | Khabarovsk Krai | 하바롭스크 지방 | 哈巴罗夫斯克边疆区 | 하바롭스크주
RU.05 | Amur Oblast | 아무르주 | 阿穆尔州 | 아무르
RU.64 | Sakhalin Oblast | 사할린주 | 萨哈林州 | 사할린
RU.48 | Moscow | 모스크바 | 莫斯科 | Moskva, 모스끄바
RU.66 | Saint Petersburg | 상트페테르부르크 | 圣彼得堡 | St. Petersburg
MN.20 | Ulaanbaatar | 울란바토르 | 乌兰巴托 | Ulan Bator, 울란바타르, 울란바따르
`
