/** `npm run soak -- in-full`: the tests that ask make all that they can make. */
export const inFull = process.env['UNDERSTORY_IN_FULL'] === '1'

/** How many of something a test makes: `few` in `npm test`, which is run at every change, else `all`. */
export const several = (few: number, all: number): number => (inFull ? all : few)
