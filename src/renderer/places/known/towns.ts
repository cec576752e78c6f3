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
