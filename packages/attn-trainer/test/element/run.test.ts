import { load, openAttention } from '@attn-elements/core/data';
import { expect, oneEvent } from '@open-wc/testing';
import { button, part, quick, settle, stand, trained, until } from './fixture.js';

describe('a run', () => {
  it('asks for nothing before it is asked for, and shows what the author wrote', async () => {
    const element = stand();
    await element.updateComplete;
    await new Promise(requestAnimationFrame);
    const fetched = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(
      fetched.filter((name) => /\/(figure\/figure|page-session|trainer-worker|chinese)\.[jt]s/.test(name)),
    ).to.deep.equal([]);
    expect(button(element, 'Train')!.disabled).to.equal(false);
    expect(element.shadowRoot!.querySelector('slot')!.parentElement!.checkVisibility()).to.equal(true);
    element.remove();
  });

  it('learns when the reader presses Train, and tells the page', async () => {
    const element = stand();
    await element.updateComplete;
    const details: { step: number; loss: number; engine: string }[] = [];
    element.addEventListener('attn-step', (event) => details.push((event as CustomEvent).detail));
    const done = oneEvent(element, 'attn-done');
    button(element, 'Train')!.click();
    const { detail } = (await done) as CustomEvent;
    expect(detail.step).to.equal(60);
    expect(detail.loss).to.equal(details.at(-1)!.loss);
    expect(details.map(({ step }) => step)).to.deep.equal(details.map(({ step }) => step).sort((a, b) => a - b));
    expect(details[0].engine).to.equal('wasm');
    await until(() => element.shadowRoot!.querySelector('.chart path.curve')?.getAttribute('d'), 'the curve is drawn');
    await until(() => (part<HTMLCanvasElement>(element, 'canvas')?.width ?? 0) > 100, 'attention is drawn');
    expect(part(element, 'example')!.textContent).to.contain('Prediction');
    expect(element.shadowRoot!.querySelectorAll('.tokens .axis.left text')).to.have.length(4);
    expect(part(element, 'progress')!.textContent).to.contain('Step 60 of 60');
    expect(element.shadowRoot!.querySelector('slot')!.parentElement!.checkVisibility()).to.equal(false);
    element.remove();
  });

  it('steps, begins again, and is the same from the same seed', async () => {
    const element = stand({ ...quick, seed: 7 });
    await trained(element);
    const first = await element.toCSV();
    expect(first!.trim().split('\n')).to.have.length(61);
    await element.reset();
    expect((await element.toCSV())!.trim().split('\n')).to.have.length(1);
    await element.step();
    const [, begin, one] = (await element.toCSV())!.split('\n');
    expect(begin.startsWith('1,')).to.equal(true);
    expect(one ?? '').to.equal('');
    expect(begin.split(',').slice(0, 2)).to.deep.equal(first!.split('\n')[1].split(',').slice(0, 2));
    element.remove();
  });

  it('is the source of other elements, which are told of every change', async () => {
    const element = stand();
    let told = 0;
    element.addEventListener('attn-source', () => told++);
    expect(element.attentionSource).to.equal(null);
    await trained(element);
    await until(() => element.attentionSource, 'there is attention');
    const source = element.attentionSource!;
    const [queries, keys] = source.shape(0);
    const values = await source.slice(0, 0);
    expect(values).to.have.length(queries * keys);
    for (let query = 0; query < queries; query++) {
      const sum = values.slice(query * keys, (query + 1) * keys).reduce((total, weight) => total + weight, 0);
      expect(sum).to.be.closeTo(1, 1e-4);
    }
    expect(told).to.be.above(1);
    const failure = await source.slice(9, 0).catch((error: unknown) => error);
    expect((failure as { code: string }).code).to.equal('no-head');
    element.remove();
  });

  it('pauses and goes on', async () => {
    const element = stand({ ...quick, steps: 100_000 });
    await element.updateComplete;
    await element.train();
    await oneEvent(element, 'attn-step');
    button(element, 'Pause')!.click();
    await until(() => button(element, 'Train'), 'it rests');
    let heard = 0;
    element.addEventListener('attn-step', () => heard++);
    await element.pause();
    heard = 0;
    // A pause is answered when the step that runs is done: nothing is on its way that these would not bring.
    await settle(4);
    expect(heard).to.equal(0);
    await element.train();
    await oneEvent(element, 'attn-step');
    element.remove();
  });

  it('replays how attention formed', async () => {
    const element = stand();
    await trained(element);
    const range = element.shadowRoot!.querySelector<HTMLInputElement>('input[type=range]')!;
    const canvas = part<HTMLCanvasElement>(element, 'canvas')!;
    const pixels = () => [...canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data].join();
    await until(() => canvas.width > 100, 'attention is drawn');
    const last = pixels();
    range.value = '0';
    range.dispatchEvent(new Event('input'));
    await element.updateComplete;
    await until(() => pixels() !== last, 'the first step is drawn');
    expect(range.getAttribute('aria-valuetext')).to.equal('0');
    element.remove();
  });

  it('saves what <attn-heatmap> opens, and goes on from it', async () => {
    const element = stand();
    await trained(element);
    const file = (await element.save('npz'))!;
    const source = await openAttention(await load(file));
    expect([source.layers, source.heads(0), ...source.shape(0)]).to.deep.equal([1, 1, 4, 4]);
    const other = stand({ ...quick, steps: 70 });
    await other.load(file);
    expect(part(other, 'progress')!.textContent).to.contain('Step 60');
    await trained(other);
    // How the first sixty went came with the file.
    const [before, after] = [(await element.toCSV())!.split('\n'), (await other.toCSV())!.split('\n')];
    expect(after.slice(0, 61)).to.deep.equal(before.slice(0, 61));
    expect(after[70].startsWith('70,')).to.equal(true);
    expect(other.shadowRoot!.querySelector<HTMLInputElement>('input[type=range]')).not.to.equal(null);
    for (const one of [element, other]) one.remove();
  });

  it('shows what a reader writes, and refuses what the model does not know', async () => {
    const element = stand();
    await trained(element);
    const form = element.shadowRoot!.querySelector('form')!;
    form.querySelector('input')!.value = 'D C B A';
    form.requestSubmit();
    await until(() => /D\s*C\s*B\s*A/.test(part(element, 'example')!.querySelector('tr')!.textContent!), 'it is shown');
    const failed = oneEvent(element, 'attn-error');
    form.querySelector('input')!.value = 'XYZ?';
    form.requestSubmit();
    expect(((await failed) as CustomEvent).detail.code).to.equal('bad-option');
    element.remove();
  });

  it('tells of its attention as other elements do, once a run', async () => {
    const element = stand({ ...quick, heads: 2 });
    const told: object[] = [];
    element.addEventListener('attn-load', (event) => told.push((event as CustomEvent).detail));
    await trained(element);
    const tokens = { query: element.attentionSource!.queryTokens, key: element.attentionSource!.keyTokens };
    expect(told).to.deep.equal([{ layers: 1, heads: 2, queries: 4, keys: 4, kind: 'weights', tokens }]);
    element.heads = 1;
    await trained(element);
    expect(told).to.have.length(2);
    expect(told[1]).to.include({ heads: 1 });
    element.remove();
  });

  it('tells the page what a reader changes, which its properties are then', async () => {
    const element = stand({ ...quick, controls: true });
    await element.step();
    await element.ready;
    const [changed, field] = [oneEvent(element, 'attn-change'), part(element, 'settings')!.querySelector('input')!];
    field.value = '7';
    field.dispatchEvent(new Event('change'));
    expect(((await changed) as CustomEvent).detail).to.deep.equal({
      ...quick,
      seed: 7,
      lossAxis: 'auto',
      smoothing: 0,
    });
    expect(element.seed).to.equal(7);
    element.remove();
  });
});
