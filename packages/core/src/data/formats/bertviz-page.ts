import { parseJson } from './json-text.js';

/** How BertViz gives its page what to show. */
const begins = /\bparams\s*=\s*(?=\{)/g;

/** Data that the views of a page of BertViz show; of several each is an example. null where it is another page. */
export function readBertVizPage(page: string): unknown {
  const views: unknown[] = [];
  for (const { index, 0: found } of page.matchAll(begins)) {
    const start = index + found.length;
    try {
      const params = parseJson(page.slice(start, endOfObject(page, start)));
      if (Object.hasOwn(Object(params), 'attention')) views.push(params);
    } catch {
      // Another script's object.
    }
  }
  return views.length > 1 ? views : (views[0] ?? null);
}

/** The place behind the brace that closes the object that begins here; quoted braces do not count. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
    } else if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}
