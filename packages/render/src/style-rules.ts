import * as cssTree from 'css-tree';

/** Declarations of one selector, with what decides between several: weight of the selector, then order. */
export interface StyleRule {
  readonly selector: string;
  /** Ids, classes and types of the selector, as one number (Selectors 4, 17). */
  readonly weight: number;
  readonly declarations: readonly (readonly [name: string, value: string, isImportant: boolean])[];
}

/** Parts of a selector that nobody meets where no pointer and no focus is. */
const NEVER = /::|:(hover|active|focus|focus-visible|focus-within|fullscreen|popover-open)\b/;

/** Rules of a style sheet that hold on a screen as wide as a figure. */
export function readRules(text: string, width: number): StyleRule[] {
  const rules: StyleRule[] = [];
  const sheet = cssTree.parse(text, { parseValue: false, parseRulePrelude: false, parseAtrulePrelude: false });
  const visit = (node: cssTree.CssNode): void => {
    if (node.type === 'Atrule' && node.block && node.name === 'media') {
      if (holds(node.prelude ? cssTree.generate(node.prelude) : '', width))
        node.block.children.forEach((one) => visit(one));
    }
    if (node.type === 'StyleSheet') node.children.forEach((one) => visit(one));
    if (node.type !== 'Rule') return;
    const declarations: [string, string, boolean][] = [];
    node.block.children.forEach((one) => {
      if (one.type === 'Declaration')
        declarations.push([one.property, cssTree.generate(one.value).trim(), Boolean(one.important)]);
    });
    for (const selector of selectorsOf(cssTree.generate(node.prelude)))
      if (!NEVER.test(selector)) rules.push({ selector, weight: weightOf(selector), declarations });
  };
  visit(sheet);
  return rules;
}

/** Whether a media query holds: a screen, a mouse, nothing special. */
function holds(query: string, width: number): boolean {
  const most = /^\(max-width:\s*(\d+)px\)$/.exec(query.trim());
  return most ? width <= Number(most[1]) : false;
}

/** Selectors of a list: commas inside of brackets part none. */
function selectorsOf(list: string): string[] {
  const found: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at <= list.length; at++) {
    const sign = list[at];
    if (sign === '(' || sign === '[') depth++;
    if (sign === ')' || sign === ']') depth--;
    if (at === list.length || (sign === ',' && depth === 0)) {
      found.push(list.slice(from, at).trim());
      from = at + 1;
    }
  }
  return found;
}

function weightOf(selector: string): number {
  const plain = selector.replace(/:(not|is|has)\(/g, '(');
  const count = (pattern: RegExp) => plain.match(pattern)?.length ?? 0;
  return count(/#[\w-]+/g) * 10_000 + count(/\.[\w-]+|\[[^\]]*\]|:[\w-]+/g) * 100 + count(/(^|[\s>+~(])[a-z][\w-]*/gi);
}
