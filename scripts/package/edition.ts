import { join } from 'node:path'

/** A text in the languages of the app. */
type InLanguages = Readonly<Record<'en' | 'ko' | 'zh', string>>

/** Fit for real sources, or only for looking at it. The two can be installed beside each other. */
export type Edition = {
  readonly appId: string
  readonly productName: string
  /** The command, the Debian package, and the name of every file that is installed for it. */
  readonly name: string
  /** The folder below the project for the results. */
  readonly output: string
  readonly title: InLanguages
  /** One line for menus and software centres. */
  readonly comment: InLanguages
  /** A sentence for the manual page; '' where there is nothing to warn of. */
  readonly warning: InLanguages
}

export const release: Edition = {
  appId: 'org.understory.desk',
  productName: 'Understory',
  name: 'understory',
  output: 'dist',
  title: { en: 'Understory', ko: 'Understory', zh: 'Understory' },
  comment: {
    en: 'Encrypted, offline case notes that protect sources',
    ko: '취재원을 보호하는 암호화된 오프라인 사건 기록',
    zh: '保护消息来源的加密离线案件笔记',
  },
  warning: { en: '', ko: '', zh: '' },
}

export const evaluation: Edition = {
  appId: 'org.understory.evaluation',
  productName: 'Understory Evaluation',
  name: 'understory-evaluation',
  output: join('dist', 'evaluation'),
  title: { en: 'Understory Evaluation', ko: 'Understory 평가용', zh: 'Understory 评估版' },
  comment: {
    en: 'For looking at the app: never put real sources into it',
    ko: '앱을 살펴보기 위한 빌드: 실제 취재원 정보를 넣지 마세요',
    zh: '仅供试看：请勿存放真实的消息来源',
  },
  warning: {
    en: 'This build runs on an Electron that gets no security fixes. Never put real sources into it.',
    ko: '이 빌드는 보안 수정을 받지 않는 Electron에서 실행됩니다. 실제 취재원 정보를 넣지 마세요.',
    zh: '此版本运行在不再获得安全修复的 Electron 上。请勿存放真实的消息来源。',
  },
}
