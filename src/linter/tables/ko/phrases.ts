import { any } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { persons, residing } from './lists.ts'

const one =
  '(?:한|어느|모|또 다른|다른|익명의|복수의|여러|몇몇|두|세|고위|일부|다수의|한 명의|이름을 밝히지 않은|신원을 밝히지 않은|익명을 요구한|익명을 원한|이|해당|현지|내부|대북|북한|정통한|[0-9]{2}대|[가-힣]{1,8}의)'
const particle =
  '(?:은|는|이|가|도|에 따르면|에 의하면|의 말에 따르면|의 말에 의하면|의 전언|의 증언|의 설명|들은|들이|들에 따르면|에게서|으로부터|로부터|[ ]?[A-Za-z가-힣]{0,2}(?:모)? ?씨(?:는|가|에 따르면|\\([0-9가-힣, ]{1,8}\\)(?:는|가)?))'
const area = `(?:[가-힣A-Za-z0-9·]{2,12}${residing}? ){0,4}?`

const official = /(?:대변인|장관|대사|교수|의원|대통령|위원장|총리|특사|연구위원|성명|담화|보고관)/

const isAttribution = ({ context, text, start, end, folded }: Hit): boolean => {
  if (official.test(text)) return false
  // A bare role that acts is not quoted; the source as such is no phrase either.
  const bare = /^(?:이|해당)? ?(?:소식통|정보원|제보자|그)(?:은|는|이|가|도)$/.test(text)
  if (bare) return false
  if (/따르면|의하면|전언|증언|로부터|에게서/.test(text)) return true
  const after = folded.lower.slice(end, context.sentence(start).end)
  return (
    context.has('speech', start, end) &&
    /(?:말|전했|전하|전한|밝혔|밝히|설명|알려|알렸|토로|주장|증언|덧붙|지적|귀띔|털어놓|라고|다고|며|이야기|얘기|확인|보고|회상|하소연|답했|고백|제보|언급|한탄|내다봤|우려|추정|강조|호소|진술|소식을|평가|반응|걱정|비난|"|」)/.test(
      after.slice(0, 400),
    )
  )
}

export const koreanPhrases: readonly Rule[] = [
  {
    id: 'ko-one-said',
    family: 'phrase',
    triggers: persons,
    pattern: `${area}${one} (?:[가-힣A-Za-z0-9]{1,8}(?:의|한|인|는|된|던|위|급|출신|성|직)? ){0,3}?(?:[가-힣]{1,5})?${any(persons)}${particle}`,
    alone: false,
    accept: (hit) =>
      isAttribution(hit) &&
      !/^(?:이|해당) (?:소식통|정보원|제보자)(?:은|는|이|가|도)$/.test(hit.text) &&
      !/[가-힣]/.test(hit.folded.lower[hit.start - 1] ?? ' '),
    hits: [
      ['혜산의 한 상인은 쌀값이 올랐다고 말했다.', '혜산의 한 상인은'],
      ['익명을 요구한 고위 간부는 사실이라고 밝혔다.', '익명을 요구한 고위 간부는'],
      ['국경 지역의 또 다른 주민에 따르면 경비가 늘었다.', '국경 지역의 또 다른 주민에 따르면'],
    ],
    misses: ['한 주민이 어제 붙잡혔다.', '한 외교부 대변인은 말했다.'],
  },
  {
    id: 'ko-source',
    family: 'phrase',
    triggers: [
      '소식통',
      '정보원',
      '관계자',
      '제보자',
      '내부자',
      '당국자',
      '취재원',
      '증언자',
      '주민',
      '씨',
      '익명',
      '무역일꾼',
      '상인',
      '간부',
    ],
    pattern: `(?:[가-힣A-Za-z0-9·]{2,12}${residing}? ){1,5}?(?:[가-힣]{1,5})?(?:소식통|정보원|관계자|제보자|내부자|당국자|취재원|증언자|주민|상인|간부|무역일꾼|돈주|군관|노동자|로동자|농장원|일꾼|세관원|보위원|안전원|경비대원|탈북민|탈북자)(?:들)?(?: ?[A-Za-z가-힣]{1,2}(?:모)? ?씨)?${particle}|익명을 (?:전제로|조건으로|요구한|요청한|원한)(?: [가-힣]{1,8}){0,4}|(?:주민|상인|간부|소식통|노동자|탈북민|탈북자|여성|남성) ?[A-Z가-힣](?:모)? ?씨(?:\\([0-9가-힣, ]{1,8}\\))?(?:는|가|에 따르면)`,
    alone: false,
    accept: (hit) => {
      const { text, folded, start, context, end } = hit
      if (/[가-힣]/.test(folded.lower[start - 1] ?? ' ') || context.isPublic(start, end))
        return false
      if (text.startsWith('익명을')) return true
      const words = text.split(' ')
      // What comes before must say where or which, not merely `어제 그`.
      const adverbial =
        /^(?:그|이|저|어제|오늘|그러나|하지만|그래서|또한|한편|이에|이어|특히|그리고|이날|당시|현재|최근|지난|해당|다만|따라서|그런데|앞서|결국|이후|요즘)$/
      const kept = words.slice(0, -1).filter((word) => !adverbial.test(word))
      return kept.length > 0 && isAttribution(hit)
    },
    hits: [
      ['함경북도 소식통은 단속이 심해졌다고 전했다.', '함경북도 소식통은'],
      ['평양 내부 소식통에 따르면 회의가 있었다.', '평양 내부 소식통에 따르면'],
      ['익명을 전제로 그는 털어놓았다.', '익명을 전제로'],
    ],
    misses: ['소식통은 이렇게 말했다.', '회의에서 관계자는 없었다.'],
  },
]
