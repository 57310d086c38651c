import { round, short } from '../run/words.mjs';
import { count, time, timeAndCount } from './cells.mjs';

const LAYER = '12 heads × 64';
const size = (bytes) => (bytes < 1e5 ? `${round(bytes / 1e3, 1)} kB` : `${round(bytes / 1e6, 1)} MB`);

const ms = { value: ({ ms }) => ms, words: ({ ms }) => short(ms) };
const firstCall = { value: ({ first }) => first, words: ({ first }) => short(first) };
const withoutWebGL = ['ours-tfjs-cpu', 'ours-tfjs-plain', 'tfjs-wasm', 'tfjs-cpu', 'onnx-wasm', 'jax-wasm'];

const work = ({ draws, programs, uploaded, readbacks, read }) => {
  const back = readbacks > 0 ? `${size(read)} back in ${readbacks}` : 'nothing back';
  return `${round(draws)} draws, ${programs} programs, ${size(uploaded)} up, ${back}`;
};

/** The kinds of rows, as those of the pictures. Sizes are tokens. */
export const rows = {
  attention: {
    title: `Attention, ${LAYER}, ms a call`,
    sizes: [128, 256, 512, 1024, 2048],
    measure: (lab, contender, tokens) => time(lab, contender, 'forward', { tokens }),
    ...ms,
    also: [{ title: `Attention, ${LAYER}: the first call, ms`, ...firstCall }],
  },
  causal: {
    title: `Causal attention, ${LAYER}, ms a call`,
    sizes: [128, 256, 512, 1024, 2048],
    measure: (lab, contender, tokens) => time(lab, contender, 'forward', { tokens, causal: true }),
    ...ms,
  },
  gradient: {
    title: `Attention and its gradients, ${LAYER}, ms a call`,
    sizes: [64, 128, 256, 512],
    without: ['ours-gl', 'ours-gl-lean', 'onnx-wasm'],
    measure: (lab, contender, tokens) => time(lab, contender, 'gradient', { tokens }),
    ...ms,
    also: [{ title: `Attention and its gradients, ${LAYER}: the first call, ms`, ...firstCall }],
  },
  memory: {
    title: `Attention, ${LAYER}: the most bytes of textures at once`,
    sizes: [512, 1024],
    repeats: 1,
    without: withoutWebGL,
    speedup: false,
    measure: (lab, contender, tokens) => count(lab, contender, 'forward', { tokens }),
    value: ({ peak }) => peak,
    words: ({ peak }) => size(peak),
    also: [{ title: `Attention, ${LAYER}: what a call does`, value: ({ draws }) => draws, words: work, ratio: false }],
  },
  live: {
    title: 'Scores of one head computed from queries and keys and drawn 600 pixels wide, ms a redraw',
    sizes: [128, 512, 1024],
    only: ['ours-gl'],
    measure: (lab, contender, tokens) => timeAndCount(lab, contender, 'live', { tokens }),
    ...ms,
    ratio: false,
    also: [{ title: 'The same: what a redraw does', value: ({ draws }) => draws, words: work, ratio: false }],
  },
};
