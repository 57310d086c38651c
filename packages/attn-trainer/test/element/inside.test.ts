import { expect } from '@open-wc/testing';
import type { AttnTrainer } from '../../src/index.js';
import { button, quick, stand, trained, until } from './fixture.js';

const digits = { task: 'digits', seed: 3, steps: 12, engine: 'wasm' } as const;

const find = <T extends Element>(element: AttnTrainer, selector: string) =>
  element.shadowRoot!.querySelector<T>(selector);
const texts = (element: AttnTrainer, selector: string) =>
  [...element.shadowRoot!.querySelectorAll(selector)].map((one) => one.textContent!.trim());
const press = (element: AttnTrainer, plot: string, key: string) =>
  find(element, `.inside-${plot} .cells`)!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

describe('the inside of a run', () => {
  it('shows a tensor by its name, whose cells are read by keyboard, at every step that is scrubbed to', async () => {
    const element = stand({ ...quick, inside: ['tensor'], tensor: 'lm_head.weight.grad' });
    await trained(element);
    const readout = () => find(element, '.inside .readout')!.textContent!.trim();
    expect(texts(element, '.inside .notes')[0]).to.contain('lm_head.weight.grad [4 × 8] after 60 steps: 32 values');
    press(element, 'tensor', 'ArrowRight');
    await until(() => readout().startsWith('A: lm_head.weight.grad[0, 1] = '), 'a cell is read');
    const last = readout();
    const canvas = find<HTMLCanvasElement>(element, '.inside-tensor canvas')!;
    const pixels = () => [...canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data].join();
    await until(() => new Set(pixels().split(',')).size > 8, 'it is drawn');
    const range = find<HTMLInputElement>(element, '.replay')!;
    range.value = '0';
    range.dispatchEvent(new Event('input'));
    await until(() => texts(element, '.inside .notes')[0].includes('after 0 steps'), 'the first step');
    expect(readout()).not.to.equal(last);
    const listed = element.tensors.map(({ name, kind }) => `${kind} ${name}`);
    expect(listed).to.include.members(['weight lm_head.weight', 'gradient lm_head.weight.grad', 'activation lm_head']);
    const given = (await element.readTensor('lm_head.weight.grad'))!;
    expect([given.step, ...given.shape]).to.deep.equal([60, 4, 8]);
    expect(last).to.equal(`A: lm_head.weight.grad[0, 1] = ${Number(given.values[1].toPrecision(4))}`.replace('-', '−'));
    // The strip of histograms, with the step that is looked at.
    expect(find(element, '.inside-histogram rect.chosen')).not.to.equal(null);
    press(element, 'histogram', 'End');
    await until(
      () => find(element, '.inside-histogram ~ .reading .readout')!.textContent!.includes('Step 60'),
      'the last',
    );
    await expect(element).to.be.accessible();
  });

  it('is chosen by readers, and the page is told', async () => {
    const element = stand();
    await trained(element);
    expect(find(element, '.inside')).to.equal(null);
    const told: unknown[] = [];
    element.addEventListener('attn-change', ({ detail }) => told.push(detail));
    button(element, 'Probabilities')!.click();
    await until(() => find(element, '.probabilities td'), 'they are shown');
    expect(told.at(-1)).to.deep.include({ inside: ['probabilities'] });
    // As likely all together as anything: of four letters all are listed.
    const row = texts(element, '.probabilities tbody tr:first-child td').map((text) =>
      parseFloat(text.split(/\s+/)[1]),
    );
    expect(row).to.have.length(4);
    expect(row.reduce((sum, one) => sum + one, 0)).to.be.closeTo(100, 0.5);
    button(element, 'Size and cost')!.click();
    await until(() => find(element, '.cost-chart .tick'), 'the cost');
    const name = 'lm_head.weight';
    const select = find<HTMLSelectElement>(element, '.tensors');
    expect(select).to.equal(null);
    button(element, 'Weights')!.click();
    await until(() => find(element, '.tensors'), 'the chooser');
    const chooser = find<HTMLSelectElement>(element, '.tensors')!;
    chooser.value = name;
    chooser.dispatchEvent(new Event('change'));
    await until(() => texts(element, '.inside .notes').some((text) => text.startsWith(name)), 'the tensor');
    expect(element.tensor).to.equal(name);
    expect(element.inside).to.deep.equal(['tensor', 'probabilities', 'cost']);
    await expect(element).to.be.accessible();
    button(element, 'Probabilities')!.click();
    await until(() => !find(element, '.probabilities'), 'they are closed');
  });

  it('says which answers were wrong, and takes them into the field', async () => {
    const element = stand({ ...digits, inside: 'confusion mistakes' });
    await trained(element);
    await until(() => find(element, '.gallery canvas'), 'the wrong answers');
    const said = texts(element, '.inside .notes').find((text) => text.includes('have a wrong answer'))!;
    const [, wrong, all] = /(\d+) of (\d+)/.exec(said)!;
    const right = element.shadowRoot!.querySelector('.said')!.textContent!;
    expect(parseFloat(/([\d.]+)% right/.exec(right)![1])).to.be.closeTo(
      100 - (100 * Number(wrong)) / Number(all),
      0.06,
    );
    const counts = texts(element, '.inside-confusion .texts text').map(Number);
    expect(counts.reduce((sum, one) => sum + one, 0)).to.equal(Number(all));
    const card = find<HTMLButtonElement>(element, '.gallery button')!;
    const number = Number(/\d+/.exec(card.textContent!)![0]);
    card.click();
    await until(() => element.example === number - 1, 'it is in the field');
    press(element, 'confusion', 'Enter');
    await until(() => find(element, '.inside .line button'), 'the examples of a cell');
    await expect(element).to.be.accessible();
    const svg = await element.toSVG();
    expect(svg).to.contain('Confusion matrix');
  });

  it('says that there is no tensor of a name, and of views that there are none', async () => {
    const element = stand({ ...quick, inside: ['tensor'], tensor: 'lm_head.wieght' });
    await trained(element);
    expect(texts(element, '.inside .fault')[0]).to.contain('tensor is lm_head.wieght');
    element.remove();
    const other = stand({ task: 'reconstruct', steps: 3, engine: 'wasm', inside: ['confusion', 'tensor'] });
    await trained(other);
    expect(texts(other, '.inside-name')[0]).to.equal('Weights, gradients, activations');
    expect(button(other, 'Confusion')).to.equal(undefined);
  });
});
