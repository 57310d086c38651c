import { expect } from '@open-wc/testing';
import type { PePlot } from '../../src/index.js';
import { change, control, isDrawn, part, plotOf, shownValues, stand, texts, until } from './fixture.js';

/** Three tokens, four wide. */
const inputs = [
  [0.5, -1, 2, 0],
  [1, 1, 1, 1],
  [-0.25, 0, 0.25, 3],
];

/** sin and cos of position / 10000^(2i / 4), as the paper has them. */
const encoding = [0, 1, 2].map((position) => [
  Math.sin(position),
  Math.cos(position),
  Math.sin(position / 100),
  Math.cos(position / 100),
]);

function expectNear(found: readonly number[], expected: readonly number[]): void {
  expect(found).to.have.length(expected.length);
  found.forEach((value, at) => expect(value).to.be.closeTo(expected[at], 1e-6));
}

describe('an encoding that is added to inputs', () => {
  it('stands between them and the sum, on one scale', async () => {
    const element = await plotOf({ inputs: inputs as PePlot['inputs'], dModel: 4, length: 10 });
    const sum = inputs.map((row, position) => row.map((value, column) => value + encoding[position][column]));
    expectNear(await shownValues(element), [inputs, encoding, sum].flat(2));
    expect(isDrawn(element)).to.equal(true);
    const titles = texts(element).join(' ');
    for (const title of ['x', 'PE', 'x + PE']) expect(titles).to.contain(title);
    await element.select({ row: 1, column: 0, kind: 'sinusoidal' });
    expect(part(element, 'readout').textContent).to.contain('x[1, 0]');
    await change(element, { view: 'similarity', controls: true });
    expect(control<HTMLSelectElement>(element, 'View').value).to.equal('similarity');
    await change(element, { inputs: null, view: null });
    expect(control<HTMLSelectElement>(element, 'View').value).to.equal('curves');
  });

  it('may be a learned table, and must be as wide', async () => {
    const table = inputs.map((row) => row.map((value) => value * 10));
    const element = await plotOf({
      kind: 'learned',
      data: table as PePlot['data'],
      inputs: { x: inputs } as unknown as PePlot['inputs'],
    });
    expectNear(
      (await shownValues(element)).slice(24),
      inputs.flat().map((value) => value * 11),
    );
    await change(element, { kind: 'sinusoidal', dModel: 6 });
    expect(part(element, 'error').textContent).to.contain('d-model');
    await change(element, { dModel: 4, length: 2 });
    expect(part(element, 'error').textContent).to.contain('2 positions');
  });

  it('may be that of a run that learns', async () => {
    let step = 0;
    const trainer = document.createElement('div');
    trainer.id = 'run';
    Object.defineProperties(trainer, {
      attentionSource: { get: () => (step ? {} : null) },
      save: { value: async () => new TextEncoder().encode(JSON.stringify({ wpe: inputs.map(([x]) => [x, step]) })) },
    });
    stand.append(trainer);
    const element = await plotOf({ kind: 'learned', from: '#run' });
    expect(element.shadowRoot!.querySelector('.plot')).to.equal(null);
    for (step = 1; step < 3; step++) {
      trainer.dispatchEvent(new Event('attn-step'));
      await until(async () => element.shadowRoot!.querySelector('.plot') && (await shownValues(element))[1] === step);
    }
    expectNear(await shownValues(element), [0.5, 2, 1, 2, -0.25, 2]);
  });
});
