import type { AttnTrainer } from '@attn-elements/attn-trainer';
import '@attn-elements/attn-trainer/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { attributesOf, captionOf, controlsOf, type ElementArgs } from './element-args.js';

type TrainerArgs = ElementArgs<AttnTrainer>;

/** Small models that learn on the reader’s own device, when the reader presses Train. */
const meta: Meta<TrainerArgs> = {
  title: 'Elements/attn-trainer',
  component: 'attn-trainer',
  tags: ['autodocs', 'idle'],
  args: { controls: true },
  argTypes: controlsOf('attn-trainer'),
  render: ({ caption, ...attributes }) =>
    html`<attn-trainer ${attributesOf(attributes)}>${captionOf(caption)}</attn-trainer>`,
};
export default meta;
type Story = StoryObj<TrainerArgs>;

/** Letters in the other order: attention learns the other diagonal. */
export const Reverse: Story = { args: { task: 'reverse' } };

/** Letters in order, one by one. */
export const Sort: Story = { args: { task: 'sort' } };

/** Letters once more: a diagonal as far back as the prompt is long. */
export const Copy: Story = { args: { task: 'copy' } };

/** What followed the same letter before: the second layer learns to look there. */
export const Induction: Story = { args: { task: 'induction' } };

/** English to Chinese: cross-attention finds the word that is being translated. */
export const Translate: Story = { args: { task: 'translate' } };

/** Digits drawn on the page, and where each head looks. */
export const Digits: Story = { args: { task: 'digits' } };

/** The sentence that decides, and the word in it: words are shaded by their weight times that of their sentence. */
export const Hierarchy: Story = { args: { task: 'hierarchy' } };

/** The model of the tutorials: softmax layers, stacked, that give back their input. */
export const Reconstruct: Story = { args: { task: 'reconstruct' } };

/** Slowly enough to read cells while heads form: point at one, or take the keyboard to them. Their menu saves the figure. */
export const ReadWhileItLearns: Story = { args: { task: 'reverse', layers: 2, heads: 2, speed: 25 } };

/**
 * Runs side by side, from one seed. Without positions it cannot know which letter came last: after 400 steps it tells 34 % of them,
 * and with positions all.
 */
export const WithoutPositions: Story = { args: { task: 'reverse', compare: 'positions=none' } };

/**
 * Why the scores are divided by the square root of the width: at a width of 128 the softmax of bare dot products lets hardly anything
 * through. After 150 steps it tells 19 % of the letters, the other all.
 */
export const WithoutScaling: Story = { args: { task: 'reverse', 'd-model': 128, steps: 150, compare: 'score=dot' } };

/** Several ways to know positions, one line each; the losses are smoothed, and stay, faint. */
export const PositionsCompared: Story = {
  args: { task: 'reverse', steps: 200, smoothing: 0.6, compare: 'positions=none; positions=learned; positions=alibi' },
};

/** Gradients of the scores while they are learned: a tensor by its name, its cells, and its histograms over the steps. */
export const Gradients: Story = {
  args: { task: 'reverse', inside: 'tensor', tensor: 'transformer.h.0.attn.c_attn.weight.grad' },
};

/** How sure the model is of each letter, and of which it is less so. */
export const Probabilities: Story = { args: { task: 'reverse', inside: 'probabilities' } };

/** Digits that are taken for others: press a cell or a wrong answer to look at it. */
export const WrongAnswers: Story = { args: { task: 'digits', inside: 'confusion mistakes' } };

/** Operations of attention grow with the square of the length, those of the projections with the length. */
export const Cost: Story = { args: { task: 'sort', inside: 'cost' } };

const reviews = ['lovely', 'awful', 'kind', 'rude', 'warm', 'cold', 'clean', 'dirty'].flatMap((word, i) =>
  ['room', 'host', 'view', 'bath', 'bed'].map(
    (thing) => `The ${thing} was ${word}. We came by train.\t${i % 2 ? 'bad' : 'good'}`,
  ),
);

/** An author’s own data: text and label, here written into the address. */
export const YourOwnData: Story = {
  args: { task: 'own', src: `data:text/tab-separated-values,${encodeURIComponent(reviews.join('\n'))}` },
};

const visits = reviews.map((row, i) => `${i},${['inn', 'hotel', 'hostel'][i % 3]},${row.replace('\t', ',')}`);

/** Of a table with two columns of classes, the one that is meant is named; the numbers of its rows are passed over. */
export const AColumnOfATable: Story = {
  args: {
    task: 'own',
    'label-column': 'verdict',
    src: `data:text/csv,${encodeURIComponent(['id,place,said,verdict', ...visits].join('\n'))}`,
  },
};
