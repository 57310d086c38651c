/** More layers than any model has: a larger number is none of a layer. */
const MOST_LAYERS = 10_000;

/** Arrays whose names differ in their numbers alone: `blocks.0.attn`, `blocks.1.attn`. */
export interface ArrayGroup {
  /** Their name with a star in the place of each number that differs: `blocks.*.attn`. */
  readonly pattern: string;
  readonly names: readonly string[];
  /** Of each name the numbers that differ, one or two of them; of a name that stands alone none. */
  readonly numbers: readonly (readonly number[])[];
  /** Text before each number that differs. */
  readonly before: readonly string[];
}

/** Groups of arrays by their names, in the order of their first ones; a name that shares its words with none is a group of its own. */
export function groupsOf(names: readonly string[]): readonly ArrayGroup[] {
  const alike = new Map<string, string[]>();
  for (const name of names) {
    const words = name.replace(/\d+/g, '*');
    alike.set(words, [...(alike.get(words) ?? []), name]);
  }
  return Array.from(alike.values()).flatMap(groupsAmong);
}

/** Groups among names of the same words: where more than two numbers differ, one for each value of the first. */
function groupsAmong(names: readonly string[]): readonly ArrayGroup[] {
  const split = names.map((name) => name.split(/(\d+)/));
  const differing = split[0].flatMap((part, at) => (split.every((parts) => parts[at] === part) ? [] : [at]));
  const numbers = split.map((parts) => differing.map((at) => Number(parts[at])));
  const isPlain =
    new Set(numbers.map(String)).size === names.length && numbers.flat().every((number) => number < MOST_LAYERS);
  if (isPlain && differing.length < 3) {
    const pattern = split[0].map((part, at) => (differing.includes(at) ? '*' : part)).join('');
    return [{ pattern, names, numbers, before: differing.map((at) => split[0].slice(0, at).join('')) }];
  }
  const byFirst = new Map<string, string[]>();
  for (const [at, name] of names.entries()) {
    const first = isPlain ? split[at][differing[0]] : name;
    byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  return Array.from(byFirst.values()).flatMap(groupsAmong);
}

/** The same arrays as groups of one number each: one for each value of the first. */
export function apart(group: ArrayGroup): readonly ArrayGroup[] {
  const firsts = new Set(group.numbers.map(([first]) => first));
  return Array.from(firsts).flatMap((first) =>
    groupsAmong(group.names.filter((_, at) => group.numbers[at][0] === first)),
  );
}
