import { windowOf } from './tree.js';

/** Sheets by their text. A sheet is of one document, and no other may have it. */
const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

/** Styles that shadow roots were given here, beside those that Lit gives them. */
const given = new WeakMap<ShadowRoot, Set<string>>();

/** Gives a shadow root styles that come with a lazy part, once each. */
export function adoptStyles(root: ShadowRoot, styles: string): void {
  const texts = given.get(root) ?? new Set();
  if (texts.has(styles)) return;
  given.set(root, texts.add(styles));
  if (root.adoptedStyleSheets) root.adoptedStyleSheets.push(sheetOf(root, styles));
  // As Lit does there.
  else root.append(Object.assign(root.ownerDocument.createElement('style'), { textContent: styles }));
}

/** Gives a shadow root that has come into another document all of its styles: a document has sheets of its own only. */
export function adoptStylesAnew(root: ShadowRoot, own: readonly string[]): void {
  if (!root.adoptedStyleSheets) return;
  root.adoptedStyleSheets = [...own, ...(given.get(root) ?? [])].map((styles) => sheetOf(root, styles));
}

function sheetOf(root: ShadowRoot, styles: string): CSSStyleSheet {
  const page = root.ownerDocument;
  let ofPage = sheets.get(page);
  if (!ofPage) sheets.set(page, (ofPage = new Map()));
  let sheet = ofPage.get(styles);
  if (!sheet) {
    sheet = new (windowOf(root).CSSStyleSheet)();
    sheet.replaceSync(styles);
    ofPage.set(styles, sheet);
  }
  return sheet;
}
