import '@attn-elements/attn-heatmap/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { vectors } from './data/matrices.js';
import { heatmap, type HeatmapArgs, heatmapControls } from './heatmap.js';

/** Attention that is computed on the page, from queries and keys or from scores, with controls for readers. */
const meta: Meta<HeatmapArgs> = {
  title: 'Elements/attn-heatmap/Computed',
  component: 'attn-heatmap',
  render: heatmap,
  argTypes: heatmapControls,
};
export default meta;
type Story = StoryObj<HeatmapArgs>;

/** Figures side by side, as many as there is room for. */
const sideBySide = (args: HeatmapArgs, variants: readonly HeatmapArgs[]) =>
  html`<div style="display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 24px">
    ${variants.map((variant) => heatmap({ ...args, ...variant }))}
  </div>`;

const alignment: HeatmapArgs = { src: 'data/alignment.json', domain: '0 1' };
const tokens = ['the', 'cat', 'sat', 'on', 'the', 'mat'];
/** One head, with the values that its weights sum. */
const sentence = { queries: vectors(4, 6, 8), keys: vectors(5, 6, 8), values: vectors(6, 6, 8), tokens };
const heads: HeatmapArgs = { src: 'data/heads-4.json' };

export const Controls: Story = {
  args: { ...alignment, controls: true, caption: 'Score, weighting, temperature and mask are the reader’s to change.' },
};

export const ControlsOfAllHeads: Story = { args: { ...heads, controls: true, mask: 'causal' } };

/** The same queries and keys. The additive and the bilinear score bring parameters of their own, which the file holds. */
export const FourScoringFunctions: Story = {
  args: alignment,
  render: (args) =>
    sideBySide(args, [
      { score: 'additive', heading: 'Additive' },
      { score: 'dot', heading: 'Dot product' },
      { score: 'scaled-dot', heading: 'Scaled dot product' },
      { score: 'bilinear', heading: 'Bilinear' },
      {
        score: 'cosine',
        heading: 'Cosine',
        caption: 'No score is above 1: at temperature 1 the rows are nearly even.',
      },
      { score: 'cosine', temperature: 0.2, heading: 'Cosine, at temperature 0.2' },
    ]),
};

/** The temperature divides the scores before the softmax; sparsemax ends in zeros, and hard in a single 1. */
export const FromSoftToHard: Story = {
  args: alignment,
  render: (args) =>
    sideBySide(args, [
      { temperature: 10, heading: 'Temperature 10' },
      { temperature: 2, heading: 'Temperature 2' },
      { temperature: 1, heading: 'Temperature 1' },
      { temperature: 0.25, heading: 'Temperature 0.25' },
      { weighting: 'sparsemax', heading: 'Sparsemax' },
      { weighting: 'hard', heading: 'Hard' },
    ]),
};

/** What is masked takes no part: the other cells of its row share all of the weight. */
export const Masks: Story = {
  args: { ...heads, layer: 0, head: 3 },
  render: (args) =>
    sideBySide(args, [
      { heading: 'None' },
      { mask: 'causal', heading: 'Causal' },
      { mask: 'window 2', heading: 'Local: a window of 2' },
      { mask: 'causal window 2', heading: 'Causal and local' },
      { mask: 'window 1 global 2', heading: 'A window of 1, and 2 global tokens' },
      { mask: 'block 4', heading: 'Blocks of 4' },
      { mask: 'length 8', heading: 'Padding after 8 tokens' },
    ]),
};

/** Without data a mask is a figure of itself. The patterns are those of T5, Longformer, Sparse Transformers and BigBird. */
export const WhoMayAttendToWhom: Story = {
  render: () =>
    sideBySide({}, [
      { mask: 'causal window 2', tokens: 'the small cat sleeps on the red table', heading: 'Causal and local' },
      { mask: 'prefix 6 size 16', heading: 'A prefix that all see' },
      { mask: 'window 3 dilated 2 size 16', heading: 'A window with gaps' },
      { mask: 'strided 4 size 16', heading: 'Strides of 4' },
      { mask: 'window 2 global 1 random 2 seed 7 size 16', heading: 'A window, a global token, and chance' },
      { mask: 'causal documents 5 7 4 size 16', heading: 'Documents in one sequence' },
    ]),
};

/** The same 32 numbers a word: compared whole, and cut into four pieces of eight, each with a softmax of its own. */
export const ManyHeadsFromOnePairOfProjections: Story = {
  render: () =>
    sideBySide({}, [
      { src: 'data/heads-1.json', heading: 'One head of width 32' },
      { src: 'data/heads-4.json', heading: 'Four heads of width 8' },
    ]),
};

/** `weighting="none"` shows what the softmax is given. */
export const Scores: Story = { args: { ...alignment, domain: undefined, weighting: 'none', colormap: 'vik' } };

/** A file of scores: weights are made of them, the score itself is as it is. */
export const ScoresOfAFile: Story = {
  args: {
    data: JSON.stringify({
      scores: [
        [2, 1, 0, -1],
        [1, 2, 1, 0],
        [0, 1, 2, 1],
        [-1, 0, 1, 2],
      ],
      tokens: ['a', 'b', 'c', 'd'],
    }),
    weighting: 'softmax',
    controls: true,
  },
};

/** Σ weight · value: what a head hands on. Point at a query, or at a number of its output, to read the sum. */
export const Output: Story = { args: { data: sentence, mask: 'causal', controls: true, output: true } };

/** Every step of one query with its numbers: pin a cell for another one, play the steps, make queries and keys narrower. */
export const StepByStep: Story = {
  args: {
    data: { queries: vectors(7, 6, 64), keys: vectors(8, 6, 64), values: vectors(9, 6, 4), tokens },
    mask: 'causal',
    view: 'steps',
    controls: true,
  },
};

/** Four heads of queries share two of keys and values, as in grouped-query attention; each has an output of its own. */
export const OutputOfHeadsThatShareValues: Story = {
  args: {
    data: { queries: vectors(1, 4, 6, 8), keys: vectors(2, 2, 6, 8), values: vectors(3, 2, 6, 8), tokens },
    output: true,
  },
};
