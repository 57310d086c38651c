/** Values of a list between spaces; brackets hold theirs together. */
const words = (value: string): string[] => value.match(/(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+/g) ?? [];

const SIDES = ['top', 'right', 'bottom', 'left'] as const;

/** Logical sides, of lines that run from left to right. */
const LOGICAL: Readonly<Record<string, readonly string[]>> = {
  block: ['top', 'bottom'],
  inline: ['left', 'right'],
  'block-start': ['top'],
  'block-end': ['bottom'],
  'inline-start': ['left'],
  'inline-end': ['right'],
};

/** A declaration as the properties that it sets, each of one side and one thing. */
export function longhands(name: string, value: string): readonly (readonly [name: string, value: string])[] {
  const list = words(value);
  if (name === 'margin' || name === 'padding' || name === 'inset')
    return SIDES.map((side, at) => [name === 'inset' ? side : `${name}-${side}`, list[at] ?? list[at - 2] ?? list[0]]);
  const logical = /^(margin|padding|inset)-(block|inline)(?:-(start|end))?$/.exec(name);
  if (logical) {
    const sides = LOGICAL[name.slice(logical[1].length + 1)];
    return sides.map((side, at) => [logical[1] === 'inset' ? side : `${logical[1]}-${side}`, list[at] ?? list[0]]);
  }
  if (name === 'inline-size' || name === 'block-size') return [[name === 'inline-size' ? 'width' : 'height', value]];
  if (name === 'min-inline-size') return [['min-width', value]];
  if (name === 'gap')
    return [
      ['row-gap', list[0]],
      ['column-gap', list[1] ?? list[0]],
    ];
  if (name === 'flex') return flexOf(list);
  if (name === 'background') return [['background-color', value === 'none' ? 'transparent' : value]];
  if (name === 'font') return fontOf(value);
  const line = /^(border|border-block-end|border-bottom|outline)$/.exec(name);
  if (line) return lineOf(line[1] === 'outline' ? 'outline' : 'border-bottom', list);
  if (name.startsWith('border-block-end-')) return [[name.replace('block-end', 'bottom'), value]];
  return [[name, value]];
}

function flexOf(list: readonly string[]): [string, string][] {
  if (list[0] === 'none')
    return [
      ['flex-grow', '0'],
      ['flex-shrink', '0'],
      ['flex-basis', 'auto'],
    ];
  return [
    ['flex-grow', list[0]],
    ['flex-shrink', list[1] ?? '1'],
    ['flex-basis', list[2] ?? '0px'],
  ];
}

/** `14px/1.4 serif`: what is written before the size is not used by figures. */
function fontOf(value: string): [string, string][] {
  const match = /^(?:(\d+00)\s+)?([\d.]+(?:px|em|rem))(?:\/([\d.]+))?\s+(.+)$/s.exec(value);
  if (!match) return [];
  const [, weight = '400', size, height = 'normal', family] = match;
  return [
    ['font-weight', weight],
    ['font-size', size],
    ['line-height', height],
    ['font-family', family],
  ];
}

function lineOf(name: string, list: readonly string[]): [string, string][] {
  const isStyle = (word: string) => /^(none|solid|dashed|dotted)$/.test(word);
  const isWidth = (word: string) => /^[\d.]/.test(word) || word.startsWith('var(--u');
  return [
    [`${name}-width`, list.find(isWidth) ?? '0'],
    [`${name}-style`, list.find(isStyle) ?? 'none'],
    [`${name}-color`, list.find((word) => !isStyle(word) && !isWidth(word)) ?? 'currentcolor'],
  ];
}
