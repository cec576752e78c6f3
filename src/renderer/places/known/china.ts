/** Prefectures, cities and counties of China: along the border, on the routes, and the large ones. */
export const chineseCounties = `
= CN.19
Dandong | 단둥시 | 丹东市 | 40.45 124.20 65 | Antung, Tantung, 단동, 단동시, 安东
Shenyang | 선양시 | 沈阳市 | 41.80 123.43 60 | Mukden, 심양, 심양시, 奉天
Dalian | 다롄시 | 大连市 | 39.30 122.00 65 | Dairen, 대련, 대련시
Anshan | 안산시 | 鞍山市 | 40.70 123.00 50 |
Fushun | 푸순시 | 抚顺市 | 41.80 124.40 60 | 무순
Benxi | 번시시 | 本溪市 | 41.25 124.20 55 | 본계
Yingkou | 잉커우시 | 营口市 | 40.45 122.40 45 | 영구
Jinzhou | 진저우시 | 锦州市 | 41.40 121.40 60 | 금주
Tieling | 톄링시 | 铁岭市 | 42.60 124.20 65 | 철령
= CN.19/dandong
Kuandian County | 콴뎬현 | 宽甸满族自治县 | 40.73 124.78 40 | Kuandian Manchu Autonomous County, 관전현, 관전, 宽甸县, 宽甸
Donggang | 둥강시 | 东港市 | 39.88 124.15 28 | 동항, 동항시
Fengcheng | 펑청시 | 凤城市 | 40.45 124.07 40 | 봉성, 봉성시
= CN.05
Yanbian Prefecture | 옌볜 조선족 자치주 | 延边朝鲜族自治州 | 43.00 129.20 115 | Yanbian Korean Autonomous Prefecture, Yanbian Chaoxianzu Zizhizhou, 연변, 연변조선족자치주, 옌볜, 옌볜조선족자치주, 延边, 延边州
Baishan | 바이산시 | 白山市 | 42.00 127.20 75 | 백산, 백산시, 浑江
Tonghua | 퉁화시 | 通化市 | 41.80 125.90 70 | 통화, 통화시
Changchun | 창춘시 | 长春市 | 44.20 125.60 80 | 장춘, 장춘시
Jilin City | 지린시 | 吉林市 | 43.60 126.80 90 | Kirin City, 길림시
Siping | 쓰핑시 | 四平市 | 43.30 124.50 60 | 사평
= CN.05/yanbian
Yanji | 옌지시 | 延吉市 | 42.90 129.50 22 | 연길, 연길시
Tumen | 투먼시 | 图们市 | 42.97 129.84 18 | 도문, 도문시
Hunchun | 훈춘시 | 珲春市 | 42.87 130.36 38 | 혼춘
Longjing | 룽징시 | 龙井市 | 42.77 129.42 26 | 용정, 룡정, 용정시
Helong | 허룽시 | 和龙市 | 42.54 129.00 38 | 화룡, 화룡시
Dunhua | 둔화시 | 敦化市 | 43.37 128.23 60 | 돈화, 돈화시
Wangqing County | 왕칭현 | 汪清县 | 43.32 129.77 50 | 왕청, 왕청현
Antu County | 안투현 | 安图县 | 43.11 128.90 45 | 안도, 안도현
= CN.05/baishan
Linjiang | 린장시 | 临江市 | 41.81 126.91 30 | 임강, 림강, 임강시
Changbai County | 창바이현 | 长白朝鲜族自治县 | 41.42 128.20 28 | Changbai Korean Autonomous County, 장백, 장백현, 장백조선족자치현, 长白县, 长白
Fusong County | 푸쑹현 | 抚松县 | 42.33 127.28 42 | 무송, 무송현
= CN.05/tonghua
Ji'an | 지안시 | 集安市 | 41.13 126.19 32 | 집안, 집안시, 辑安
Meihekou | 메이허커우시 | 梅河口市 | 42.53 125.68 26 | 매하구
= CN.08
Harbin | 하얼빈시 | 哈尔滨市 | 45.80 127.50 120 | 합이빈, 할빈
Mudanjiang | 무단장시 | 牡丹江市 | 44.60 129.60 100 | 목단강, 목단강시
Jixi | 지시시 | 鸡西市 | 45.50 131.50 75 | 계서
Jiamusi | 자무쓰시 | 佳木斯市 | 46.90 131.00 95 | 가목사
= CN.08/mudanjiang
Dongning | 둥닝시 | 东宁市 | 44.06 131.12 35 | 동녕
Suifenhe | 쑤이펀허시 | 绥芬河市 | 44.40 131.15 12 | 수분하
= CN.25
Qingdao | 칭다오시 | 青岛市 | 36.30 120.30 55 | Tsingtao, 청도
Yantai | 옌타이시 | 烟台市 | 37.30 121.00 65 | 연태
Weihai | 웨이하이시 | 威海市 | 37.20 122.00 42 | 위해
Jinan | 지난시 | 济南市 | 36.70 117.20 55 | 제남
= CN.20
Erenhot | 얼롄하오터시 | 二连浩特市 | 43.65 111.98 20 | Erlian, 얼롄, 이련호특, 二连
Hohhot | 후허하오터시 | 呼和浩特市 | 40.80 111.60 65 | 호화호특
Manzhouli | 만저우리시 | 满洲里市 | 49.59 117.43 15 | 만주리
= CN.29
Kunming | 쿤밍시 | 昆明市 | 25.04 102.72 75 | 곤명
Xishuangbanna Prefecture | 시솽반나 다이족 자치주 | 西双版纳傣族自治州 | 21.90 100.90 80 | Sipsongpanna, 시솽반나, 西双版纳
= CN.29/xishuangbanna
Jinghong | 징훙시 | 景洪市 | 22.01 100.80 45 | 경홍
Mengla County | 멍라현 | 勐腊县 | 21.46 101.57 45 | 맹랍
= CN.16
Nanning | 난닝시 | 南宁市 | 22.82 108.32 80 | 남녕
Pingxiang | 핑샹시 | 凭祥市 | 22.10 106.76 14 | 빙상
= CN.30
Guangzhou | 광저우시 | 广州市 | 23.20 113.50 48 | Canton
Shenzhen | 선전시 | 深圳市 | 22.60 114.10 25 | 심천
= CN.32
Chengdu | 청두시 | 成都市 | 30.66 104.07 65 | 성도
= CN.26
Xi'an | 시안시 | 西安市 | 34.26 108.94 55 | 서안
= CN.02
Hangzhou | 항저우시 | 杭州市 | 30.25 120.17 70 | 항주
= CN.10
Qinhuangdao | 친황다오시 | 秦皇岛市 | 39.93 119.60 48 | 진황도
Shijiazhuang | 스자좡시 | 石家庄市 | 38.04 114.51 65 | 석가장
= CN.12
Wuhan | 우한시 | 武汉市 | 30.58 114.30 52 | 무한
`
