import { randomInt } from 'node:crypto'
import { Failure } from '../../shared/failure.ts'

/*
 * Two lists of plain words without age, sex, place, rank, faith or nation in them. A code name is
 * drawn at random from both: nothing of the source, and nothing that anybody typed, goes into it.
 */
const firstWords = `
  amber ample apt ashen autumn azure balmy basic blank blue bold brass brave bright brisk broad
  bronze brown busy calm candid canvas cedar central chalk clay clean clear clever coastal cobalt
  cool copper cosmic cotton cozy crimson crisp cubic curly curved daily damp dapper dark deep
  delicate dense distant double dry dusky dusty eager early earnest easy ebony elder emerald empty
  equal even exact faint fair fancy fast fawn ferny fine firm first flat fleet fluent foamy folded
  formal frank free fresh frosty full gentle giant gilded glad glassy gleaming golden graceful
  grand grassy gray great green half handy happy hardy hazy heavy helpful hidden hollow honest
  humble icy idle indigo inland iron ivory jade jolly keen kind large lasting late leafy lean
  level light lilac lime little lively local lofty long loud lucid lucky lunar marble mellow mild
  milky minor minty misty modern modest mossy muted narrow navy neat nimble noble north novel
  oaken ocean opal open orange oval pale paper patient pearl plaid plain polar polite proper proud
  purple quick quiet rapid rare ready regular rich ripe rocky rosy round royal ruby rural russet
  rustic sage sandy satin scarlet serene sharp shiny short silent silken silver simple sleek
  slender slim slow smooth snowy soft solar solid spare spry square stable starry steady steel
  still stony sturdy subtle sunny sure swift tall tame tawny teal tender thrifty tidy tiny topaz
  tranquil trim true twin upper urban vast velvet vivid warm wavy west wheaten white whole wide
  windy winter wise wooden woolen young zesty
`

const secondWords = `
  acorn alder almond anchor anvil apple apricot apron arbor arch arrow aspen aster atlas badge
  bagel bamboo banjo barley barn basil basin basket bay beacon bead bean bell bench berry birch
  blossom boat bonnet book boulder bowl branch bread breeze brick bridge brook broom brush bucket
  buckle button cabin cactus candle canoe canyon carpet carrot cart castle cello chair cherry
  chest cider cinder circle clock cloud clover coast coat cobweb comet compass cookie coral cork
  corner cottage creek cricket crocus cup cushion daisy dale delta desk dew dial dome door drawer
  drum dune easel eaves elm ember fabric fan feather fennel fern fiddle field fig finch fjord flag
  flask flute fog forest forge fountain fox garden garlic gate ginger glacier glade glove goose
  granite grape grove gull hammer hammock harbor harp hat hazel hedge heron hill hinge honey hoop
  horizon icicle inlet iris island ivy jacket jar jasmine jetty jug juniper kettle kite knoll
  ladder lagoon lake lamp lantern larch lark latch lava leaf ledger lemon lever lichen lily linen
  locket loom lotus magnet mallet mango mantle maple marsh meadow melon mill mint mirror mitten
  moon moor mortar moss mug nectar needle nest nickel notebook nutmeg oak oar oasis oat olive
  onion orbit orchard orchid otter oven oyster paddle palm pan parsley pasture peach pear pebble
  pelican pepper petal piano pier pillow pine pitcher plum pocket pond poplar poppy porch prairie
  prism puddle pumpkin quartz quill quilt rafter rain raisin rake ravine reed reef ribbon ridge
  river robin rope rose rudder saddle saffron sail saucer scarf sea seed shawl shelf shell shore
  shovel sickle skiff sleeve slope snow sorrel spade spark sparrow spice spindle spoon spring
  spruce star stone stool stove straw stream summit sunset swan table tambourine teapot thicket
  thimble thistle thread thyme tide tile timber torch tower trellis trout trowel tulip tunnel
  turnip umbrella valley vase vine violet wagon walnut water wave wheat wheel whisk whistle willow
  window wing wool wren yarn zinnia
`

const wordsOf = (text: string): readonly string[] => text.trim().split(/\s+/)

export const codeNameWords = [wordsOf(firstWords), wordsOf(secondWords)] as const

const draw = (words: readonly string[]): string => {
  const word = words[randomInt(words.length)] ?? ''
  return word.charAt(0).toUpperCase() + word.slice(1)
}

const triesMax = 1_000

/**
 * A code name that no source of this vault has, such as `Quiet Harbor`.
 *
 * @throws Failure 'conflict' when nearly all are taken.
 */
export const suggestCodeName = (taken: ReadonlySet<string>): string => {
  for (let tries = 0; tries < triesMax; tries++) {
    const name = codeNameWords.map(draw).join(' ')
    if (!taken.has(name)) return name
  }
  throw new Failure('conflict')
}
