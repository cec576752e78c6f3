import { any, words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { farKin, kin } from './lists.ts'
import { isPerson } from './nouns.ts'

const owner = `(?:my|our|his|her|their|whose|your|(?:the|a|an|this|that|another|one|our|my) (?:[a-z-]+ ){0,2}[a-z]+'s?|(?:[a-z]+'s))`
const modifier =
  "(?:own |older |elder |younger |eldest |youngest |oldest |late |first |second |third |twin |only |wife's |husband's |mother's |father's |maternal |paternal |distant |close |ex-|former |adopted |pregnant |great-|great |immediate |entire |whole |extended |two |three |four |five |dear |elderly |aged |sick |disabled |infant |teenage |cousin's |brother's |sister's |uncle's |aunt's |surviving |kid |baby |little |big |foster |adoptive |biological |estranged |divorced |dead |deceased |blind |widowed |married |unmarried |future |orphaned |newborn |step|grown |grown-up |sickly |paralysed |remaining |favourite |favorite |beloved |poor |father-in-law's |mother-in-law's |in-laws' |sons' |daughter's |son's |niece's |nephew's |boss's |landlord's |neighbour's |neighbor's |[a-z]+-year-old )"

/** `Kim Jong Un's sister`: the family is publicly known. */
const ofPublicFigure = ({ folded, start, end, text }: Hit): boolean => {
  const span = folded.cased.slice(start, end)
  const before = folded.cased.slice(Math.max(0, start - 30), start)
  if (/^(?:my|our)/.test(text)) return false
  return /(?:Kim Jong|Kim Il|Xi|President|Chairman|Minister|Trump|Putin|leader|president|minister|premier|emperor|king|queen|dictator|chairman|ambassador|pope|governor)/.test(
    span + before,
  ) || /^[A-Z][a-z]+'s/.test(span)
    ? !/[sS]ource|[tT]rader|[iI]nformant/.test(span)
    : /^ Kim (?:Yo|Jong|Ju|Sol)/.test(folded.cased.slice(end, end + 9)) ||
        /^,? (?:the|a) (?:leader|president|chairman)/.test(folded.lower.slice(end, end + 22))
}

/** Ties of one person to another, not a person's role for the public. */
const closeKin = words(
  'sister, brother, cousin, uncle, auntie, aunt, nephew, niece, godson, goddaughter, stepson, stepdaughter, stepmother, stepfather, stepbrother, stepsister, half-brother, half-sister, in-law, father-in-law, mother-in-law, brother-in-law, sister-in-law, son-in-law, daughter-in-law, grandson, granddaughter, ex-wife, ex-husband, fiancé, fiancée, fiance, fiancee, great-uncle, great-aunt, foster mother, foster father, foster son, foster daughter, foster child, husband, wife, daughter, son, grandmother, grandfather, twin brother, twin sister, brothers-in-law, sisters-in-law',
)

const isPublicPerson = (word: string): boolean =>
  /^(?:minister|president|leader|chairman|mayor|governor|ambassador|senator|author|novelist|poet|actor|actress|singer|king|queen|emperor|premier|champion|winner|striker|star|player|billionaire|founder|pope|prince|princess|candidate|lawmaker|envoy|dictator|general|secretary)$/.test(
    word,
  )

export const englishKinship: readonly Rule[] = [
  {
    id: 'en-kin',
    family: 'kinship',
    triggers: kin,
    pattern: `${owner} (?:${modifier}){0,3}${any(kin)}(?: (?:and|or) ${any(kin)})?`,
    accept: (hit) => {
      if (ofPublicFigure(hit)) return false
      if (/(?:family|families)$/.test(hit.text) && !/^(?:my|our)/.test(hit.text)) {
        return /source|trader|informant|contact|courier|broker/.test(hit.text)
      }
      // `the cook's husband`: the owner is named, whatever the rest of the sentence is about.
      const owned = /^(?:the|an?|our|my|this|that|one) (?:[a-z-]+ )*([a-z-]+)'s /.exec(
        hit.text,
      )?.[1]
      return (
        !hit.context.isPublic(hit.start, hit.end) ||
        /^(?:my|our)/.test(hit.text) ||
        (owned !== undefined && isPerson(owned) && !isPublicPerson(owned))
      )
    },
    replace: (text) => (/^(?:my|our)\b/.test(text) ? 'someone I know' : undefined),
    hits: [
      ['My brother-in-law drives for the customs office.', 'My brother-in-law'],
      ["The source's uncle signed the papers.", "The source's uncle"],
      ['She heard it from her older sister in Yanji.', 'her older sister'],
      ["Her husband's youngest brother guards the gate.", "Her husband's youngest brother"],
    ],
    misses: [
      "Kim Jong Un's sister Kim Yo Jong issued a statement.",
      'The Sister Cities programme ended.',
    ],
  },
  {
    id: 'en-kin-of',
    family: 'kinship',
    triggers: kin,
    pattern: `(?:an?|the|one|another|two|three|some|close|distant) (?:${modifier}|of the )?${any(kin)}s? (?:of|to) (?:the|a|an|our|my|his|hers|her|mine|theirs|one|this|another)(?: [a-z-]+){0,2}`,
    accept: ({ text, context, start, end }) =>
      !context.isPublic(start, end) &&
      !/(?:champion|winner|president|minister|star|striker|goalkeeper|leader|novelist|author|actor|actress|king|queen|victims? of|suspect in)/.test(
        text,
      ) &&
      !/(?:family|child|children|parent|parents|kin|baby|father|mother|ex|widow) (?:of|to) the (?:nation|revolution|people|country|state|leader|party|year)/.test(
        text,
      ),
    hits: [
      ['A cousin of the source works in the office.', 'A cousin of the source'],
      ['He is the nephew of the camp doctor.', 'the nephew of the camp doctor'],
    ],
    misses: ['He was called the father of the nation.'],
  },
  {
    id: 'en-kin-tie',
    family: 'kinship',
    triggers: [
      ...farKin,
      'related to',
      'cousins',
      'brothers',
      'sisters',
      'siblings',
      'twins',
      'husband and wife',
      'father and son',
      'mother and daughter',
      'brother and sister',
      'married to',
      'relative',
      'by marriage',
      'sworn brother',
      'kinsman',
      'in-law',
    ],
    pattern: `(?:are|were) (?:first |second |distant |half-|twin |step)?(?:cousins|brothers|sisters|siblings|twins|in-laws|brothers-in-law|sisters-in-law|half-brothers|half-sisters|stepbrothers|stepsisters|brother and sister|husband and wife|father and son|mother and daughter|uncle and nephew)|(?:is|was|are|were) (?:distantly |closely )?related (?:by (?:blood|marriage) )?to (?:the|a|an|him|her|me|my|our|one)(?: [a-z]+)?|(?:is|was|got|who|being) married to (?:the|a|an|my|our|his|her|one)(?: [a-z-]+){1,3}|related by (?:marriage|blood)|through (?:a|an|one|some) (?:[a-z]+ )?${any([...farKin, 'relative', 'brother', 'sister'])}|(?:a|an|one) (?:[a-z-]+ )?${any([...farKin, 'relative', 'brother', 'sister'])} (?:who|in|at|living|working|serving|told|said|of mine|of hers|of his)`,
    accept: ({ context, start, end }) => !context.isPublic(start, end),
    hits: [
      ['He is married to the commander of the post.', 'is married to the commander of the post'],
      ['I learned it through an uncle in the army.', 'through an uncle'],
    ],
    misses: ['The decline is related to fuel prices.'],
  },
  {
    id: 'en-kin-anyone',
    family: 'kinship',
    triggers: closeKin,
    pattern: `(?:an?|one|two|three|four|both|another|some|several|the|of|only|and) (?:of (?:my|our|his|her|their|the [a-z]+'s) )?(?:${modifier}){0,3}${any(closeKin)}s?(?: by marriage| of mine| of his| of hers| of theirs| once removed| on (?:his|her|my|the) (?:mother|father)'s side)?`,
    accept: (hit) => {
      const { folded, context, start, end, text } = hit
      const after = folded.lower.slice(end, end + 30)
      return (
        !ofPublicFigure(hit) &&
        !context.isPublic(start, end) &&
        !(context.has('office', start, end) && !context.has('private', start, end)) &&
        // `of`, `and`: only between people in private or source context.
        (!/^(?:of|and|only|some|several|the) /.test(text) ||
          context.has('private', start, end, 80) ||
          context.has('source', start, end, 80)) &&
        !/^of (?!my|our|his|her|their|the)/.test(text) &&
        !/^ (?:of (?:the )?(?:nation|revolution|champion|president|minister|order|church|year|war|party|state|modern|all)|cities|city|church|ship|companies|company|organi[sz]ation|in arms|-)/.test(
          after,
        )
      )
    },
    hits: [
      ['The accountant has a sister in Shenyang who sends medicine.', 'a sister'],
      ['Two of his nieces are on the list.', 'Two of his nieces'],
    ],
    misses: ['Sisters of the order ran the school.', 'He wrote about the brotherhood.'],
  },
]
