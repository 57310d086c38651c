import { expect } from '@open-wc/testing';
import type { AttnTrainer } from '../../src/index.js';
import { part, quick, stand, trained, until } from './fixture.js';

/** A picture with a bar across, or down. */
async function picture(name: string, isAcross: boolean, shift: number, side: number): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#102030';
  context.fillRect(0, 0, side, side);
  context.fillStyle = '#fff';
  const at = (side * (2 + (shift % 4))) / 8;
  context.fillRect(isAcross ? 0 : at, isAcross ? at : 0, isAcross ? side : side / 8, isAcross ? side / 8 : side);
  const type = shift % 2 ? 'image/jpeg' : 'image/png';
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type));
  return new File([blob!], name, { type });
}

/** Gives files to an input as a reader who chooses them does. */
function choose(element: AttnTrainer, kind: string, files: readonly File[], folders: readonly string[] = []): void {
  const input = element.shadowRoot!.querySelector<HTMLInputElement>(kind)!;
  for (const [i, file] of files.entries())
    Object.defineProperty(file, 'webkitRelativePath', { value: folders[i] ? `mine/${folders[i]}/${file.name}` : '' });
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  input.dispatchEvent(new Event('change'));
}

const table = '[part~=own-data] input:not([webkitdirectory])';
const folder = '[part~=own-data] input[webkitdirectory]';

const rows = Array.from(
  { length: 40 },
  (_, i) => `${i % 2 ? 'good' : 'bad'},${i % 4 < 2 ? 'inn' : 'bar'},row ${i} of words`,
);
const csv = `mood,kind,said\n${rows.join('\n')}`;

describe('data of a reader’s own', () => {
  it('are asked for where the author allows it, and nowhere else', async () => {
    const element = stand({});
    await element.ready;
    expect(part(element, 'own-data')).to.equal(null);
    element.ownData = true;
    await element.ready;
    await until(() => part(element, 'own-data'), 'it is asked for');
    await expect(element).to.be.accessible();
  });

  it('of folders of PNG and JPEG become classes by the names of their folders', async () => {
    const files = await Promise.all(
      Array.from({ length: 24 }, (_, i) => picture(`${i}.png`, i % 3 === 0, i, i % 2 ? 80 : 100)),
    );
    const element = stand({ ownData: true, steps: 4, batchSize: 4, engine: 'wasm' });
    await element.ready;
    choose(
      element,
      folder,
      files,
      files.map((_, i) => (i % 3 ? 'down' : 'across')),
    );
    await until(() => part(element, 'notes'), 'they are read');
    expect(part(element, 'notes')!.textContent).to.contain('2 classes, down 66.7% · across 33.3%');
    expect(part(element, 'notes')!.textContent).to.contain('drawn in 32 × 32 pixels');
    await trained(element);
    expect(part(element, 'example')!.textContent).to.match(/(down|across)/);
    expect(element.shadowRoot!.querySelector('.heading')!.textContent).to.contain('your own data');
  });

  it('of a table are asked for their columns where several may be meant, and never guessed', async () => {
    const element = stand({ ownData: true, steps: 4, engine: 'wasm' });
    await element.ready;
    choose(element, table, [new File([csv], 'moods.csv')]);
    await until(() => part(element, 'error')?.textContent!.includes('moods.csv'), 'it says that several may be meant');
    const select = () =>
      [...part(element, 'own-data')!.querySelectorAll('label')]
        .find((one) => one.textContent!.startsWith('Learned\n') || /^Learned\s+(?!from)/.test(one.textContent!))!
        .querySelector('select')!;
    expect([...select().options].map((one) => one.text)).to.deep.equal(['', 'mood', 'kind']);
    select().value = 'kind';
    select().dispatchEvent(new Event('change'));
    await until(
      () => part(element, 'notes')?.textContent!.includes('Learns the column kind from the column said'),
      'it is read',
    );
    expect(element.labelColumn).to.equal('kind');
    await until(() => select().value === 'kind' && select().options.length === 3, 'all columns can be chosen');
  });

  it('that are none are refused with a sentence, and the run is as it was', async () => {
    const element = stand({ ...quick, ownData: true });
    await trained(element);
    choose(element, table, [await picture('1.png', true, 0, 16)]);
    await until(() => part(element, 'own-data')!.textContent!.includes('Pictures need two folders'), 'it says why');
    choose(element, folder, [new File([], 'a.csv'), new File([], 'b.csv')], ['x', 'y']);
    await until(() => part(element, 'own-data')!.textContent!.includes('Choose one file'), 'it says why');
    expect(part(element, 'progress')!.textContent).to.contain('Step 60 of 60');
  });

  it('that are broken pictures are named', async () => {
    const element = stand({ task: 'own', engine: 'wasm', lang: 'zh-Hans' });
    const broken = new File(['not a picture'], 'broken.png', { type: 'image/png' });
    element.data = { images: [broken, await picture('1.png', true, 0, 16)], labels: ['a', 'b'] };
    await element.train();
    await until(() => part(element, 'error')?.textContent!.includes('broken.png'), 'it is named');
    await until(() => part(element, 'error')?.textContent!.includes('浏览器无法显示这张图片'), 'in Chinese');
  });

  it('of an author may stand in the attribute data', async () => {
    const element = stand({ task: 'own', labelColumn: 'kind', steps: 3, engine: 'wasm' });
    element.setAttribute('data', csv);
    await trained(element);
    expect(part(element, 'notes')!.textContent).to.contain('Learns the column kind');
  });
});

describe('a picture of a reader’s own', () => {
  it('is drawn, and put to the model at every step', async () => {
    const element = stand({ task: 'digits', steps: 8, batchSize: 4, engine: 'wasm' });
    await trained(element);
    await until(() => element.shadowRoot!.querySelector('.pad'), 'the pad is there');
    const pad = element.shadowRoot!.querySelector<HTMLDetailsElement>('.pad')!;
    pad.open = true;
    const canvas = pad.querySelector('canvas')!;
    const { left, top } = canvas.getBoundingClientRect();
    const point = (type: string, x: number, y: number) =>
      canvas.dispatchEvent(new PointerEvent(type, { clientX: left + x, clientY: top + y, pointerId: 1 }));
    canvas.setPointerCapture = () => {};
    point('pointerdown', 70, 20);
    point('pointermove', 70, 120);
    point('pointerup', 70, 120);
    [...pad.querySelectorAll('button')].at(-1)!.click();
    await until(() => String(element.example).startsWith('data:image/png'), 'it is shown');
    // No answer is known to be right.
    await until(() => !part(element, 'example')!.textContent!.includes('Right answer'));
    expect(part(element, 'example')!.textContent).to.match(/\d/);
    await expect(element).to.be.accessible();
  });

  it('of a task of letters, and no picture, are refused where they are asked for', async () => {
    const element = stand({ task: 'digits', steps: 2, batchSize: 4, engine: 'wasm', example: 'seven' });
    await trained(element);
    expect(part(element, 'example')!.textContent).to.contain('Right answer');
  });
});
