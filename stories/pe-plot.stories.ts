import '@attn-elements/pe-plot/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { vectors } from './data/matrices.js';
import { plot, type PlotArgs, plotControls } from './plot.js';

/** How a model is told where a token stands: every encoding that is taught, and the questions that readers ask of it. */
const meta: Meta<PlotArgs> = {
  title: 'Elements/pe-plot',
  component: 'pe-plot',
  tags: ['autodocs'],
  render: plot,
  argTypes: plotControls,
};
export default meta;
type Story = StoryObj<PlotArgs>;

/** Figures side by side, as many as there is room for. */
const sideBySide = (args: PlotArgs, variants: readonly PlotArgs[]) =>
  html`<div style="display: grid; grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr)); gap: 24px">
    ${variants.map((variant) => plot({ ...args, ...variant }))}
  </div>`;

const learned = 'data/learned-positions-64x64.npy';

/** The figure of the tutorials: a small curve for each dimension, from fast to slow. */
export const TutorialFigure: Story = {
  args: { length: 100, 'd-model': 32, caption: 'PE0 … PE31 over 100 positions.' },
};

/** The same curves in one plot; `dimensions` chooses among them. */
export const CurvesInOnePlot: Story = { args: { overlaid: true, dimensions: '4 5 6 7', length: 100 } };

/** Embeddings, their encoding and the sum, on one scale: the way into a model's first layer. */
export const AddedToInputs: Story = { args: { inputs: vectors(11, 8, 16), length: 100, 'd-model': 16 } };

/** A row a position, a column a dimension. */
export const Table: Story = { args: { view: 'heatmap', length: 128, 'd-model': 128 } };

/** Why sines: the dot product of two positions depends on how far they are apart, and on nothing else. */
export const WhySines: Story = {
  render: (args) =>
    sideBySide(args, [
      { view: 'similarity', caption: 'Every two positions. Each diagonal has one colour.' },
      { view: 'kernel', caption: 'One value for each distance is all there is to say.' },
    ]),
};

/** The slow half of the dimensions never completes a turn within a text. */
export const Wavelengths: Story = { args: { view: 'wavelengths', 'd-model': 128, trained: 512, length: 2048 } };

/** Rotary embeddings turn query and key. Move the query: all hands turn, and no angle changes. Move the key: each does. */
export const RotaryTurning: Story = { args: { kind: 'rotary', controls: true, position: 12, distance: 3 } };

/** Models keep the sine and the cosine of each angle, in one of two orders. */
export const RotaryTables: Story = {
  args: { kind: 'rotary', view: 'heatmap', 'd-model': 32 },
  render: (args) =>
    sideBySide(args, [
      { pairing: 'interleaved', heading: 'Interleaved' },
      { pairing: 'half-split', heading: 'Half-split' },
    ]),
};

/** Twelve heads: eight slopes of 2⁻¹ … 2⁻⁸, and four from between them. */
export const AlibiTwelveHeads: Story = { args: { kind: 'alibi', heads: 12 } };

export const AlibiByDistance: Story = { args: { kind: 'alibi', heads: 12, view: 'kernel' } };

/** Each distance has a bucket, far ones share; the model learns a number for each bucket and head. */
export const T5Buckets: Story = { args: { kind: 't5', bidirectional: true, view: 'kernel' } };

/** With the numbers of a model, [buckets, heads], the bias itself is shown. */
export const T5Bias: Story = {
  args: {
    kind: 't5',
    length: 64,
    data: Array.from({ length: 32 }, (_, bucket) => [2 - bucket / 8, Math.cos(bucket / 5), bucket < 8 ? 1.5 : -1]),
  },
};

/** A learned table looks like noise. Its neighbours tell that it is not. */
export const LearnedVersusSinusoidal: Story = {
  render: (args) =>
    sideBySide(args, [
      { kind: 'learned', src: learned, view: 'similarity', heading: 'Learned' },
      { kind: 'sinusoidal', length: 64, 'd-model': 64, view: 'similarity', heading: 'Sinusoidal' },
    ]),
};

/** How often the columns of a learned table change along the positions, beside what rows in no order would give. */
export const LearnedSpectrum: Story = { args: { kind: 'learned', src: learned, view: 'spectrum' } };

/** Four ways to read four times as many positions as a model was trained with. */
export const LongContextScaling: Story = {
  args: {
    compare: 'rotary rotary:linear rotary:ntk rotary:yarn',
    view: 'wavelengths',
    'd-model': 128,
    length: 4096,
    trained: 1024,
    factor: 4,
  },
};

/** The encoding of fairseq and Whisper: all sines before all cosines, and longer waves than in the paper. */
export const SinesBeforeCosines: Story = {
  render: (args) =>
    sideBySide({ ...args, order: 'sine-cosine', spacing: 'tensor2tensor', 'd-model': 64 }, [
      { view: 'heatmap' },
      { view: 'wavelengths' },
    ]),
};

/** A published model by its own `config.json`: what it computes, and beside it what the paper says. */
export const AModelsConfiguration: Story = {
  args: {
    kind: 'rotary',
    view: 'wavelengths',
    length: 4096,
    rope: JSON.stringify({
      rope_type: 'yarn',
      rope_theta: 10_000,
      factor: 16,
      original_max_position_embeddings: 4096,
      head_dim: 128,
    }),
  },
};

/** What each kind says of distances that training never showed. Point at one: the same distance is marked in all. */
export const BeyondTheTrainedLength: Story = {
  args: { compare: 'sinusoidal rotary alibi t5', length: 128, trained: 64 },
};

/** Patches of a picture: half of the width says the row, half the column. */
export const PatchesOfAPicture: Story = {
  render: (args) =>
    sideBySide({ ...args, kind: 'sinusoidal-2d', rows: 14, columns: 14, 'd-model': 64 }, [
      { view: 'heatmap' },
      { view: 'kernel', caption: 'Alike are patches of the same row or column.' },
    ]),
};

/** A tile for each patch, at its place: how alike its position is to every other. */
export const TilesOfPatches: Story = {
  args: { kind: 'sinusoidal-2d', rows: 7, columns: 7, 'd-model': 64, view: 'tiles' },
};

/** What is left of whole turns: quick pairs turn many times, slow ones hardly once. */
export const AnglesOfPairs: Story = {
  args: { kind: 'rotary', view: 'angles', length: 64, 'd-model': 32 },
};

/** Everything is the reader’s to change. */
export const Controls: Story = { args: { controls: true, overlaid: true } };

/** 8,192 positions of 1,024 dimensions. */
export const Large: Story = { args: { view: 'heatmap', length: 8192, 'd-model': 1024, controls: true } };

/** Nothing is thrown into the page: a sentence says what cannot be, and why. */
export const WhatCannotBe: Story = {
  tags: ['error'],
  render: () => html`${plot({ kind: 'rotary', 'd-model': 7 })} ${plot({ base: -1 })} ${plot({ length: 1e9 })}
  ${plot({ kind: 'learned' })} ${plot({ kind: 'learned', data: '[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]' })}`,
};

export const InChinese: Story = {
  render: () => html`<div lang="zh-Hans">${plot({ controls: true, trained: 96 })}</div>
    <div lang="zh-Hant">${plot({ kind: 'rotary', position: 9, distance: 4 })}</div>`,
};
