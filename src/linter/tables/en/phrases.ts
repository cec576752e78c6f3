import { any } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { persons, ranks } from './lists.ts'

const people = [...persons, ...ranks.filter((rank) => !/(?: the| a)$/.test(rank))]
const article =
  '(?:an?|one|another|two|three|four|several|some|many|multiple|a second|a third|a few|the same|this|that|our|numerous|various|other|both|a separate|yet another|the|a different|certain|a certain|a number of|a group of|most)'
const adjective = "(?:[a-z]+(?:-[a-z]+){0,3}(?:'s)? )"
const said =
  '(?:said|says|told|tells|reported|reports|explained|explains|added|adds|confirmed|confirms|recalled|recalls|recounted|claimed|claims|revealed|reveals|testified|described|describes|complained|warned|noted|whispered|confided|estimated|estimates|wrote|stated|mentioned|insisted|admitted|put it|relayed|passed on|passed word|informed|disclosed|remarked|observed|related|stressed|lamented|speaking|spoke|argued|predicted|alleged|suggested|has said|had said|have said|has told|had told|have told)'
const place =
  "(?: (?:in|from|at|of|near|inside|within|outside|based in|based at|living in|residing in|working in|working at|working for|working on|close to|familiar with|with knowledge of|with access to|with ties to|with links to|connected to|who|with|along|across|on|posted to|stationed in|stationed at|assigned to|originally from|by|for|inside of|privy to|briefed on|aware of|involved in|serving in|serving at|employed at|employed by|to)(?: (?:the|a|an|his|her|its|their))?(?: [a-z0-9'’.-]+){1,9}?)"

/** Speakers on the record: institutions, and people who are named. */
const official =
  /(?:spokes(?:person|man|woman)|foreign minister|prime minister|\bpresident\b|ambassador|special envoy|lawmaker|rapporteur|commissioner for|ministry official [A-Z]|professor)/

const unnamed = ({ folded, start, end, context, text }: Hit): boolean => {
  if (official.test(text)) return false
  const span = folded.cased.slice(start, end)
  // A name beside the office: on the record.
  if (
    /(?:^|[a-z] |, )(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z-]+(?:,| said| told| stated)/.test(span) &&
    !/ (?:in|from|at|of|near) (?:[A-Z][a-z-]+ )*[A-Z][a-z-]+(?:,)? (?:said|told|stated)/.test(span)
  )
    return false
  if (/^(?:the|this|that|both|most|our)\b/.test(text)) {
    return (
      / (?:in|from|at|near|with|close to|who|working|familiar) /.test(text) &&
      !context.has('public', start, end, 10)
    )
  }
  return true
}

export const englishPhrases: readonly Rule[] = [
  {
    id: 'en-said',
    family: 'phrase',
    triggers: people,
    pattern: `${article} ${adjective}{0,5}?${any(people)}${place}{0,3}?,? (?:who (?:[a-z' -]{1,60}),? |(?:speaking|asking|requesting) [a-z ]{2,60}, |on condition of anonymity,? |anonymously,? )?(?:also |later |recently |privately |then |again |further |who |has |had )?${said}`,
    accept: unnamed,
    hits: [
      ['A trader in Hyesan said prices doubled.', 'A trader in Hyesan said'],
      [
        'A high-ranking source in North Korea said it was new.',
        'A high-ranking source in North Korea said',
      ],
      ['Two residents of the border town told us so.', 'Two residents of the border town told'],
    ],
    misses: ['A ministry spokesperson said talks continue.', 'The seminar said nothing new.'],
  },
  {
    id: 'en-source',
    family: 'phrase',
    triggers: [
      'source',
      'sources',
      'informant',
      'insider',
      'on condition of anonymity',
      'who asked not',
      'who requested',
      'who declined to be',
      'requesting anonymity',
      'spoke anonymously',
      'unnamed',
      'anonymous',
    ],
    pattern: `(?:${article} )?(?:${adjective}){0,4}?(?:sources?|informants?|insiders?)(?: (?:in|inside|from|within|at|near|close to|familiar with|with knowledge of|with access to|based in|among|on|across|with)(?: (?:the|a|an))?(?: [a-z'-]+){1,5}?)? (?:${said})|sources? (?:in|inside|from|within|close to|familiar with|near) (?:the )?[a-z-]+(?: [a-z-]+)?|according to (?:${article} )?(?:${adjective}){0,4}?(?:sources?|informants?|insiders?)|(?:speaking|spoke|said|talked|speak) (?:to us |to daily nk |to the desk )?(?:on (?:the )?condition of anonymity|anonymously)|who (?:asked|requested|wished|wanted|preferred|declined|refused) (?:not to be|to remain|anonymity|to be)(?: (?:named|identified|anonymous|unnamed))?|(?:an?|one) (?:anonymous|unnamed|unidentified) [a-z-]+(?: [a-z-]+)?`,
    accept: ({ text, folded, start, context, end }) =>
      !/^(?:the |this |that |our )?(?:sources?|informants?) /.test(text) ||
      / (?:in|inside|from|within|at|near|close|familiar|with|based|among|on|across) /.test(text)
        ? !/(?:open|power|energy|food|news|water|light|income|revenue|water|data|primary|secondary|written|official|published|historical) sources?/.test(
            folded.lower.slice(start, end),
          ) && !context.isPublic(start, end)
        : false,
    hits: [
      ['Sources inside the ministry confirmed the plan.', 'Sources inside the ministry confirmed'],
      ['He spoke on condition of anonymity.', 'spoke on condition of anonymity'],
    ],
    misses: ['Open sources say little.', 'The source said it was new.'],
  },
  {
    id: 'en-according',
    family: 'phrase',
    triggers: people,
    pattern: `(?:according to|as told by|in the words of|told by|information from|(?:an |the )?account (?:of|by|from)|heard (?:it |this |that )?from|learned from|(?:an )?interviews? with|(?:the )?testimony (?:of|from|by)|quot(?:ed|ing)|citing|says|said) ${article} ${adjective}{0,4}?${any(people)}(?:${place}){0,2}`,
    accept: unnamed,
    hits: [
      [
        'According to a customs officer in Tumen, lorries wait.',
        'According to a customs officer in Tumen',
      ],
      ['“It is quiet,” said a farmer near the border.', 'said a farmer near the border'],
    ],
    misses: [
      'According to the law, visas last a month.',
      'According to the ministry, exports fell.',
    ],
  },
]
