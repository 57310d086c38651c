/**
 * Beginning of a text that spreadsheets run (OWASP, CSV Injection): with a sign of a formula, also of full width, or with a tab or an end
 * of a line before one; or with apostrophes that such a text might be guarded by.
 */
const runs = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** A number, which a spreadsheet takes for what it is. */
const isNumber = (text: string) => /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);

/** A text as it is written into a table: one that a spreadsheet would run with an apostrophe before it. */
export const guardText = (text: string): string => (runs.test(text) && !isNumber(text) ? `'${text}` : text);

/** The text that `guardText` wrote. */
export const unguardText = (text: string): string => (text.startsWith("'") && runs.test(text) ? text.slice(1) : text);
