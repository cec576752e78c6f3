import type { Settings } from '../../shared/records.ts'

export type SampleLanguage = Settings['language']

/**
 * The sample case in one language. Its people are fictional; its places are as coarse as they
 * should be.
 */
export type SampleTexts = {
  /** The language tag of the sample reports. */
  readonly languageTag: 'en' | 'ko' | 'zh-Hans'
  readonly title: string
  readonly question: string
  readonly tag: string
  readonly filed: SampleReport
  readonly draft: SampleReport
  readonly china: string
  readonly korea: string
}

export type SampleReport = {
  readonly title: string
  readonly body: string
  /** A quote from the body, and the claim made from it. */
  readonly quote: string
  readonly statement: string
}

export const sampleTexts: Readonly<Record<SampleLanguage, SampleTexts>> = {
  en: {
    languageTag: 'en',
    title: 'Sample: returns across the border',
    question: 'Have returns across the border become routine again, and who arranges them?',
    tag: 'sample',
    china: 'China',
    korea: 'North Korea',
    filed: {
      title: 'Sample: returned people were held by state security',
      body: 'People who were returned from China in the spring were handed to local state security and held there. The source read about it in a monthly summary and knows no names.',
      quote: 'handed to local state security and held there',
      statement: 'People returned from China were held by local state security.',
    },
    draft: {
      title: 'Sample: a draft with marks',
      body: 'I was in the room when the list was read. About 40 people crossed on 14 March 2024 and state security took them over. Someone called me on 010-5550-0136 the same night.',
      quote: 'state security took them over',
      statement: 'State security took over people at the border.',
    },
  },
  ko: {
    languageTag: 'ko',
    title: '예시: 국경 너머로의 송환',
    question: '국경 너머로의 송환이 다시 일상이 되었는가? 누가 준비하는가?',
    tag: '예시',
    china: '중국',
    korea: '북한',
    filed: {
      title: '예시: 돌려보내진 사람들이 보위 기관에 붙잡혀 있었다',
      body: '봄에 중국에서 돌려보내진 사람들은 지역 보위 기관에 넘겨져 그곳에 붙잡혀 있었다. 취재원은 월간 요약에서 읽었으며 이름은 모른다.',
      quote: '지역 보위 기관에 넘겨져 그곳에 붙잡혀 있었다',
      statement: '중국에서 돌려보내진 사람들이 지역 보위 기관에 붙잡혀 있었다.',
    },
    draft: {
      title: '예시: 표시가 붙은 초안',
      body: '명단을 읽을 때 나는 그 방에 있었다. 2024년 3월 14일에 약 40명이 넘어왔고 보위 기관이 그들을 넘겨받았다. 그날 밤 누군가 010-5550-0136으로 전화했다.',
      quote: '보위 기관이 그들을 넘겨받았다',
      statement: '보위 기관이 국경에서 사람들을 넘겨받았다.',
    },
  },
  zh: {
    languageTag: 'zh-Hans',
    title: '示例：越境遣返',
    question: '越境遣返是否又成了常态？由谁安排？',
    tag: '示例',
    china: '中国',
    korea: '朝鲜',
    filed: {
      title: '示例：被遣返的人由保卫机关关押',
      body: '春天从中国被遣返的人交给了当地保卫机关，关押在那里。来源是在一份月度摘要里读到的，不知道任何姓名。',
      quote: '交给了当地保卫机关，关押在那里',
      statement: '从中国被遣返的人由当地保卫机关关押。',
    },
    draft: {
      title: '示例：带标记的草稿',
      body: '念名单的时候我就在房间里。2024年3月14日约有40人过境，保卫机关接收了他们。当晚有人给我打了电话，号码是 010-5550-0136。',
      quote: '保卫机关接收了他们',
      statement: '保卫机关在边境接收了一些人。',
    },
  },
}
