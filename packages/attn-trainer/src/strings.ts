import { coreEnglish, lazy, type Say, type Translations } from '@attn-elements/core/element';
import { figureWords } from './figure/figure-words.js';
import { chooserWords } from './own-data/chooser-words.js';
import { demandSentences } from './tasks/demands.js';
import { trainerSentences } from './trainer/errors.js';

/** Defined where the files for pages are built, in which parts bring their words. */
declare const ATTN_CDN: true | undefined;

const own = {
  ...trainerSentences,
  ...demandSentences,
  name: 'A model that learns: {task}',
  'task-reverse': 'letters backwards',
  'task-sort': 'letters in order',
  'task-copy': 'letters copied',
  'task-induction': 'what came next the last time (induction)',
  'task-translate': 'English to Chinese',
  'task-digits': 'which digit is drawn',
  'task-hierarchy': 'notes of a traveller, in classes',
  'task-reconstruct': 'rows of numbers',
  'task-own': 'your own data',
  train: 'Train',
  pause: 'Pause',
  step: 'Step',
  reset: 'Start again',
  opening: 'Getting ready…',
  cancel: 'Cancel',
  goBack: 'Go back to step {step}, learn at {rate}',
  comma: '{one}, {next}',
  textColumn: 'Learned from',
  labelColumn: 'Learned',
  encodingOf: 'Encoding',
  layers: 'Layers',
  heads: 'Heads',
  pace: 'Speed',
  perSecond: '{n} {n|one:step|other:steps} a second',
  fastest: 'as fast as it goes',
  saveCsv: 'Save the attention as CSV',
  showTable: 'Show the attention as a table',
  hideTable: 'Hide the table of attention',
  ...(typeof ATTN_CDN === 'undefined' ? figureWords : ({} as typeof figureWords)),
  ...(typeof ATTN_CDN === 'undefined' ? chooserWords : ({} as typeof chooserWords)),
};

export type TrainerWords = keyof typeof own | keyof typeof coreEnglish;
export type TrainerSentence = Record<TrainerWords, string>;
export type TrainerOwnSentences = Record<keyof typeof own, string>;

/** Sentences of the trainer, those of all elements among them. */
export const trainerTranslations: Translations<TrainerSentence> = {
  en: { ...coreEnglish, ...own },
  'zh-Hans': async () => (await lazy(() => import('./zh-hans.js'))).trainerZhHans,
  'zh-Hant': async () => (await lazy(() => import('./zh-hant.js'))).trainerZhHant,
};

/** Names of all tasks, as attributes give them. */
export const taskNames: readonly string[] = Object.keys(own).flatMap((key) =>
  key.startsWith('task-') ? [key.slice(5)] : [],
);

/** Name of a task in the reader's language; a task that is none of ours keeps its own. */
export function taskName(task: string, say: Say<TrainerWords>): string {
  const name = `task-${task}`;
  return name in own ? say(name as TrainerWords) : task;
}
