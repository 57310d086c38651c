import { expect } from '@open-wc/testing';
import type { AttnTrainer } from '../../src/index.js';
import { button, part, quick, stand, trained, until } from './fixture.js';

/** What is drawn of a picture: its pixels as red, green and blue. */
function pixels(canvas: HTMLCanvasElement): number[] {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return [...data];
}

const fileOf = async (element: AttnTrainer, name: string) =>
  new File([(await element.save('tensorboard')) as BlobPart], name);

describe('an event file of TensorBoard', () => {
  let element: AttnTrainer;
  before(async () => {
    element = stand({ ...quick, heads: 2 });
    await trained(element);
  });
  after(() => element.remove());

  it('has its curves, pictures and histograms shown beside the run, which stays', async () => {
    const csv = await element.toCSV();
    await element.load(await fileOf(element, 'events.out.tfevents.1.other'));
    await until(() => part(element, 'events') !== null, 'the file is shown');
    const names = [...element.shadowRoot!.querySelectorAll('.chart-name > :first-child')].map(
      (name) => name.textContent,
    );
    const file = ['loss/train', 'loss/held_back', 'accuracy/held_back'].map(
      (tag) => `${tag} · events.out.tfevents.1.other`,
    );
    expect(names).to.deep.equal(['Loss', 'Right answers', ...file]);
    const [own, , theirs] = element.shadowRoot!.querySelectorAll('.chart .lined');
    const said = (chart: Element) => chart.getAttribute('aria-label')!.replace(/^[^:]*/, '');
    expect(said(theirs)).to.equal(said(own));
    await until(() => theirs.querySelector('.lines .curve')!.getAttribute('d') !== null, 'its curve is drawn');
    const picture = element.shadowRoot!.querySelector<HTMLCanvasElement>('.event canvas')!;
    await until(() => picture.width === 4 && pixels(picture).some((value) => value > 0), 'its picture is drawn');
    expect(picture.getAttribute('aria-label')).to.equal('attention/self/layer0/head0, step 60');
    expect(part(element, 'events')!.querySelectorAll('.event svg').length).to.be.above(5);
    expect(await element.toCSV()).to.equal(csv);
    await expect(element).to.be.accessible();
  });

  it('is looked at step by step', async () => {
    const slider = part(element, 'events')!.querySelector<HTMLInputElement>('input[type=range]')!;
    const picture = element.shadowRoot!.querySelector<HTMLCanvasElement>('.event canvas')!;
    const last = pixels(picture);
    slider.value = '0';
    slider.dispatchEvent(new Event('input'));
    await until(() => picture.getAttribute('aria-label')!.endsWith('step 0'), 'the first step');
    await until(() => pixels(picture).join() !== last.join(), 'its picture');
  });

  it('is closed, and the keyboard is at the menu', async () => {
    button(element, 'Close')!.click();
    await until(() => part(element, 'events') === null, 'it is gone');
    expect(element.shadowRoot!.querySelectorAll('.chart')).to.have.length(2);
    expect(element.shadowRoot!.activeElement).to.equal(part(element, 'menu')!.querySelector('summary'));
  });

  it('is dropped on the element; of several files none is taken', async () => {
    const drop = (type: string, files: readonly File[]) => {
      const dataTransfer = new DataTransfer();
      for (const file of files) dataTransfer.items.add(file);
      const event = new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true });
      part(element, 'figure')!.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const file = await fileOf(element, 'events.out.tfevents.3.other');
    expect(drop('dragover', [file, file]) && drop('drop', [file, file])).to.equal(true);
    expect(part(element, 'events')).to.equal(null);
    expect(drop('dragover', [file]) && drop('drop', [file])).to.equal(true);
    await until(() => part(element, 'events')?.textContent!.includes('tfevents.3'), 'the file is shown');
    button(element, 'Close')!.click();
    await until(() => part(element, 'events') === null, 'it is gone');
  });

  it('that is damaged is refused, by its name', async () => {
    const bytes = (await element.save('tensorboard'))!;
    bytes[200] ^= 1;
    await element.load(new File([bytes as BlobPart], 'events.out.tfevents.2.other'));
    await until(() => part(element, 'error')?.textContent!.includes('events.out.tfevents.2.other'), 'the sentence');
    expect(part(element, 'events')).to.equal(null);
  });
});

describe('a run for other programs', () => {
  it('is saved from the menu, and given to scripts', async () => {
    const element = stand(quick);
    await trained(element);
    const names: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      names.push(this.download);
    };
    for (const text of ['Save as PyTorch', 'Save as ONNX', 'Save for TensorBoard']) button(element, text)!.click();
    await until(() => names.length === 3, 'the files are there');
    HTMLAnchorElement.prototype.click = click;
    // Each comes when it is written.
    const [events, ...others] = names.sort();
    expect(events).to.match(/^events\.out\.tfevents\.\d+\.reverse$/);
    expect(others).to.deep.equal(['reverse-pytorch.zip', 'reverse.onnx']);
    expect(await element.toPyTorch()).to.contain('class Model(nn.Module):');
    element.remove();
  });
});
