import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';

// Read and computed here with plain loops: what the article says is held to its files, and not to the code that draws them.

const folder = join(root, 'stories/article');
const textOf = (path: string) =>
  readFileSync(join(folder, path), 'utf8')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/\s+/g, ' ');
const articles = { en: textOf('index.html'), zh: textOf('zh/index.html') };

type Rows = readonly (readonly number[])[];

const json = (name: string) => JSON.parse(readFileSync(join(folder, 'data', name), 'utf8'));

/** Float arrays of a safetensors file, [layers, heads, rows, columns], and its metadata. */
function safetensors(name: string) {
  const bytes = readFileSync(join(folder, 'data', name));
  const length = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + length));
  const head = (array: string, layer: number, at: number): Rows => {
    const { shape, data_offsets: offsets } = header[array] as { shape: number[]; data_offsets: number[] };
    const [, heads, rows, columns] = shape;
    const first = 8 + length + offsets[0] + 4 * (layer * heads + at) * rows * columns;
    return Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (__, column) => bytes.readFloatLE(first + 4 * (row * columns + column))),
    );
  };
  return { head, about: header.__metadata__ as Record<string, string> };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
const column = (rows: Rows, at: number) => rows.map((row) => row[at]);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function softmax(scores: readonly number[], temperature = 1): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - most) / temperature));
  return powers.map((power) => power / sum(powers));
}

const scored = (queries: Rows, keys: Rows, score: (query: readonly number[], key: readonly number[]) => number) =>
  queries.map((query) => keys.map((key) => score(query, key)));

/** The first four places of a row. */
const order = (row: readonly number[]) =>
  Array.from(row, (_, i) => i)
    .sort((a, b) => row[b] - row[a])
    .slice(0, 4)
    .join();

const one = safetensors('translation-1.safetensors');
const first = one.head('cross', 1, 0);
const [young, of, teacher, tomorrow, , , inside] = first;

const four = safetensors('translation-2.safetensors');
const fourHeads = [0, 1, 2, 3].map((at) => four.head('cross', 1, at));
const maxima = fourHeads[0].map((row, r) => row.map((_, c) => Math.max(...fourHeads.map((rows) => rows[r][c]))));

const alignment = json('alignment.json');
const width = 8;
const dots = scored(alignment.queries, alignment.keys, dot);
const scaledDots = dots.map((row) => row.map((value) => value / Math.sqrt(width)));
const cosines = scored(alignment.queries, alignment.keys, (a, b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)));
const bilinear = scored(alignment.queries, alignment.keys, (query, key) =>
  dot(
    query.map((_, j) => sum(query.map((value, i) => value * alignment.score_weight[i][j]))),
    key,
  ),
);
const projected = (rows: Rows, weight: Rows) => rows.map((row) => weight[0].map((_, j) => dot(row, column(weight, j))));
const additive = scored(
  projected(alignment.queries, alignment.score_query_weight),
  projected(alignment.keys, alignment.score_key_weight),
  (query, key) => sum(query.map((value, i) => alignment.score_vector[i] * Math.tanh(value + key[i]))),
);
const farthest = (scores: Rows) =>
  Math.max(...scores.flatMap((row, r) => softmax(row).map((weight, c) => Math.abs(weight - first[r][c]))));

const whole = json('heads-1.json');
const cut = json('heads-4.json');
const word = (text: string) => (whole.tokens as string[]).indexOf(text);
const inHead = (queries: Rows, keys: Rows) =>
  scored(queries, keys, dot).map((row) => softmax(row.map((value) => value / Math.sqrt(queries[0].length))));
const wide = inHead(whole.queries, whole.keys);
const [narrow0, narrow1] = [0, 1].map((at) => inHead(cut.queries[at], cut.keys[at]));

const induction = safetensors('induction.safetensors');
const [layer0, layer1] = [induction.head('attention', 0, 3), induction.head('attention', 1, 3)];
const back = (rows: Rows, by: number) =>
  mean(rows.slice(Math.max(1, by)).map((row, i) => row[i + Math.max(1, by) - by]));

const reviews = json('reviews.json');
const lake = json('lake-words.json');
const lakeRow = (name: string): number[] => lake.attention[lake.query_tokens.indexOf(name)];

const decoder = safetensors('translation-0.safetensors').head('decoder', 1, 3);

const story = safetensors('story.safetensors');
const storyHead = story.head('attention', 1, 1);
const seen = storyHead.flatMap((row, r) => row.slice(0, r + 1));
const tokens: string[] = JSON.parse(story.about.tokens);
const stops = tokens.flatMap((token, at) => (token === '.' ? [at] : []));
const toStops = [0, 1, 2, 3].map((at) => {
  const rows = story.head('attention', 0, at);
  const onStops = rows.map((row, r) => sum(stops.filter((stop) => stop < r).map((stop) => row[stop])));
  const isStop = (r: number) => stops.includes(r);
  return {
    atStops: mean(onStops.filter((_, r) => isStop(r) && r > stops[0])),
    elsewhere: mean(onStops.filter((_, r) => !isStop(r))),
  };
});
const finder = toStops.reduce((best, next) => (next.atStops > best.atStops ? next : best));

const wave = (distance: number, dimensions: number) =>
  mean(Array.from({ length: dimensions / 2 }, (_, i) => Math.cos(distance / 10_000 ** ((2 * i) / dimensions))));
const circles = Array.from({ length: 64 }, (_, i) => 2 * Math.PI * 10_000 ** ((2 * i) / 128));

/** A number as the article prints it, where in its sentence, and what the data say. `@` stands for the number. */
const facts: readonly (readonly [shown: string, en: string, zh: string, value: number])[] = [
  ['0.98', '“teacher”, @ of it went to teacher', '要写“老师”时，@ 给了 teacher', teacher[2]],
  ['0.77', 'the head leaves @ of the row on <eos>', '这个头就把 @ 放在了', of[10]],
  ['0.09', 'only @ falls on in', '落在 in 上的只有 @', inside[6]],
  ['0.18', '明天 with @', '“明天”给了 @', tomorrow[1]],
  ['0.11', '的 with @', '“的”给了 @', of[1]],
  ['1.3', 'This one sums to @', '这一列是 @', sum(column(first, 1))],
  ['0.5', 'that of the first the to @', '第一个 the 那一列只有 @', sum(column(first, 0))],
  ['0.98', 'gives 里 @ on in', '把“里”的 @ 给了 in', one.head('cross', 1, 3)[6][6]],
  ['1.0', 'anything from @ to 3.1', '各行的和从 @ 到 3.1', Math.min(...maxima.map(sum))],
  ['3.1', 'from 1.0 to @', '从 1.0 到 @ 都有', Math.max(...maxima.map(sum))],
  ['0.857', 'wins by a hair, @ to', '以 @ 对 0.853', maxima[2][2]],
  ['0.853', '0.857 to @', '对 @ 险胜', maxima[2][6]],
  ['0.76', 'scaled, <eos> has @', '缩放之后，<eos> 得 @', softmax(scaledDots[1])[10]],
  ['0.11', 'and young @; unscaled', 'young 得 @；不缩放', softmax(scaledDots[1])[1]],
  ['2.8', 'the distances are @ times as large', '分数之间的距离是原来的 @ 倍', Math.sqrt(width)],
  ['0.99', 'and <eos> has @.', '<eos> 得 @。', softmax(dots[1])[10]],
  ['0.17', 'at 10 the row of 年轻 is nearly even, @ on young', 'young 只有 @', softmax(scaledDots[0], 10)[1]],
  ['0.09', 'an even share is @', '均分是 @', 1 / 11],
  ['0.99', 'at 1 it is @', '温度为 1，是 @', softmax(scaledDots[0])[1]],
  ['0.23', 'it gives 老师 only @ of teacher', '只给 teacher @', softmax(cosines[2])[2]],
  ['0.94', 'at 0.2 it gives @', '就给了 @', softmax(cosines[2], 0.2)[2]],
  ['3', 'in @ of the 10 rows', '10 行里有 @ 行', dots.filter((row, r) => order(row) !== order(cosines[r])).length],
  ['0.58', '@ to in', 'in @，tomorrow', wide[word('the')][word('in')]],
  ['0.38', '@ to tomorrow', 'tomorrow @。切成', wide[word('the')][word('tomorrow')]],
  ['0.99', 'head 0 gives tomorrow @', '头 0 就把 @ 给了 tomorrow', narrow0[word('the')][word('tomorrow')]],
  ['0.98', 'head 1 gives in @', '头 1 把 @ 给了 in', narrow1[word('the')][word('in')]],
  ['0.47', 'On average @ of a row', '平均 @ 在前一个词', back(layer0, 1)],
  ['0.20', '@ on the word itself', '@ 在自己', back(layer0, 0)],
  ['0.21', '@ two words back', '@ 在前面第二个词', back(layer0, 2)],
  ['0.97', 'In the second half, @ of a row', '后一半里，@ 落在', mean(layer1.slice(16).map((row, i) => row[i + 1]))],
  ['0.94', 'Choose house: @ of its weight', '选 house：@ 的权重', Math.max(...lakeRow('house'))],
  [
    '0.46',
    'below the first, @ of the weight lies on <bos>',
    '平均 @ 落在只表示开头的',
    mean(column(decoder.slice(1), 0)),
  ],
  ['0.20', 'even shares would put @ there', '那里该有 @', mean(decoder.slice(1).map((_, i) => 1 / (i + 2)))],
  ['0.002', 'the head kept @ for anything but the sink', '这个头只留下 @', 1 - decoder[1][0]],
  [
    '97',
    '@ % of the weights are below 0.1',
    '@% 的权重不到 0.1',
    (100 * seen.filter((weight) => weight < 0.1).length) / seen.length,
  ],
  [
    '0.06',
    'that winner holds @ on average',
    '这个赢家平均只占 @',
    mean(storyHead.slice(16).map((row) => Math.max(...row))),
  ],
  ['0.97', 'neighbours have a cosine of @', '相邻位置的余弦是 @', wave(1, 64)],
  ['0.73', 'positions five apart @', '相隔五个是 @', wave(5, 64)],
  ['0.66', 'ten apart @', '相隔十个是 @', wave(10, 64)],
  ['172', '@° for three positions', '三个位置就是 @°', (3 * 180) / Math.PI],
  ['0.007', 'the first head leaves @ of a weight', '第一个头只剩 @ 的权重', Math.exp(-10 / 2)],
  ['0.96', 'the eighth @', '第八个头还有 @', Math.exp(-10 / 256)],
  [
    '36',
    'Of 64 rotary pairs, @ have gone full circle',
    '64 对旋转里，有 @ 对',
    circles.filter((circle) => circle <= 1024).length,
  ],
  ['0.05', 'at any other word it gives them only @', '落在句号上的只有 @', finder.elsewhere],
];

describe.each(['en', 'zh'] as const)('what the article says in %s', (language) => {
  it.each(facts)('%s: %s', (shown, en, zh, value) => {
    expect(articles[language]).toContain((language === 'en' ? en : zh).replace('@', shown));
    expect(value.toFixed(shown.split('.')[1]?.length ?? 0)).toBe(shown);
  });
});

describe('what it says beside its numbers', () => {
  it('holds of the fits', () => {
    expect(farthest(scaledDots)).toBeLessThan(0.011);
    expect(Math.max(farthest(additive), farthest(bilinear))).toBeLessThan(0.0135);
    for (const told of ['to within 0.011', 'to within 0.013']) expect(articles.en).toContain(told);
    for (const told of ['不到 0.011', '不到 0.013']) expect(articles.zh).toContain(told);
  });

  it('holds of what is more, and what most', () => {
    // Head 2 of layer 1 looks at the more than at young; the last row looks at the first 的.
    const [row] = one.head('cross', 1, 2);
    expect(row[0] + row[4] + row[7]).toBeGreaterThan(row[1]);
    expect(decoder[10].slice(1).indexOf(Math.max(...decoder[10].slice(1)))).toBe(1);
    expect(Math.max(...lakeRow('lake'))).toBeLessThan(0.05);
    expect(young[1]).toBeGreaterThan(0.9);
    expect(finder.atStops).toBeGreaterThan(0.45);
    expect(finder.atStops).toBeLessThan(0.55);
  });

  it('holds of the runs that learn beside one another', () => {
    const { runs } = JSON.parse(
      readFileSync(join(root, 'packages/attn-trainer/test/trainer/lessons-record.json'), 'utf8'),
    ) as { runs: { steps: number; accuracy: number }[] };
    const told = runs.map(({ steps, accuracy }) => [steps, Math.round(100 * accuracy)]);
    const [[long, without], [, withPositions], [short, dots], [, divided]] = told;
    expect([withPositions, divided]).toEqual([100, 100]);
    expect(articles.en).toContain(`after ${long} steps it tells ${without} % of the letters, and with positions all`);
    expect(articles.en).toContain(`tells ${dots} % after ${short} steps, where the divided scores tell all`);
    expect(articles.zh).toContain(`${long} 步以后只答对 ${without}% 的字母`);
    expect(articles.zh).toContain(`在 ${short} 步以后只答对 ${dots}%`);
  });

  it('holds of the reviews', () => {
    const weights: number[] = reviews.sentence_weights.find((row: number[]) =>
      row.some((one) => one.toFixed(2) === '0.43'),
    );
    expect(
      [...weights]
        .sort((a, b) => b - a)
        .slice(0, 2)
        .map((one) => one.toFixed(2)),
    ).toEqual(['0.46', '0.43']);
    const at = reviews.sentence_weights.indexOf(weights);
    const most = reviews.tokens[at].flatMap((sentence: string[], s: number) =>
      sentence.map((token, w) => [token, reviews.word_weights[at][s][w]] as const),
    );
    expect(most.find(([token]: [string]) => token === 'joy')[1]).toBeCloseTo(0.92, 2);
    expect(most.find(([token]: [string]) => token === 'better')[1]).toBeCloseTo(0.91, 2);
    expect(articles.en).toContain('0.43 and 0.46 of the weight, and in them joy has 0.92 and better 0.91');
  });
});
