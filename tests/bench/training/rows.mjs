import { round, short } from '../run/words.mjs';
import { count, time } from './cells.mjs';
import { live, weigh } from './visits.mjs';

export const sizes = ['encoder', 'digits', 'hierarchy'];

/** Threads that a page trains on. */
export const places = { worker: 'in a worker', page: 'on its own thread' };

const OURS = ['ours-wasm', 'ours-webgl', 'ours-cpu'];
const WEBGL = ['ours-webgl', 'tfjs-webgl'];
const size = (bytes) => (bytes < 1e5 ? `${round(bytes / 1e3, 1)} kB` : `${round(bytes / 1e6, 1)} MB`);

const kB = (bytes) => round(bytes / 1000, 1);

/** Browsers tell of tasks that take longer than that. */
const task = (longest) => (longest > 50 ? short(longest) : '< 50');

const ms = { value: ({ ms }) => ms, words: ({ ms }) => short(ms) };

const work = ({ draws, programs, uploads, uploaded, readbacks, read }) =>
  `${round(draws)} draws, ${round(programs)} programs, ${size(uploaded)} up in ${round(uploads)}, ` +
  `${size(read)} back in ${round(readbacks)}`;

/** The kinds of rows, as those of the pictures. Sizes are models. */
export const rows = {
  step: {
    title: 'A step, ms',
    sizes,
    without: ['ours', 'idle'],
    measure: time,
    ...ms,
    also: [
      { title: 'A step, ms: ours beside tfjs-wasm', ...ms, base: 'tfjs-wasm', shows: [...OURS, 'tfjs-wasm'] },
      { title: 'A step, ms: ours beside jax-wasm', ...ms, base: 'jax-wasm', shows: [...OURS, 'jax-wasm'] },
      { title: 'The first step, ms', value: ({ first }) => first, words: ({ first }) => short(first) },
      {
        title: 'The first step: its longest task on the main thread, ms',
        value: ({ longest }) => Math.max(50, longest),
        words: ({ longest }) => task(longest),
      },
    ],
  },
  counts: {
    title: 'What a step does with WebGL, and the programs that were linked until then',
    sizes,
    only: WEBGL,
    repeats: 1,
    measure: count,
    value: ({ draws }) => draws,
    words: work,
    ratio: false,
  },
  page: {
    title: 'A page while it trains the encoder',
    sizes: Object.keys(places),
    only: ['ours', 'tfjs-wasm', 'tfjs-webgl', 'idle'],
    repeats: 2,
    measure: live,
    value: ({ fps }) => fps,
    words: ({ fps, longest, starting, stepsPerSecond }) =>
      `${short(fps)} frames/s, longest task ${task(longest)} ms (at the start ${task(starting)}), ${short(stepsPerSecond)} steps/s`,
    ratio: false,
  },
  weight: {
    title: 'Files that training fetches, kB gzip',
    only: ['ours', 'tfjs-wasm', 'tfjs-webgl', 'jax-wasm'],
    repeats: 1,
    measure: weigh,
    value: ({ all }) => all,
    words: ({ all, before, after }) =>
      before ? `${kB(all)}: ${kB(before)} until Train is pressed, ${kB(after)} then` : kB(all),
    base: 'ours',
    speedup: false,
  },
};
