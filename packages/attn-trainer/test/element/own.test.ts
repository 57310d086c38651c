import { expect } from '@open-wc/testing';
import { part, stand, trained, until } from './fixture.js';

const review = (i: number) => `The ${['soup', 'room', 'view'][i % 3]} was ${['warm', 'dirty', 'kind', 'rude'][i % 4]}`;
const rows = Array.from(
  { length: 48 },
  (_, i) => `${i},${i % 2 ? 'bad' : 'good'},${i % 4 ? 'inn' : 'bar'},${review(i)}`,
);
const data = `id,mood,kind,said\n${rows.join('\n')}`;

describe('an author’s own table', () => {
  it('is told how it was read, and what guessing would reach', async () => {
    const element = stand({ task: 'own', data, labelColumn: 'kind', steps: 5, engine: 'wasm' });
    await trained(element);
    const notes = part(element, 'notes')!.textContent!;
    expect(notes).to.contain('Learns the column kind from the column said: 2 classes, inn 75% · bar 25%.');
    expect(notes).to.contain('always answered, would reach 75%');
    expect(notes).to.contain('36 of 48 repeat others');
    expect(part(element, 'progress')!.textContent).to.match(/\d%\sright \(by guessing alone \d+(\.\d)?%\)/);
    expect(element.runOptions).to.include({ labelColumn: 'kind' });
    element.remove();
  });

  it('is refused where several columns may be meant, and read once one is named', async () => {
    const element = stand({ task: 'own', data, steps: 5, engine: 'wasm' });
    await element.train();
    await until(() => part(element, 'error')!.textContent!.includes('label-column'), 'the attribute is named');
    expect(part(element, 'error')!.textContent).to.contain('mood, kind');
    element.setAttribute('label-column', 'mood');
    await trained(element);
    expect(part(element, 'notes')!.textContent).to.contain('Learns the column mood from the column said');
    element.remove();
  });

  it('has notes in the language of the page, and none where there is nothing to tell', async () => {
    const element = stand({ task: 'own', data, labelColumn: 'mood', steps: 5, engine: 'wasm', lang: 'zh-Hans' });
    await trained(element);
    await until(() => part(element, 'notes')!.textContent!.includes('由“said”列学习“mood”列：共 2 类'), 'Chinese');
    const other = stand();
    await trained(other);
    expect(part(other, 'notes')).to.equal(null);
  });
});
