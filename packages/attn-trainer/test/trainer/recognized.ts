import type { AttentionMap, Example } from '../../src/datasets/dataset.js';
import type { Trainer } from '../../src/trainer/trainer.js';

/** The key that each row of a head gives most weight to. */
function strongest({ shape, values }: AttentionMap, layer: number, head: number): number[] {
  const [, heads, queries, keys] = shape;
  return Array.from({ length: queries }, (_, query) => {
    const from = ((layer * heads + head) * queries + query) * keys;
    const row = values.subarray(from, from + keys);
    return row.indexOf(Math.max(...row));
  });
}

/** Share of rows that count whose strongest key is as expected, in the head where that is so most often. */
function best(map: AttentionMap, isExpected: (query: number, key: number) => boolean | null): number {
  const shares: number[] = [];
  for (let layer = 0; layer < map.shape[0]; layer++) {
    for (let head = 0; head < map.shape[1]; head++) {
      const answers = strongest(map, layer, head)
        .map((key, query) => isExpected(query, key))
        .filter((answer) => answer !== null);
      shares.push(answers.filter(Boolean).length / answers.length);
    }
  }
  return Math.max(...shares);
}

const words: Readonly<Record<string, string>> = {
  猫: 'cat',
  狗: 'dog',
  鸟: 'bird',
  书: 'book',
  信: 'letter',
  医生: 'doctor',
  看见: 'sees',
  喜欢: 'likes',
};

const patterns: Readonly<Record<string, (example: Example) => number>> = {
  reverse: ({ attention: [map] }) => best(map, (query, key) => key === map.shape[3] - 1 - query),
  copy({ attention: [map] }) {
    const length = map.shape[2] / 2;
    return best(map, (query, key) => (query < length ? null : key === query - length));
  },
  sort({ attention: [map], input, target }) {
    const length = (map.shape[2] + 1) / 2;
    return best(map, (query, key) => (target![query] === null || key >= length ? null : input[key] === target![query]));
  },
  induction({ attention: [map], input, target }) {
    return best(map, (query, key) => (target![query] === null ? null : input[key - 1] === input[query]));
  },
  translate({ attention: [cross] }) {
    return best(cross, (query, key) => {
      const word = words[cross.queryTokens![query]];
      return word ? cross.keyTokens![key] === word : null;
    });
  },
  hierarchy({ attention: [word, sentence] }) {
    const verdict = word.queryTokens!.findIndex((text) => text.includes(' was '));
    const [found] = strongest(sentence, 0, 0);
    const opinion = word.queryTokens![verdict].split(' ').length - 1;
    return Number(found === verdict && strongest(word, 0, 0)[verdict] === opinion);
  },
};

/** How often attention is what the task's description says, over examples that were held back; 1 of tasks that say nothing. */
export async function recognized(trainer: Trainer): Promise<number> {
  const pattern = patterns[trainer.task.name];
  if (!pattern) return 1;
  const shares: number[] = [];
  for (let i = 0; i < 20; i++) shares.push(pattern(await trainer.example(i)));
  // A sentence without any of the words above says nothing.
  const said = shares.filter((share) => !Number.isNaN(share));
  return said.reduce((sum, share) => sum + share, 0) / said.length;
}
