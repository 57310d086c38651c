/**
 * Milliseconds after which what never comes counts as a failure. No test is faster or slower for them: they are long enough for a
 * machine without a graphics card that does three other things.
 */
export const PATIENCE = {
  /** A browser that starts, and a page of tests in it. */
  start: 300_000,
  /** One test. */
  test: 120_000,
  /** All tests of a file in a browser. */
  file: 900_000,
};
