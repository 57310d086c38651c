import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-image/define';
import '@attn-elements/attn-text/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { heatmap, sentence } from './heatmap.js';
import { text, type TextArgs, textControls } from './text.js';

const meta: Meta<TextArgs> = {
  title: 'Elements/attn-text',
  component: 'attn-text',
  render: text,
  argTypes: textControls,
};
export default meta;
type Story = StoryObj<TextArgs>;

const story: TextArgs = { src: 'data/story.safetensors' };

/** The model is about to write whom Lena gives the map: this head looks up who wanted it. */
export const OneText: Story = {
  args: {
    ...story,
    layer: 0,
    head: 3,
    query: 51,
    heading: 'To whom?',
    caption: 'Choose another word: what it looks at is shaded.',
  },
};

/** Nothing chosen: how much each word is looked at by all that follow. */
export const MeanOverAllQueries: Story = { args: { ...story, layer: 2 } };

export const WhoLooksAtAWord: Story = { args: { ...story, layer: 0, head: 3, side: 'key', key: 42 } };

export const TwoTexts: Story = {
  args: {
    ...sentence,
    src: 'data/translation-1.safetensors',
    layer: 1,
    head: 0,
    query: 2,
    heading: 'Choosing in one text shades the other',
    'query-title': 'about to be written',
    'key-title': 'what was read',
  },
};

/** Two heads of one layer, each in its colour. */
export const HeadsInColours: Story = { args: { ...story, layer: 0, 'show-heads': '1 3', query: 42 } };

export const Rollout: Story = { args: { ...story, rollup: 'rollout', query: 62 } };

export const FirstTokenHidden: Story = { args: { ...story, layer: 1, head: 0, query: 40, 'hide-first-token': true } };

const pieces = {
  attention: [0.02, 0.31, 0.22, 0.06, 0.05, 0.04, 0.03, 0.17, 0.1],
  tokens: ['The', 'Ġtoken', 'izer', 'Ġsplits', 'Ġlong', 'Ġwords', ',', 'Ġun', 'usually'],
};

/** A vector of weights, one a token; pieces of a word are added up. */
export const WeightsWithoutQueries: Story = { args: { data: pieces, heading: 'Pieces joined into words' } };
export const PiecesApart: Story = { args: { data: pieces, pieces: 'none', heading: 'The same pieces apart' } };

/** Weights may be negative, masked, or no numbers. */
export const SignedWeights: Story = {
  args: {
    data: {
      attention: [0.1, 0.8, -0.6, -0.1, null],
      tokens: ['a', 'lovely', 'mess', '.', '<pad>'],
    },
    domain: '-1 1',
  },
};

const reviews: TextArgs = {
  src: 'data/reviews.json',
  heading: 'Would the guest come again?',
  caption:
    'Of 800 reviews a small network was told the answer alone. It learned which sentence gives it, and which word.',
};

/** A bar for what each sentence weighs, words shaded by the product of both levels. */
export const SentencesAndWords: Story = { args: reviews };
export const WordsAlone: Story = { args: { ...reviews, level: 'word' } };
export const SentencesAlone: Story = { args: { ...reviews, level: 'sentence' } };

/** Pieces are characters, with no spaces between them. */
export const Chinese: Story = {
  args: { src: 'data/reviews.zh.json', batch: 1, heading: '客人还会再来吗？' },
  render: (args) => html`<div lang="zh-Hans">${text(args)}</div>`,
};

export const RightToLeft: Story = {
  args: {
    data: {
      attention: [
        [0.6, 0.3, 0.1, 0],
        [0.2, 0.5, 0.3, 0],
        [0.4, 0.1, 0.4, 0.1],
        [0.1, 0.1, 0.2, 0.6],
      ],
      tokens: ['השועל', 'החום', 'קופץ', '.'],
    },
    query: 2,
  },
  render: (args) => html`<div dir="rtl">${text(args)}</div>`,
};

/** One file, read once: choose a word, or point at a cell. */
export const WithAHeatmap: Story = {
  render: () => {
    const file = { ...sentence, src: 'data/translation-1.safetensors', layer: 1, head: 0, group: 'translation' };
    return html`<div style="display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 24px">
      <div>${text(file)}</div>
      <div>${heatmap(file)}</div>
    </div>`;
  },
};

/** Words look at a picture: choose a word, or point at a patch to see which words look at it. */
export const WithAPicture: Story = {
  render: () => html`<div style="display: grid; gap: 12px">
    ${text({ src: 'data/lake-words.json', group: 'lake', query: 3 })}
    <attn-image src="data/lake-words.json" image="data/lake.png" grid="10 16" group="lake" heading="A drawn lake"></attn-image>
  </div>`,
};
