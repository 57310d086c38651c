/** How JSON begins: white space and a byte order mark may stand before it. A token in brackets, as of a table, is no list. */
export const jsonStart = /^(\xef\xbb\xbf)?\s*(\{|\[(?!\w+\]))/;

/**
 * JSON.parse, and where that fails for their sake, with NaN, Infinity and −Infinity as Python's json writes them.
 * NaN becomes null, which stands for it wherever numbers are read.
 * @throws {SyntaxError}
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    return JSON.parse(replaceOutsideStrings(text));
  }
}

function replaceOutsideStrings(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; ) {
    let quote = text.indexOf('"', at);
    if (quote < 0) quote = text.length;
    // 1e999 is what JSON can write and a double cannot hold: it is read as infinity.
    result += text
      .slice(at, quote)
      .replace(/\bNaN\b/g, 'null')
      .replace(/\bInfinity\b/g, '1e999');
    let end = quote + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    result += text.slice(quote, end + 1);
    at = end + 1;
  }
  return result;
}

/** Whether it is an object with keys, and neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}
