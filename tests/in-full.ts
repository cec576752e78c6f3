/** `npm run test:long`: tests that can make more than a few rounds make all of them. */
export const inFull = process.env['UNDERSTORY_TESTS'] === 'long'

/** A number for a test: `few` in `npm test`, which is run at every change, else `all`. */
export const several = (few: number, all: number): number => (inFull ? all : few)
