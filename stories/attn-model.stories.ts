import '@attn-elements/attn-model/define';
import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-image/define';
import '@attn-elements/attn-links/define';
import '@attn-elements/attn-text/define';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

/**
 * A folder of a model as it lies on a hub, `config.json`, `model.safetensors`, `tokenizer.json`, runs in the page. The model of these
 * stories, 720,000 parameters, was trained on stories of a few hundred words.
 */
const meta: Meta = {
  title: 'Elements/attn-model',
  component: 'attn-model',
  tags: ['transformer', 'gpt', 'bert', 'own model', 'ablation', 'induction head'],
};

export default meta;

const src = './data/story-gpt2/';
const repeated = 'banana, river, king, seven, banana, river,';

/** The reader writes, and every element that follows shows what the model attends to. */
export const YourOwnSentence: StoryObj = {
  render: () => html`<attn-model id="own" src=${src} heading="Your own sentence">
      <option>${repeated}</option>
      <option>Lucy gave the key to Ben. Ben gave the key to Rose. Who has the key?</option>
      <option>cake hill lamp dog Noah cake hill lamp</option>
    </attn-model>
    <attn-text from="#own" layer="1" head="0" query="-1"></attn-text>`,
};

/** All heads, and lines of one of them. */
export const ThreeElements: StoryObj = {
  render: () => html`<attn-model id="three" src=${src} text=${repeated} predictions="3"></attn-model>
    <attn-heatmap from="#three"></attn-heatmap>
    <attn-links from="#three" layer="1" head="0"></attn-links>
    <attn-text from="#three" layer="1" head="0" query="-1"></attn-text>`,
};

/** Without its induction head, 1.0, the model does not find the word that followed last time. */
export const WithoutTheInductionHead: StoryObj = {
  render: () => html`<attn-model src=${src} text=${repeated} heading="As it is"></attn-model>
    <attn-model src=${src} text=${repeated} ablate="1.0" heading="Without head 1.0"></attn-model>`,
};

/** A text that stays as it is. */
export const FixedText: StoryObj = {
  render: () => html`<attn-model id="fixed" src=${src} text=${repeated} readonly predictions="3"></attn-model>`,
};

/** What the heads compare: `array` of an element that follows names it. */
export const QueriesAndKeys: StoryObj = {
  render:
    () => html`<attn-model id="arrays" src=${src} text="Tom has a red ball." predictions="0" readonly></attn-model>
    <attn-heatmap from="#arrays" array="queries" layer="1" head="0" heading="Queries of head 1.0"></attn-heatmap>
    <attn-heatmap from="#arrays" array="value-weighted" layer="1" head="0" heading="What its weights bring, ‖α·v‖"></attn-heatmap>
    <attn-heatmap from="#arrays" array="attention-gradient" layer="1" head="0" heading="What speaks for the next word"></attn-heatmap>`,
};

/**
 * A masked model: write `[MASK]` where a word is asked for, and press a prediction to have it there. The weights of this one are
 * random; yours go into the same tag.
 */
export const MaskedModel: StoryObj = {
  render:
    () => html`<attn-model id="masked" src="./data/random-bert/" text="Mary gave the [MASK] to John."></attn-model>
    <attn-heatmap from="#masked" layer="0" head="0"></attn-heatmap>`,
};

/** A pair, of which the second text has another token type: what the first attends to in the second. The weights are random. */
export const TwoTexts: StoryObj = {
  render: () => html`<attn-model
      id="pair"
      src="./data/random-bert/"
      text="Mary gave the book to John."
      pair="Who has the book?"
      predictions="0"
    ></attn-model>
    <attn-links from="#pair" layer="1" head="0"></attn-links>`,
};

/**
 * A model that looks at a picture, `image`, and an `<attn-image>` that lays its attention over the same picture. The weights of this
 * one are random: what it takes the picture for means nothing.
 */
export const Picture: StoryObj = {
  render: () => html`<attn-model id="looking" src="./data/shape-vit/" image="./data/lake.png"></attn-model>
    <attn-image from="#looking" layer="0" head="0" query="0" width="384"></attn-image>`,
};

/** An encoder–decoder: `array` names which of its three kinds of attention is shown. The weights are random. */
export const Translator: StoryObj = {
  render: () => html`<attn-model
      id="translator"
      src="./data/random-marian/"
      text="Mary gave the book to John."
      decoder-text="The book"
    ></attn-model>
    <attn-heatmap
      from="#translator"
      array="cross_attention"
      layer="0"
      head="0"
      query-title="written"
      key-title="read"
    ></attn-heatmap>
    <attn-heatmap from="#translator" array="encoder_attention"></attn-heatmap>`,
};

/** The same in Chinese. */
export const InChinese: StoryObj = {
  render: () => html`<div lang="zh-Hans">
    <attn-model src=${src} text=${repeated} heading="你自己的句子"></attn-model>
  </div>`,
};

/** A folder that holds no model says so. */
export const NotFound: StoryObj = {
  tags: ['error'],
  render: () => html`<attn-model src="./data/absent/" text="nothing">A sentence in its place.</attn-model>`,
};
