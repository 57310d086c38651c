import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { elementTags } from '../../../scripts/bootstrap.mjs';
import { short } from '../run/words.mjs';
import { scenes } from './scenes.mjs';
import { busy, LIMIT } from './visits.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '../../..');
const article = join(root, 'stories/article');

/** A folder with the files that pages name of an earlier build, of all elements. */
const earlier = process.env.ATTN_BENCH_EARLIER;

/** Pages of readers, and how long their own thread is busy at a stretch. */
export const tasks = {
  title: 'Tasks of a page’s thread: what was measured last',
  file: 'RESULTS-TASKS.md',
  contenders: earlier ? ['ours', 'earlier'] : ['ours'],
  sizes: Object.keys(scenes),
  label: (scene) => scenes[scene].title,
  repeats: 5,
  limit: LIMIT,
  tables: { base: 'earlier', speedup: true },
  repeated: (repeats) => `medians of ${repeats} interleaved repeats, a fresh page for every cell`,
  rows: {
    longest: {
      title: 'The longest task, ms',
      sizes: Object.keys(scenes),
      measure: busy,
      value: ({ longest }) => longest,
      words: ({ longest, ofThat }) => `${short(longest)}, at work ${short(ofThat)}`,
      also: [
        { title: 'Most work in a task, ms', value: ({ work }) => work, words: ({ work }) => short(work) },
        {
          title: 'The longest wait for the graphics process, ms',
          value: ({ waited }) => Math.max(1, waited),
          words: ({ waited }) => short(waited),
        },
        {
          title: 'Frames a second',
          value: ({ fps }) => fps,
          words: ({ fps }) => short(fps),
          speedup: false,
        },
      ],
    },
  },
  about: [
    'From traces of the browser, of the page’s main thread. What a task takes on a machine that does other things as well is longer than what',
    'it works; waits for the graphics process are the page’s own. How it is measured: [README.md](README.md#the-tasks).',
  ],

  /** Puts the files of all elements beside the pages. */
  async build({ work }) {
    const own = join(work, 'cdn');
    for (const tag of elementTags()) cpSync(join(root, 'packages', tag, 'cdn'), own, { recursive: true });
    // The article has all elements together; of an earlier build they lie in its folder `elements`.
    const pages = (name, cdn, elements) => ({
      [`/${name}/`]: article,
      [`/${name}/bench/`]: join(folder, 'page'),
      [`/${name}/cdn/`]: cdn,
      [`/${name}/elements/`]: elements,
    });
    return {
      ...pages('ours', own, join(root, 'packages/attn-elements/cdn')),
      ...(earlier && pages('earlier', earlier, join(earlier, 'elements'))),
    };
  },
};
