import { expect, oneEvent } from '@open-wc/testing';
import type { AttnTrainer } from '../../src/index.js';
import { button, part, quick, replace, settle, stand, trained, until } from './fixture.js';

const item = (element: AttnTrainer, text: string) =>
  [...part(element, 'menu')!.querySelectorAll('button')].find((one) => one.textContent!.trim() === text)!;

const field = (element: AttnTrainer, word: string) =>
  [...part(element, 'settings')!.querySelectorAll('label')]
    .find((one) => one.textContent!.includes(word))!
    .querySelector('input')!;

function type(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('change'));
}

function ask(element: AttnTrainer, text: string): void {
  const input = element.shadowRoot!.querySelector<HTMLInputElement>('input[name=text]')!;
  input.value = text;
  input.form!.requestSubmit();
}

const fault = (element: AttnTrainer, name: string) =>
  element.shadowRoot!.querySelector(`#fault-${name}`)?.textContent ?? null;

/** The link that a reader copies, as what it says of a run. */
async function linkOf(element: AttnTrainer): Promise<URLSearchParams> {
  let copied = '';
  const restore = replace(navigator.clipboard, { writeText: async (text: string) => void (copied = text) });
  item(element, 'Copy a link to this run').click();
  await until(() => copied, 'it is copied');
  restore();
  return new URLSearchParams(new URL(copied).hash.split('?')[1]);
}

async function savedSettings(element: AttnTrainer): Promise<Record<string, unknown>> {
  const file = (await element.save('safetensors'))!;
  const size = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + size)));
  return JSON.parse(header.__metadata__.training);
}

const losses = async (element: AttnTrainer) =>
  (await element.toCSV())
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[1]);

/** Four steps. */
async function walk(element: AttnTrainer): Promise<void> {
  for (let i = 0; i < 4; i++) await element.step();
  await element.ready;
}

describe('the learning rate', () => {
  it('that is shown is used, linked, saved and announced, also after Start again', async () => {
    const element = stand({ ...quick, controls: true });
    await element.step();
    await element.ready;
    const announced = oneEvent(element, 'attn-change');
    type(field(element, 'Learning rate'), '0.05');
    expect(((await announced) as CustomEvent).detail.learningRate).to.equal(0.05);
    button(element, 'Start again')!.click();
    await until(() => part(element, 'progress')!.textContent!.includes('Step 0 of'), 'it begins again');
    await walk(element);
    const fresh = stand({ ...quick, learningRate: 0.05 });
    await walk(fresh);
    expect(await losses(element)).to.deep.equal(await losses(fresh));
    expect(field(element, 'Learning rate').value).to.equal('0.05');
    expect((await linkOf(element)).get('learningRate')).to.equal('0.05');
    expect(await savedSettings(element)).to.deep.include({ step: 4, steps: 60 });
    expect((await savedSettings(element)).settings).to.include({ learningRate: 0.05 });
  });

  it('is the one that a reader goes back with', async () => {
    const element = stand({ task: 'reconstruct', engine: 'wasm', seed: 3, learningRate: 10, controls: true });
    void element.train();
    await oneEvent(element, 'attn-error');
    // The task's own: the present one was higher.
    await until(() => button(element, 'Go back to step 0, learn at 0.001'), 'there is a way back');
    button(element, 'Go back')!.click();
    await until(() => field(element, 'Learning rate').value === '0.001', 'the field has it');
    expect(element.learningRate).to.equal(0.001);
  });

  for (const [text, demand] of [
    ['', 'Learning rate is : a number above 0, at most 10, is needed.'],
    ['-1', 'Learning rate is -1: a number above 0, at most 10, is needed.'],
    ['100', 'Learning rate is 100: a number above 0, at most 10, is needed.'],
  ] as const) {
    it(`is refused at its field, and the run goes on: “${text}”`, async () => {
      const element = stand({ ...quick, steps: 1e6, controls: true });
      await element.train();
      await oneEvent(element, 'attn-step');
      await element.ready;
      const input = field(element, 'Learning rate');
      type(input, text);
      await until(() => fault(element, 'learningRate') === demand, 'it says why');
      expect(input.getAttribute('aria-invalid')).to.equal('true');
      expect(part(element, 'error')).to.equal(null);
      await oneEvent(element, 'attn-step');
      expect(element.learningRate).to.equal(null);
      expect((await linkOf(element)).get('learningRate')).to.equal('0.003');
      await element.pause();
      await element.updateComplete;
      await expect(element).to.be.accessible();
      type(input, '0.01');
      await until(() => fault(element, 'learningRate') === null, 'it is mended');
      expect(element.learningRate).to.equal(0.01);
    });
  }

  it('that a schedule makes of it is told', async () => {
    const element = stand({ ...quick, task: 'sort', steps: 60, learningRate: 0.01 });
    await trained(element);
    // After 60 of 600 steps a tenth is gone.
    expect(part(element, 'progress')!.textContent).to.contain('learning rate now 0.009');
    element.controls = true;
    await element.updateComplete;
    await element.ready;
    expect(part(element, 'settings')!.textContent).to.contain('falls evenly to 5% of it by step 600');
  });
});

describe('an example of the reader’s', () => {
  it('that is none stands at its field with a sentence, and the run goes on with the last one', async () => {
    const element = stand({ ...quick, steps: 1e6, lang: 'zh-Hans' });
    await element.train();
    await oneEvent(element, 'attn-step');
    await element.ready;
    ask(element, 'ABZZ');
    await until(() => fault(element, 'example')?.includes('ABZZ'), 'it says why');
    expect(element.example).to.equal(null);
    await oneEvent(element, 'attn-step');
    expect(element.shadowRoot!.querySelector<HTMLInputElement>('input[name=text]')!.value).to.equal('ABZZ');
    ask(element, 'ABCD');
    await until(() => element.example === 'ABCD', 'it is taken');
    await element.updateComplete;
    expect(fault(element, 'example')).to.equal(null);
    await oneEvent(element, 'attn-step');
  });

  it('of an author that is none keeps nobody from training', async () => {
    const element = stand({ ...quick, example: 'unicorn' });
    await trained(element);
    expect(fault(element, 'example')).to.contain('unicorn');
    expect(part(element, 'error')).to.equal(null);
  });

  it('is shown at every step that is looked back at', async () => {
    const element = stand();
    await trained(element);
    ask(element, 'DCBA');
    await until(() => element.example === 'DCBA', 'it is shown');
    const range = () => element.shadowRoot!.querySelector<HTMLInputElement>('input[type=range]')!;
    await until(() => range()?.max === '12', 'every step is there');
    const seen = new Set<string>();
    for (let at = 0; at <= 12; at++) {
      range().value = String(at);
      range().dispatchEvent(new Event('input'));
      await element.updateComplete;
      expect(part(element, 'example')!.querySelector('tr')!.textContent!.replaceAll(/\s/g, '')).to.equal('InputDCBA');
      seen.add((await element.attentionSource!.slice(0, 0)).join());
    }
    // Each step has weights of its own.
    expect(seen).to.have.length(13);
  });
});

describe('a file of another task', () => {
  it('gives the element its task and settings, which the next change keeps', async () => {
    const maker = stand({ ...quick, task: 'copy', seed: 3, positions: 'alibi', learningRate: 0.02, steps: 20 });
    await trained(maker);
    const file = (await maker.save())!;
    const element = stand({ ...quick, controls: true });
    await trained(element);
    await element.load(file);
    await element.ready;
    expect(element.shadowRoot!.querySelector('.heading')!.textContent).to.contain('letters copied');
    expect(element).to.include({ task: 'copy', seed: 3, positions: 'alibi', learningRate: 0.02, steps: 20 });
    expect(Object.fromEntries(await linkOf(element))).to.include({
      task: 'copy',
      seed: '3',
      positions: 'alibi',
      width: '8',
    });
    expect(part(element, 'progress')!.textContent).to.contain('Step 20 of 20');
    type(field(element, 'Batch'), '6');
    await until(() => part(element, 'progress')!.textContent!.includes('Step 0 of 20'), 'another run begins');
    expect(field(element, 'Seed').value).to.equal('3');
    expect(await savedSettings(element)).to.deep.include({ task: 'copy' });
    expect((await savedSettings(element)).settings).to.include({ seed: 3, positions: 'alibi', batch: 6 });
  });
});

describe('a link', () => {
  it('carries the whole run, to the element that it names and no other, also on a page that is open', async () => {
    const before = location.hash;
    const [first, second] = [stand(), stand()];
    await trained(second);
    ask(second, 'ABCD');
    await until(() => second.example === 'ABCD', 'it is shown');
    second.speed = 25;
    await until(() => second.runOptions.speed === 25);
    const link = await linkOf(second);
    expect(Object.fromEntries(link)).to.include({ example: 'ABCD', steps: '60', engine: 'wasm' });
    for (const element of [first, second]) element.remove();

    const others = [stand({}), stand({})];
    await Promise.all(others.map((element) => element.updateComplete));
    location.hash = `#attn-trainer-2?${link}`;
    await until(() => others[1].example === 'ABCD', 'it is taken');
    expect(others[1]).to.include({ steps: 60, length: 4, dModel: 8, engine: 'wasm' });
    expect(others[0]).to.include({ steps: null, example: null });
    location.hash = before;
  });
});

describe('a run that is on its way', () => {
  it('can be cancelled: the element is as before its first run, or as the run before it', async () => {
    const element = stand({ ...quick, controls: true });
    await element.updateComplete;
    const cancel = async () => {
      await until(() => button(element, 'Cancel'), 'it can be cancelled');
      expect(part(element, 'progress')!.textContent).to.equal('Getting ready…');
      button(element, 'Cancel')!.click();
    };
    void element.train();
    await cancel();
    await until(() => button(element, 'Train'), 'it is as before');
    await trained(element);
    element.heads = 2;
    await element.updateComplete;
    await cancel();
    await until(() => part(element, 'progress')!.textContent!.includes('Step 0 of 60'), 'the run before begins again');
    expect(element.heads).to.equal(1);
    expect(field(element, 'Heads').value).to.equal('1');
  });
});

describe('an element that is taken off the page for a while', () => {
  it('keeps its run, and goes on with it', async () => {
    const element = stand({ ...quick, steps: 1e6 });
    await element.step();
    await element.step();
    const before = await losses(element);
    const shelf = document.createDocumentFragment();
    shelf.append(element);
    await settle(6);
    document.body.append(element);
    await element.step();
    expect((await losses(element)).slice(0, 2)).to.deep.equal(before);
    expect(await losses(element)).to.have.length(3);
    const straight = stand({ ...quick, steps: 1e6 });
    for (let i = 0; i < 3; i++) await straight.step();
    expect(await losses(element)).to.deep.equal(await losses(straight));

    element.scrollIntoView();
    await element.train();
    await oneEvent(element, 'attn-step');
    shelf.append(element);
    let heard = 0;
    element.addEventListener('attn-step', () => heard++);
    await settle(6);
    expect(heard).to.equal(0);
    document.body.prepend(element);
    element.scrollIntoView();
    await until(() => heard > 1, 'it trains again');
  });
});
