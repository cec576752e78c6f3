/**
 * Cities and counties of North Korea. After `=` the containing place, then one per line: romanized
 * | Hangul | Hanzi | latitude longitude kilometres | other spellings. Without a position, that of
 * the town of the same name in GeoNames applies.
 */
export const koreanCounties = `
= KP.11
Sinuiju | 신의주시 | 新义州市 | 40.10 124.40 10 | Shinuiju, Sinŭiju
Uiju County | 의주군 | 义州郡 | 40.20 124.53 15 | Ŭiju
Sakchu County | 삭주군 | 朔州郡 | 40.39 125.05 15 |
Changsong County | 창성군 | 昌城郡 | 40.45 125.22 15 | Ch'angsŏng
Pyoktong County | 벽동군 | 碧潼郡 | 40.61 125.43 15 | Pyŏktong, Byeokdong
Ryongchon County | 룡천군 | 龙川郡 | 39.98 124.47 12 | Yongchon, Ryongch'ŏn, 용천군
Sindo County | 신도군 | 薪岛郡 | 39.85 124.24 8 |
Yomju County | 염주군 | 盐州郡 | | Yŏmju
Cholsan County | 철산군 | 铁山郡 | 39.77 124.66 14 | Ch'ŏlsan
Pihyon County | 피현군 | 枇岘郡 | 40.02 124.60 14 | P'ihyŏn
Sonchon County | 선천군 | 宣川郡 | 39.80 124.91 14 | Sŏnch'ŏn
Kwaksan County | 곽산군 | 郭山郡 | | Gwaksan
Chongju | 정주시 | 定州市 | | Chŏngju, Jeongju
Kusong | 구성시 | 龟城市 | | Kusŏng, Guseong
Nyongbyon County | 녕변군 | 宁边郡 | | Yongbyon, Yŏngbyŏn, Yeongbyeon, 영변군
Kujang County | 구장군 | 球场郡 | | Gujang
Pakchon County | 박천군 | 博川郡 | 39.73 125.58 13 | Pakch'ŏn
= KP.01
Kanggye | 강계시 | 江界市 | 40.97 126.59 14 | Ganggye
Manpo | 만포시 | 满浦市 | 41.15 126.29 18 | Manp'o, Manpho
Huichon | 희천시 | 熙川市 | 40.17 126.27 18 | Hŭich'ŏn, Huicheon
Chunggang County | 중강군 | 中江郡 | 41.78 126.88 16 | Junggang
Chasong County | 자성군 | 慈城郡 | 41.46 126.64 18 | Jasong, Chasŏng
Sijung County | 시중군 | 时中郡 | | Sijung
Chosan County | 초산군 | 楚山郡 | 40.82 125.80 14 | Ch'osan
Wiwon County | 위원군 | 渭原郡 | 40.89 126.06 16 | Wiwŏn
Jonchon County | 전천군 | 前川郡 | 40.61 126.46 16 | Chonchon, Chŏnch'ŏn
= KP.13
Hyesan | 혜산시 | 惠山市 | 41.40 128.18 10 | Hyesan
Samjiyon | 삼지연시 | 三池渊市 | 41.81 128.32 22 | Samjiyŏn, 삼지연군
Pochon County | 보천군 | 普天郡 | 41.52 128.28 14 | Poch'ŏn
Taehongdan County | 대홍단군 | 大红湍郡 | 42.03 128.85 16 | Daehongdan
Paegam County | 백암군 | 白岩郡 | 41.60 128.80 22 | Paekam, Baegam
Unhung County | 운흥군 | 云兴郡 | 41.30 128.55 18 | Unhŭng
Kapsan County | 갑산군 | 甲山郡 | | Gapsan
Samsu County | 삼수군 | 三水郡 | 41.30 128.03 16 |
Kimjongsuk County | 김정숙군 | 金正淑郡 | 41.46 127.80 18 | Kim Jong Suk County, 신파군
Kimhyongjik County | 김형직군 | 金亨稷郡 | 41.60 127.30 20 | Kim Hyong Jik County, 후창군
Kimhyonggwon County | 김형권군 | 金亨权郡 | 40.85 128.15 20 | Kim Hyong Gwon County
Phungso County | 풍서군 | 丰西郡 | 40.95 127.80 20 | Pungso, P'ungsŏ
= KP.17
Chongjin | 청진시 | 清津市 | 41.80 129.78 20 | Ch'ŏngjin, Cheongjin
Kimchaek | 김책시 | 金策市 | 40.67 129.20 17 | Kimch'aek, Songjin, 성진시
Hoeryong | 회령시 | 会宁市 | 42.44 129.75 22 | Hoeryŏng, Hoeryeong
Onsong County | 온성군 | 稳城郡 | 42.95 129.99 14 | Onsŏng, Onseong
Kyongwon County | 경원군 | 庆源郡 | 42.81 130.20 15 | Saebyol County, Kyŏngwŏn, Gyeongwon, Saebyŏl, 새별군
Kyonghung County | 경흥군 | 庆兴郡 | 42.55 130.30 15 | Undok County, Kyŏnghŭng, Gyeongheung, Ŭndŏk, 은덕군
Musan County | 무산군 | 茂山郡 | 42.23 129.21 18 |
Yonsa County | 연사군 | 延社郡 | | Yŏnsa
Puryong County | 부령군 | 富宁郡 | | Puryŏng, Buryeong
Kyongsong County | 경성군 | 镜城郡 | | Kyŏngsŏng, Gyeongseong
Kilju County | 길주군 | 吉州郡 | | Gilju
Myongchon County | 명천군 | 明川郡 | | Myŏngch'ŏn
Hwasong County | 화성군 | 化城郡 | | Hwasŏng, Hwaseong
Hwadae County | 화대군 | 花台郡 | |
Orang County | 어랑군 | 渔郎郡 | | Ŏrang, Eorang
= KP.18
Rajin District | 라진구역 | 罗津区域 | 42.25 130.30 15 | Rajin, Najin, 라진, 나진, 罗津
Sonbong District | 선봉구역 | 先锋区域 | 42.34 130.40 15 | Sŏnbong, Unggi, 선봉, 웅기, 先锋
= KP.03
Hamhung | 함흥시 | 咸兴市 | 39.92 127.54 12 | Hamhŭng, Hamheung
Sinpo | 신포시 | 新浦市 | | Sinp'o, Sinpho
Tanchon | 단천시 | 端川市 | 40.46 128.91 20 | Tanch'ŏn, Dancheon
Pukchong County | 북청군 | 北青郡 | 40.24 128.32 16 | Pukch'ŏng, Bukcheong
Hongwon County | 홍원군 | 洪原郡 | | Hongwŏn
Riwon County | 리원군 | 利原郡 | 40.32 128.65 14 | Iwon, Iwŏn, 이원군
Kowon County | 고원군 | 高原郡 | | Kowŏn, Gowon
Yonggwang County | 영광군 | 荣光郡 | | Yŏnggwang
Yodok County | 요덕군 | 耀德郡 | 39.67 126.87 18 | Yodŏk, Yodeok
= KP.15
Pyongsong | 평성시 | 平城市 | | P'yŏngsŏng, Phyongsong, Pyeongseong
Anju | 안주시 | 安州市 | |
Kaechon | 개천시 | 价川市 | | Kaech'ŏn, Gaecheon
Sunchon | 순천시 | 顺川市 | | Sunch'ŏn, Suncheon
Tokchon | 덕천시 | 德川市 | | Tŏkch'ŏn, Deokcheon
Pukchang County | 북창군 | 北仓郡 | 39.60 126.25 15 | Bukchang
= KP.09
Wonsan | 원산시 | 元山市 | | Wŏnsan
Munchon | 문천시 | 文川市 | 39.25 127.36 14 | Munch'ŏn
Tongchon County | 통천군 | 通川郡 | | T'ongch'ŏn
Hoeyang County | 회양군 | 淮阳郡 | |
Anbyon County | 안변군 | 安边郡 | | Anbyŏn
= KP.07
Sariwon | 사리원시 | 沙里院市 | | Sariwŏn
Songrim | 송림시 | 松林市 | 38.75 125.64 8 | Songnim
Hwangju County | 황주군 | 黄州郡 | |
Koksan County | 곡산군 | 谷山郡 | | Goksan
= KP.06
Haeju | 해주시 | 海州市 | |
Sinchon County | 신천군 | 信川郡 | | Sinch'ŏn
Anak County | 안악군 | 安岳郡 | 38.52 125.49 14 |
Chaeryong County | 재령군 | 载宁郡 | | Jaeryong, Chaeryŏng
Ongjin County | 옹진군 | 瓮津郡 | |
Yonan County | 연안군 | 延安郡 | | Yŏnan
`
