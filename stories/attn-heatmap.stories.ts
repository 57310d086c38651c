import '@attn-elements/attn-heatmap/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { matrix, seededRandom, softmax } from './data/matrices.js';
import { heatmap, type HeatmapArgs, heatmapControls, sentence } from './heatmap.js';

const meta: Meta<HeatmapArgs> = {
  title: 'Elements/attn-heatmap',
  component: 'attn-heatmap',
  render: heatmap,
  argTypes: heatmapControls,
};
export default meta;
type Story = StoryObj<HeatmapArgs>;

export const OneHead: Story = {
  args: {
    src: 'data/induction.safetensors',
    layer: 1,
    head: 3,
    heading: 'An induction head',
    caption: 'In the second half nearly all weight lies on the word that followed the first mention.',
  },
};

export const CrossAttention: Story = {
  args: {
    ...sentence,
    src: 'data/translation-1.safetensors',
    layer: 1,
    head: 0,
    'query-title': 'about to be written',
    'key-title': 'what was read',
  },
};

/** JSON and npz carry their tokens; an npy has none, and shows positions. */
export const TokensFromTheFile: Story = { args: { src: 'data/translation-0.cross.json', layer: 1, head: 2 } };

export const AllHeads: Story = { args: { src: 'data/story.f16.npz', scale: 'power' } };

export const AllHeadsWithTokens: Story = { args: { ...sentence, src: 'data/translation-1.safetensors' } };

export const HeadsOfOneLayer: Story = { args: { src: 'data/story.safetensors', layer: 0, scale: 'power' } };

/** One attribute, no file: the first figure of many a tutorial. */
export const Identity: Story = {
  args: { data: JSON.stringify(matrix(10, 10, (row, column) => Number(row === column))), colormap: 'reds' },
};

const uniform = seededRandom(1);
export const UniformRandom: Story = {
  args: { data: JSON.stringify(matrix(10, 10, uniform)), colormap: 'reds' },
};

const scores = seededRandom(2);
const layers = Array.from({ length: 4 }, () => [matrix(8, 8, () => scores() * 5).map(softmax)]);
export const PanelsOfLayers: Story = {
  args: { data: JSON.stringify(layers), 'layer-names': 'Layer 1, Layer 2, Layer 3, Layer 4', colormap: 'viridis' },
};

export const MeanOfHeads: Story = {
  args: { ...sentence, src: 'data/translation-1.safetensors', layer: 1, head: 'mean' },
};
export const MaximumOfHeads: Story = { args: { ...MeanOfHeads.args, head: 'max' } };
export const MinimumOfHeads: Story = { args: { ...MeanOfHeads.args, head: 'min' } };
export const MeanOfEveryLayer: Story = { args: { src: 'data/story.safetensors', head: 'mean' } };

const story = { src: 'data/story.safetensors', layer: 0, head: 1 };
export const ScaleLinear: Story = { args: { ...story, scale: 'linear' } };
export const ScaleLog: Story = { args: { ...story, scale: 'log' } };
export const ScalePower: Story = { args: { ...story, scale: 'power', exponent: 0.5 } };
export const Domain: Story = { args: { ...story, domain: '0 1' } };

export const NormalizedByRow: Story = { args: { ...story, normalization: 'row' } };
export const NormalizedByColumn: Story = { args: { ...story, normalization: 'column' } };
export const NormalizedByHead: Story = { args: { src: story.src, normalization: 'matrix' } };

export const FirstTokenShown: Story = {
  args: {
    src: 'data/translation-0.safetensors',
    array: 'decoder',
    layer: 1,
    head: 3,
    tokens: '<bos> 小 的 猫 今天 在 红色 的 桌子 上 睡觉',
  },
};
export const FirstTokenHidden: Story = { args: { ...FirstTokenShown.args, 'hide-first-token': true } };

/** Special tokens are told by their names; the legend says which are hidden. */
export const SpecialTokensHidden: Story = {
  args: {
    src: 'data/translation-0.safetensors',
    array: 'encoder',
    layer: 1,
    head: 0,
    tokens: 'the small cat sleeps on the red table today <eos>',
    hide: 'special',
  },
};

/** Two of the keys are padding: `attention_mask` says so, and the rows of the others sum to 1 without them. */
export const PaddingHidden: Story = {
  args: {
    data: JSON.stringify({
      attention: matrix(6, 6, (_, column) => (column < 4 ? 0.2 + 0.02 * column : 0.04)),
      attention_mask: [1, 1, 1, 1, 0, 0],
      tokens: 'the cat sat down [PAD] [PAD]'.split(' '),
    }),
    hide: 'padding',
  },
};

const signed = seededRandom(3);
export const DivergingScores: Story = {
  args: {
    data: JSON.stringify({ scores: matrix(12, 12, (row, column) => 4 * signed() - 2 - Math.abs(row - column) / 3) }),
    colormap: 'vik',
  },
};

export const KeysOnTop: Story = { args: { ...CrossAttention.args, 'key-axis': 'top' } };

/** Numbers stand in the cells where there is room for them. */
export const NumbersInCells: Story = { args: { ...CrossAttention.args, annotate: true } };

/** A learned table of positions: not attention, but a matrix. */
export const AnyMatrix: Story = {
  args: {
    src: 'data/learned-positions-64x64.npy',
    colormap: 'rdbu',
    heading: 'Learned positions',
    'query-title': 'position',
    'key-title': 'dimension',
  },
};
