import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '@attn-elements/attn-heatmap/define';
import '@attn-elements/attn-image/define';
import '@attn-elements/attn-links/define';
import '@attn-elements/attn-model/define';
import '@attn-elements/attn-text/define';
import { until } from '../../scripts/testing/page/each-test.js';

type Follower = HTMLElementTagNameMap['attn-heatmap' | 'attn-links' | 'attn-text'];

const text = 'banana, river, king, seven, banana, river,';

/** A model that has read its text. */
async function model() {
  const element = await fixture<HTMLElementTagNameMap['attn-model']>(
    html`<attn-model id="model" src="/stories/article/data/story-gpt2/" text=${text}></attn-model>`,
  );
  await element.ready;
  await until(() => element.attentionSource);
  return element;
}

/** Weights of a head that a follower shows, once they are those of the text of now. */
async function weightsOf(follower: Follower, queries: number) {
  await until(async () => {
    await follower.ready;
    return (await follower.weights(1, 0)).shape[0] === queries;
  });
  return (await follower.weights(1, 0)).data;
}

for (const tag of ['attn-heatmap', 'attn-links', 'attn-text'] as const) {
  it(`${tag} follows a model, and its next text`, async () => {
    const element = await model();
    const follower = document.createElement(tag) as Follower;
    Object.assign(follower, { from: '#model', layer: 1, head: 0 });
    element.after(follower);
    const count = element.attentionSource!.queryTokens!.length;
    expect(await weightsOf(follower, count)).to.deep.equal(await element.attentionSource!.slice(1, 0));
    element.text = 'Tom has a red ball.';
    await element.ready;
    await until(() => element.attentionSource!.queryTokens!.length !== count);
    const next = element.attentionSource!;
    expect(await weightsOf(follower, next.queryTokens!.length)).to.deep.equal(await next.slice(1, 0));
    follower.remove();
  });
}

it('a follower names an array, and is told which there are', async () => {
  const element = await model();
  const heatmap = document.createElement('attn-heatmap');
  Object.assign(heatmap, { from: '#model', layer: 1, head: 0, array: 'queries' });
  element.after(heatmap);
  await until(async () => {
    await heatmap.ready;
    return heatmap.attentionSource?.kind === 'values';
  });
  const { shape, data } = await heatmap.weights(1, 0);
  // Width 128, 4 heads.
  expect(shape).to.deep.equal([element.attentionSource!.queryTokens!.length, 32]);
  expect(data.every(Number.isFinite)).to.equal(true);
  const told = oneEvent(heatmap, 'attn-error') as Promise<CustomEvent>;
  heatmap.array = 'gradients';
  const { detail } = await told;
  expect(detail.code).to.equal('no-array');
  expect(detail.message).to.contain('value-weighted');
  heatmap.remove();
});

it('a model of pictures says where their patches stand', async () => {
  const element = await fixture<HTMLElementTagNameMap['attn-model']>(
    html`<attn-model src="/stories/article/data/shape-vit/" image=${picture()}></attn-model>`,
  );
  await element.ready;
  await until(() => element.attentionSource);
  const source = element.attentionSource!;
  expect(source.shape(0)).to.deep.equal([17, 17]);
  expect(source.segments!(0).key).to.deep.equal([
    { kind: 'class', start: 0, length: 1 },
    { kind: 'image', start: 1, length: 16, rows: 4, columns: 4 },
  ]);
  expect(element.shadowRoot!.querySelector('.predictions')!.textContent).to.match(/circle|square|stripes/);
});

it('attn-image lays what a model attends to over the picture that it looked at, and its next one', async () => {
  const first = picture();
  const element = await fixture<HTMLElementTagNameMap['attn-model']>(
    html`<attn-model id="looking" src="/stories/article/data/shape-vit/" image=${first}></attn-model>`,
  );
  const follower = document.createElement('attn-image');
  Object.assign(follower, { from: '#looking', layer: 0, head: 0, query: 0 });
  element.after(follower);
  const shown = () => follower.shadowRoot!.querySelector<HTMLImageElement>('[part~=picture]')?.src;
  await until(() => shown() === first);
  const other = picture('#00f');
  element.image = other;
  await until(() => shown() === other);
  follower.remove();
});

/** A picture of one circle, as an address. */
function picture(background = '#fff'): string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 32, height: 32 });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = background;
  context.fillRect(0, 0, 32, 32);
  context.fillStyle = '#333';
  context.arc(16, 16, 10, 0, 7);
  context.fill();
  return canvas.toDataURL();
}

it('attention × gradient says of which prediction it is', async () => {
  const element = await model();
  const source = element.attentionArray('attention-gradient')!;
  const weights = await element.attentionArray('attention')!.slice(1, 0);
  const slopes = await element.attentionArray('gradient')!.slice(1, 0);
  const products = await source.slice(1, 0);
  expect(products.some((value) => value > 0) && products.some((value) => value < 0)).to.equal(true);
  products.forEach((value, at) => expect(value).to.be.closeTo(weights[at] * slopes[at], 1e-6));
  expect(source.remarks!.map(({ code }) => code)).to.deep.equal(['attention-gradient-of']);
  expect(source.remarks![0].details.token).to.match(/^“.+”$/);
});
