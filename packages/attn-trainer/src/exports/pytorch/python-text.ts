/** Lines of Python, of which those that are not for this run are left out. */
export const lines = (...all: readonly (string | false | null | undefined)[]): string =>
  all.filter((line) => typeof line === 'string').join('\n');

/** A text as Python writes it. */
export const quoted = (text: string): string => JSON.stringify(text);

/** A number as Python writes it: JavaScript's shortest form is Python's, but for what has no point. */
export const real = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));
