import type { Pair } from '../datasets/translation-dataset.js';
import type { Random } from '../trainer/random.js';

type Entry = readonly [english: string, chinese: string];

/** People and animals, who do things and to whom things are done, with the word that counts them. */
const beings: readonly (readonly [english: string, chinese: string, measure: string])[] = [
  ['cat', '猫', '只'],
  ['dog', '狗', '只'],
  ['bird', '鸟', '只'],
  ['teacher', '老师', '位'],
  ['doctor', '医生', '位'],
  ['child', '孩子', '个'],
  ['friend', '朋友', '个'],
  ['horse', '马', '匹'],
];
const things: typeof beings = [
  ['book', '书', '本'],
  ['letter', '信', '封'],
  ['apple', '苹果', '个'],
  ['picture', '画', '幅'],
  ['boat', '船', '条'],
  ['flower', '花', '朵'],
];
const qualities: readonly Entry[] = [
  ['big', '大'],
  ['small', '小'],
  ['white', '白'],
  ['black', '黑'],
  ['good', '好'],
];
const verbs: readonly Entry[] = [
  ['sees', '看见'],
  ['likes', '喜欢'],
  ['draws', '画'],
  ['finds', '找到'],
  ['buys', '买'],
];
const places: readonly Entry[] = [
  ['in the garden', '在 花园 里'],
  ['in the kitchen', '在 厨房 里'],
  ['at school', '在 学校'],
  ['on the hill', '在 山 上'],
];
const times: readonly Entry[] = [
  ['today', '今天'],
  ['every day', '每天'],
  ['at night', '晚上'],
  ['in the morning', '早上'],
];

const split = (phrase: string): string[] => (phrase ? phrase.split(' ') : []);

/** The most words of a sentence and of its translation. */
export const LONGEST = { english: 13, chinese: 11 } as const;

/**
 * A sentence and its translation. English says where and when at the end, Chinese when first and where before the verb; and
 * Chinese counts a thing by a word that depends on it: 一 本 书, 一 朵 花.
 */
export function anySentence(random: Random): Pair {
  const quality = (): Entry => (random.next() < 0.5 ? random.pick(qualities) : ['', '']);
  const subject = random.pick(beings);
  const [subjectQuality, objectQuality] = [quality(), quality()];
  const verb = random.pick(verbs);
  const object = random.pick(random.next() < 0.5 ? beings : things);
  const [place, time] = [places, times].map((list): Entry => (random.next() < 0.5 ? random.pick(list) : ['', '']));
  const english = ['the', subjectQuality[0], subject[0], verb[0], 'a', objectQuality[0], object[0], place[0], time[0]];
  const chinese = [
    subjectQuality[1],
    subject[1],
    time[1],
    place[1],
    verb[1],
    `一 ${object[2]}`,
    objectQuality[1],
    object[1],
  ];
  return { source: english.flatMap(split), target: chinese.flatMap(split) };
}

/** All words of each language. */
export const grammarWords = {
  english: ['the', 'a', ...[beings, things, qualities, verbs, places, times].flat().flatMap(([word]) => split(word))],
  chinese: [
    '一',
    ...[...beings, ...things].map(([, , measure]) => measure),
    ...[beings, things, qualities, verbs, places, times].flat().flatMap(([, word]) => split(word)),
  ],
} as const;
