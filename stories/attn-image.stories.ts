import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-image/define';
import '@attn-elements/attn-text/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { image, type ImageArgs, imageControls } from './image.js';

const meta: Meta<ImageArgs> = {
  title: 'Elements/attn-image',
  component: 'attn-image',
  render: image,
  argTypes: imageControls,
};
export default meta;
type Story = StoryObj<ImageArgs>;

const lake = 'A lake below a mountain, with a tree, a house, a boat, a cloud and the sun';
const patches = { src: 'data/lake-patches.f16.npz', grid: '10 16', fallback: 'data/lake.png', alt: lake };
const words = { src: 'data/lake-words.json', grid: '10 16', fallback: 'data/lake.png', alt: lake };

/** Every patch can be the query: click one. Computed from the colours and places of the patches, not learned. */
export const PatchesThatLookAtPatches: Story = {
  args: {
    ...patches,
    head: 0,
    query: 65,
    heading: 'What looks alike',
    caption: 'Head 0 of layer 0 compares the colours of patches. Click another one.',
  },
};

/** Learned: each word was trained to point at what it names. */
export const WordsThatLookAtPatches: Story = {
  args: { ...words, query: 4, caption: '“house” has 94 % of its weight on one patch.' },
};

export const ClassToken: Story = { args: { ...patches, layer: 1, smooth: true } };
export const MeanOfAllQueries: Story = { args: { ...patches, query: 'mean', smooth: true } };
export const Rollout: Story = { args: { ...patches, rollup: 'rollout', query: 65, smooth: true } };
export const Smooth: Story = { args: { ...words, query: 2, smooth: true } };
export const Contour: Story = { args: { ...patches, layer: 0, head: 1, query: 72, overlay: 'contour' } };
export const Tiles: Story = { args: { ...words, query: 6, overlay: 'tiles', opacity: 0.7 } };
export const Outline: Story = { args: { ...words, query: 6, overlay: 'outline', 'top-p': '0.5 0.9' } };
export const ReadersControls: Story = { args: { ...patches, layer: 1, query: 88, controls: true } };
export const OtherColours: Story = { args: { ...words, query: 0, colormap: 'reds', domain: '0 1' } };

/** Both heads of the second layer as masks, each in its colour: the fewest patches that hold 60 % of its weight. */
export const HeadsInColours: Story = {
  args: { ...patches, layer: 1, query: 88, 'show-heads': '0 1', overlay: 'tiles' },
};

/** Three words, each with a line around the fewest patches that hold 60 % of its weight. */
export const QueriesInColours: Story = { args: { ...words, 'show-queries': '0 1 4', overlay: 'contour' } };

/** The small weights opened up: the square root of their share of the largest. */
export const PowerScale: Story = { args: { ...patches, layer: 1, scale: 'power', exponent: 0.5, overlay: 'tiles' } };

/** The picture that the file names, which is fetched since the author says so. */
export const PictureOfTheFile: Story = {
  args: { src: 'data/lake-words.json', grid: '10 16', image: 'file', query: 5 },
};

/** The box that a query stands for, as a detector predicts it, around what the query looks at: here drawn by hand. */
export const BoxOfTheQuery: Story = {
  args: { ...words, query: 4, 'query-boxes': '[null,null,null,null,[0.66,0.5,0.81,0.73],null,null]' },
};

/** Boxes in place of a grid, and a vector of weights, both written by hand. */
export const Regions: Story = {
  args: {
    image: 'data/lake.png',
    data: '[0.52, 0.27, 0.13, 0.08]',
    'key-tokens': 'mountain house tree boat',
    regions: '[[0.24,0.24,0.74,0.62],[0.66,0.5,0.81,0.73],[0.12,0.46,0.23,0.75],[0.34,0.76,0.45,0.93]]',
  },
};

/** A matrix that is itself the picture: one weight a patch, written by hand. */
export const MatrixOverThePicture: Story = {
  args: {
    image: 'data/lake.png',
    grid: '3 5',
    data: '[[0.02,0.05,0.05,0.05,0.3],[0.05,0.1,0.12,0.1,0.04],[0.02,0.02,0.03,0.03,0.02]]',
    smooth: true,
  },
};

/** The patches are the queries here: how much each of them looks at a word. Written by hand. */
export const PatchesThatLookAtWords: Story = {
  args: {
    image: 'data/lake.png',
    side: 'query',
    grid: '3 5',
    'key-tokens': 'sky land water',
    data: JSON.stringify(
      [0, 1, 2].flatMap((row) =>
        [0.9, 0.85, 0.7, 0.85, 0.95].map((share) => [0, 1, 2].map((key) => (key === row ? share : (1 - share) / 2))),
      ),
    ),
    query: 0,
  },
};

/**
 * Words before and after the patches, as models of pictures and text have them: `span` says where the patches are, and a word looks. Written
 * by hand: each position gives half of its weight to one patch, and shares the rest.
 */
export const PatchesAmongWords: Story = {
  args: {
    image: 'data/lake.png',
    span: '3 15',
    grid: '3 5',
    tokens: ['Look', 'at', ':', ...Array<string>(15).fill('<patch>'), 'a', 'tall', 'mountain'].join(' '),
    data: JSON.stringify(
      Array.from({ length: 21 }, (_, query) =>
        Array.from({ length: 21 }, (_, key) => (key === 3 + ((query * 7 + 7) % 15) ? 0.5 : 0) + 0.5 / 21),
      ),
    ),
    query: 20,
  },
};

/** No picture is needed to see where on it the weights are. */
export const WithoutPicture: Story = { args: { src: 'data/lake-words.json', grid: '10 16', query: 0 } };

/** One picture a word, bare and on one scale, as in “Show, Attend and Tell” (Xu et al. 2015, figure 3). */
export const APictureForEachWord: Story = {
  render: (args) =>
    html`<div style="display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 8px">
      ${['sun', 'cloud', 'mountain', 'tree', 'house', 'boat', 'lake'].map((heading, query) =>
        image({ ...args, query, heading, bare: true }),
      )}
    </div>`,
  args: { ...words, domain: '0 0.3' },
};

/** Two elements of one group: point at a row of the matrix, and its word looks at the picture. */
export const WithAHeatmap: Story = {
  render: (args) =>
    html`${image(args)}
      <attn-heatmap from="attn-image" group="lake" scale="power" height="260"></attn-heatmap>`,
  args: { ...words, group: 'lake', query: 4 },
};

/** The words of the text are the queries: point at one. The picture offers no choice of its own then. */
export const WithAText: Story = {
  render: (args) =>
    html`<attn-text from="attn-image" group="words"></attn-text>
      ${image(args)}`,
  args: { ...words, group: 'words', query: 0 },
};
