import { randomInt } from 'node:crypto'
import { Failure } from '../../../shared/failure.ts'

/*
 * Two lists of plain words without hints of age, sex, looks, means, place, rank, faith or nation,
 * and without given names, so that a code name can't even seem to describe a person. Each name is
 * drawn at random from both lists and uses no information about the source or entered by the user.
 */
const firstWords = `
  amber ample apt ashen autumn azure balmy basic blank blue bold brass brave bright brisk broad
  bronze busy calm candid canvas cedar chalk clay clean clear clever cobalt cool copper cosmic
  cotton cozy crimson crisp cubic curly curved daily damp dapper dark deep delicate dense distant
  double dry dusky dusty eager early earnest easy emerald empty equal even exact faint fancy fast
  fawn ferny fine firm first flat fleet fluent foamy folded free fresh frosty full gentle gilded
  glad glassy gleaming golden graceful grassy great green half handy happy hardy hazy heavy
  helpful hidden hollow honest humble icy idle indigo iron jolly keen kind lasting late leafy
  level light lilac lime lively long loud lucid lucky lunar marble mellow mild milky minty misty
  modern modest mossy muted narrow navy neat nimble novel oaken ocean open orange oval pale paper
  patient plaid plain polite proper proud purple quick quiet rapid rare ready regular ripe rocky
  rosy round russet rustic sage sandy satin scarlet serene sharp shiny short silent silken silver
  simple sleek slow smooth snowy soft solar solid spare spry square stable starry steady steel
  still stony sturdy subtle sunny sure swift tame teal tender thrifty tidy topaz tranquil trim
  true vast velvet vivid warm wavy wheaten whole wide windy winter wooden woolen zesty
`

const secondWords = `
  acorn alder almond anchor anvil apple apricot arbor arch arrow aspen aster atlas badge bagel
  bamboo banjo barley barn basin basket bay beacon bead bean bell bench berry birch blossom boat
  book boulder bowl branch bread breeze brick brook broom brush bucket buckle button cabin cactus
  candle canoe canyon carpet carrot cart castle cello chair cherry chest cider cinder circle clock
  cloud clover coat cobweb comet compass cookie coral cork corner cottage creek cricket crocus cup
  cushion delta dew dial dome door drawer drum dune easel eaves elm ember fabric fan feather
  fennel fern fiddle field fig finch fjord flag flask flute fog forest forge fountain fox garden
  garlic gate glacier glade glove goose granite grape grove gull hammer hammock harbor harp hat
  hedge heron hill hinge honey hoop horizon icicle inlet island jacket jar jetty jug juniper
  kettle kite knoll ladder lagoon lake lamp lantern larch lark latch lava leaf ledger lemon lever
  lichen linen locket loom lotus magnet mallet mango mantle maple marsh meadow melon mill mint
  mirror mitten moon moor mortar moss mug nectar needle nest nickel notebook nutmeg oak oar oasis
  oat onion orbit orchard orchid otter oven oyster paddle palm pan parsley pasture peach pear
  pebble pelican pepper petal piano pier pillow pine pitcher plum pocket pond poplar porch prairie
  prism puddle pumpkin quartz quill quilt rafter rain raisin rake ravine reed reef ribbon ridge
  rope rudder saddle saffron sail saucer scarf sea seed shawl shelf shell shore shovel sickle
  skiff sleeve slope snow sorrel spade spark sparrow spice spindle spoon spring spruce star stone
  stool stove straw stream summit sunset swan table tambourine teapot thicket thimble thistle
  thread thyme tide tile timber torch tower trellis trout trowel tulip tunnel turnip umbrella
  valley vase vine wagon walnut water wave wheat wheel whisk whistle willow window wing wool wren
  yarn zinnia
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
