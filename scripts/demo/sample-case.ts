/**
 * The sample case. Its facts are those that a newsroom published in April 2024; the sentences are
 * new, and the two anonymous sources are as anonymous here as they were there.
 */

/** One report as the user types it; omitted fields keep the form's default. */
export type SampleReport = {
  readonly title: string
  readonly body: string
  readonly language: 'en' | 'ko' | 'zh'
  readonly eventDate: string
  readonly place: string
  readonly sources: readonly string[]
  readonly tags: readonly string[]
  readonly translations: readonly {
    readonly language: 'ko' | 'zh' | 'en'
    readonly title: string
    readonly body: string
  }[]
}

export const sampleCase = {
  title: 'Forced repatriations after October 2023',
  question:
    'Have forced repatriations from China to North Korea become routine again since about 200 people were sent back in October 2023, and are both states building a system to make them faster?',
} as const

/** Two protected sources (the app generates their code names) and two people on the record. */
export const sampleSources = [
  { key: 'detention', kind: 'protected', note: 'Speaks about what happens after the border.' },
  { key: 'delegation', kind: 'protected', note: 'Speaks about the planned delegation only.' },
  {
    key: 'turner',
    kind: 'on-record',
    name: 'Julie Turner',
    note: 'U.S. Special Envoy for North Korean Human Rights Issues.',
  },
  {
    key: 'won',
    kind: 'on-record',
    name: 'Won Jae-chun',
    note: 'Professor of international law, Handong Global University.',
  },
] as const

export const sampleReports: readonly SampleReport[] = [
  {
    title: 'About 200 people sent back through Dandong and Tumen',
    body: [
      'Just after the Asian Games in Hangzhou closed, China returned about 200 North Koreans who had been held in its prisons. They crossed at the same time, through Dandong and through Tumen.',
      'The number was that large because nobody could be returned while the border was shut against COVID-19: a backlog had built up. Since then the repatriation of smaller groups has gone back to the pace that was usual before the pandemic.',
      '북송된 사람들은 한꺼번에 넘겨졌다. 遣返在同一时间进行。',
    ].join('\n\n'),
    language: 'en',
    eventDate: '2023-10',
    place: 'Dandong; Tumen',
    sources: ['detention'],
    tags: ['repatriation', 'border'],
    translations: [
      {
        language: 'ko',
        title: '단둥과 투먼을 거쳐 약 200명 강제 북송',
        body: '항저우 아시안게임이 끝난 직후 중국은 교도소에 수감돼 있던 탈북민 약 200명을 단둥과 투먼을 통해 한꺼번에 북송했다. 코로나19로 국경이 닫혀 있는 동안 송환이 불가능했기 때문에 인원이 그만큼 늘어나 있었다. 이후 소규모 강제 송환은 이전 체계대로 이어지고 있다.',
      },
      {
        language: 'zh',
        title: '约200人经丹东和图们被遣返',
        body: '杭州亚运会闭幕后不久，中国把关押在监狱中的约200名脱北者经丹东和图们同时遣返。疫情期间边境关闭，遣返无法进行，人数因此积累。此后，小规模的强制遣返又按疫情前的做法进行。',
      },
    ],
  },
  {
    title: 'Returnees held in State Security lockups',
    body: [
      'People returned from China in recent weeks were handed to local branches of the Ministry of State Security and are being held in its lockups, the source said on condition of anonymity.',
      'The ministry usually takes custody of returnees as soon as China hands them over. Those whom Chinese courts have sentenced wait longer before repatriation, since China has tightened punishment after its amended counter-espionage law took effect on 1 July 2023.',
      '보위부 구류장에 수감된 사람들의 이름은 이 기록에 남기지 않는다.',
    ].join('\n\n'),
    language: 'en',
    eventDate: '2024-04~',
    place: 'North Korea',
    sources: ['detention'],
    tags: ['detention', '보위부'],
    translations: [
      {
        language: 'ko',
        title: '강제 북송된 사람들 보위부 구류장에 수감',
        body: '최근 중국에서 강제 북송된 탈북민들이 지역 보위부에 인계돼 구류장에 수감됐다고 소식통이 익명을 전제로 전했다. 중국 법원에서 형을 받은 사람들은 송환까지 더 오래 걸린다.',
      },
    ],
  },
  {
    title: '북한 두 성, 중국에 간부 수십 명 파견 준비',
    body: [
      '국가보위성과 사회안전성이 중국에 간부 수십 명을 보낼 준비를 하고 있다고 또 다른 고위 소식통이 전했다. 북한 안에서는 이례적인 일로 받아들여진다.',
      '두 성은 중국 국가안전부와 공안부의 행정·조직 체계를 배우기 위한 방문이라고 설명한다. 그러나 소식통은 범죄자와 불법 체류자를 넘겨받는 실무 협력 체계를 만들려는 것이라고 말했다. 중국이 체포한 탈북민의 신원 확인을 요청하면 북한이 즉시 협조해 신속하게 송환하는 방식이다.',
    ].join('\n\n'),
    language: 'ko',
    eventDate: '2024-04~',
    place: '북한',
    sources: ['delegation'],
    tags: ['delegation', '간부'],
    translations: [
      {
        language: 'en',
        title: 'Two ministries prepare to send dozens of officials to China',
        body: 'The Ministry of State Security and the Ministry of Social Security are preparing to send dozens of officials to China, another high-ranking source said. Officially they will study administration and organisation. According to the source, the aim is a working-level arrangement for handing over offenders and undocumented residents, so that repatriation follows quickly once China has asked the North to confirm who somebody is.',
      },
      {
        language: 'zh',
        title: '朝鲜两部门准备向中国派出数十名干部',
        body: '另一名高层消息人士说，朝鲜国家保卫省和社会安全省正准备向中国派出数十名干部。名义上是学习行政和组织制度，实际目的是建立移交罪犯和非法居留者的工作机制，以便尽快遣返。',
      },
    ],
  },
  {
    title: 'Special envoy: no significant change in China’s practice',
    body: 'At a seminar of the Korea Society on 9 April 2024 Julie Turner said that China shows no significant change over forced repatriation: Beijing calls the people concerned economic migrants and says there is no evidence that they are tortured on return. The United States, she said, will go on asking China and other members of the United Nations to respect the prohibition.',
    language: 'en',
    eventDate: '2024-04-09',
    place: 'New York',
    sources: ['turner'],
    tags: ['repatriation', 'on the record'],
    translations: [],
  },
  {
    title: 'A public record as the ground for legal action',
    body: 'By telephone, Professor Won Jae-chun said that forced repatriation breaks the agreements on refugees and against torture as well as China’s own law on trafficking. He proposes holding Beijing responsible before international courts and asking for injunctions; only facts organised as a public record, he argued, give such a ban effect.\n\n国际法必须以事实记录为基础，才能阻止强制遣返。',
    language: 'en',
    eventDate: '2024-04',
    place: 'South Korea',
    sources: ['won'],
    tags: ['law'],
    translations: [],
  },
]

/** The searches of the demonstration, and the least number of reports that each must find. */
export const sampleSearches = [
  { query: 'repatriation', atLeast: 3 },
  { query: '북송', atLeast: 2 },
  { query: '遣返', atLeast: 3 },
  { query: '단둥', atLeast: 1 },
] as const
