/** Characters that are family names in China or Korea, simplified forms. */
const han = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼满闻厉伊仝区郜阚花权强帅屠朴盖廉禹井祖巴丰支卿国狄计索宣晋初门云容敬扈晁芮都阙浦戈伏鹿薄雍辜羊裘修邰赫杭况那宿印逯隆茹慕危玉银亢嵇湛宾戎茅呼居干尉冶元束檀展阴昝智幸奉植衡富尧由贝籍竺俞奇琴陆睦太承公天昔表诸片具玄咸延秋慎魏庾邦旁昌段彬异' +
    '哈勾揭但信衣水虎',
)

export const isSurname = (character: string): boolean => han.has(character)

/** Family names of two syllables. */
const long = new Set(
  (
    '남궁 황보 제갈 선우 독고 사공 서문 동방 망절 어금 ' +
    '欧阳 司马 诸葛 上官 夏侯 南宫 鲜于 皇甫 独孤 司空 司徒 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 端木 东方 西门 闻人 赫连 澹台 淳于 申屠 钟离 呼延 拓跋 完颜 耶律 百里 东郭 ' +
    'ouyang sima zhuge shangguan xiahou nangong xianyu huangfu dugu sikong situ yuchi gongsun murong linghu zhangsun yuwen xuanyuan duanmu dongfang ximen wenren helian tantai chunyu shentu zhongli huyan tuoba wanyan yelü yelu ' +
    'namgung namkung hwangbo jegal chegal seonu sunwoo sonu dokgo tokko sagong'
  ).split(' '),
)

export const isLongSurname = (syllables: readonly string[]): boolean =>
  syllables.length === 2 && long.has(syllables.join(''))

const hangul = new Set(
  '김이리박최정강조윤장임림한오서신권황안송류유전홍고문양량손배백허남심노로하곽성차주우구민진지엄채원천방공현함변염렴여려추도소석선설마길연련위표명기반왕금옥육륙인맹제모탁국나라어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상갈견당화창',
)

export const isHangulSurname = (syllable: string): boolean => hangul.has(syllable)
