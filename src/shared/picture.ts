import { z } from 'zod'
import { FileToken } from './ids.ts'
import { limits } from './limits.ts'
import { method, PastedBytes } from './method.ts'

/** Red, green, blue and opacity, two hexadecimal digits each. */
const Colour = z.string().regex(/^#[0-9a-f]{8}$/)
/** In pixels of the window, from the upper left corner of the picture. */
const Length = z.number().min(-limits.pictureReach).max(limits.pictureReach)
const Size = z.number().min(0).max(limits.pictureReach)
const Factor = z.number().min(-1_000).max(1_000)

const drawn = {
  /** Which of the picture's boxes it is cut to; null: none. */
  cut: z.int().min(0).max(limits.pictureShapes).nullable(),
  fill: Colour.nullable(),
}
const stroked = { ...drawn, stroke: Colour.nullable(), strokeWidth: Size }

/** One thing that was drawn. The order of the shapes is the order in which they were painted. */
export const PictureShape = z.discriminatedUnion('as', [
  z.strictObject({
    as: z.literal('box'),
    ...stroked,
    x: Length,
    y: Length,
    width: Size,
    height: Size,
    radius: Size,
    /** A second colour, in stripes across the first. */
    hatch: Colour.nullable(),
  }),
  z.strictObject({
    as: z.literal('path'),
    ...stroked,
    /** SVG path data: commands and numbers alone. */
    d: z
      .string()
      .max(limits.picturePath)
      .regex(/^[\d\s,.+\-eMLHVCSQTAZmlhvcsqtaz]*$/),
    /** Places the path; its stroke keeps its width. */
    matrix: z.tuple([Factor, Factor, Factor, Factor, Length, Length]),
    dash: z.array(Size).max(8),
    isRound: z.boolean(),
  }),
  z.strictObject({
    as: z.literal('words'),
    ...drawn,
    words: z.string().min(1).max(limits.statement),
    /** Where the line begins, and its baseline. */
    x: Length,
    y: Length,
    /** The room that the words took: other fonts are fitted into it. */
    width: Size,
    size: Size,
    weight: z.int().min(100).max(900),
  }),
])
export type PictureShape = z.infer<typeof PictureShape>

/** A drawing as the window showed it: shapes and words, no markup. */
export const SavedPicture = z.strictObject({
  width: z.int().min(1).max(limits.viewSide),
  height: z.int().min(1).max(limits.viewSide),
  background: Colour,
  /** Boxes that shapes are cut to; what is cut fades over some pixels at the sides. */
  cuts: z
    .array(
      z.strictObject({
        x: Length,
        y: Length,
        width: Size,
        height: Size,
        fadeIn: Size,
        fadeOut: Size,
      }),
    )
    .max(limits.pictureShapes),
  shapes: z.array(PictureShape).max(limits.pictureShapes),
})
export type SavedPicture = z.infer<typeof SavedPicture>
export type PictureCut = SavedPicture['cuts'][number]

/** Pictures of the map, the timeline and the matrix as files. */
export const pictureContract = {
  /**
   * A picture in clear, without a word about itself, in a folder that the user chose, after a
   * warning. The SVG is made here of the shapes; a PNG loses all but its pixels.
   */
  'picture.save': method(
    z.strictObject({
      content: z.discriminatedUnion('format', [
        z.strictObject({ format: z.literal('svg'), picture: SavedPicture }),
        z.strictObject({
          format: z.literal('png'),
          bytes: PastedBytes,
        }),
      ]),
      folder: FileToken.copyFolder,
      /** The user was told what a file in clear means, and wants it. */
      confirmed: z.literal(true),
    }),
    z.strictObject({ fileName: z.string() }),
  ),
}
