import { expect, oneEvent } from '@open-wc/testing';
import type { Reply, Report } from '../../src/training/protocol.js';
import { part, quick, stand, until } from './fixture.js';

type Canvas = HTMLCanvasElement;

const { getContext } = HTMLCanvasElement.prototype;
const { putImageData, drawImage } = CanvasRenderingContext2D.prototype;
const PageWorker = globalThis.Worker;

/** Options with which contexts were asked for. */
let asked: unknown[];
/** Canvases of the page that were painted. */
let painted: Canvas[];
/** The newest worker, and what it reported last. */
let worker: Worker;
let last: Report;

/** A few frames of the page, in which whatever waits for one is done. */
async function frames(count = 3): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
}

/** Reports that come one after the other, each of a later step and with attention of its own; the page gets no frame meanwhile. */
async function report(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const step = last.step + 1;
    const [frame] = last.frames;
    const next: Report = { ...last, state: 'training', step, from: step - 1, losses: last.losses, isAnew: false };
    last = { ...next, frames: [{ step, example: frame.example }], evaluations: [] };
    worker.dispatchEvent(new MessageEvent<Reply>('message', { data: { kind: 'report', report: last } }));
    // As long as it takes to render at once.
    for (let j = 0; j < 50; j++) await Promise.resolve();
  }
}

/** Takes one step in sight, and waits until everything is drawn. */
async function stepped(properties: object) {
  const element = stand(properties);
  await element.updateComplete;
  element.scrollIntoView();
  const reported = oneEvent(element, 'attn-step');
  await element.step();
  await reported;
  await until(() => painted.includes(part<Canvas>(element, 'canvas')!), 'attention is drawn');
  await frames();
  return element;
}

const repaints = (canvas: Canvas | null) => painted.filter((one) => one === canvas).length;

describe('what is painted while a model learns', () => {
  beforeEach(() => {
    asked = [];
    painted = [];
    HTMLCanvasElement.prototype.getContext = function (this: Canvas, ...given: [string, unknown?]) {
      if (given[0] === '2d') asked.push(given[1]);
      return getContext.apply(this, given as never);
    } as typeof getContext;
    const noted = <Method extends (...given: never[]) => void>(method: Method) =>
      function (this: CanvasRenderingContext2D, ...given: Parameters<Method>) {
        if (this.canvas.isConnected) painted.push(this.canvas);
        method.apply(this, given);
      };
    CanvasRenderingContext2D.prototype.putImageData = noted(putImageData) as typeof putImageData;
    CanvasRenderingContext2D.prototype.drawImage = noted(drawImage) as typeof drawImage;
    globalThis.Worker = function (...given: ConstructorParameters<typeof PageWorker>) {
      worker = new PageWorker(...given);
      worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
        if (data.kind === 'report' && data.report.frames.length > 0) last = data.report;
      });
      return worker;
    } as unknown as typeof PageWorker;
  });

  afterEach(() => {
    Object.assign(HTMLCanvasElement.prototype, { getContext });
    Object.assign(CanvasRenderingContext2D.prototype, { putImageData, drawImage });
    globalThis.Worker = PageWorker;
  });

  for (const properties of [quick, { task: 'digits', batchSize: 2, engine: 'wasm' }]) {
    describe(`of the task ${properties.task}`, () => {
      it('is painted without the graphics device', async () => {
        const element = await stepped(properties);
        expect(asked.length).to.be.above(1);
        for (const options of asked) expect(options).to.deep.equal({ willReadFrequently: true });
        element.remove();
      });

      it('is painted once a frame, however many reports come', async () => {
        const element = await stepped(properties);
        const canvas = part<Canvas>(element, 'canvas');
        const legend = part(element, 'legend')!.querySelector('canvas');
        await report(1);
        await frames();
        painted = [];
        await report(1);
        await frames();
        const once = repaints(canvas);
        expect(once, 'other attention is drawn').to.be.above(0);
        painted = [];
        await report(6);
        await frames();
        expect(repaints(canvas)).to.equal(once);
        expect(part(element, 'progress')!.textContent).to.contain(`Step ${last.step} `);
        expect(repaints(legend), 'its colours are the same').to.equal(0);
        element.remove();
      });

      it('is not painted out of sight, but when it comes back', async () => {
        const element = await stepped(properties);
        const space = document.createElement('div');
        space.style.height = '6000px';
        element.before(space);
        scrollTo(0, 0);
        await outOfSight(element);
        await frames();
        painted = [];
        await report(3);
        await frames();
        expect(painted).to.deep.equal([]);
        element.scrollIntoView();
        await until(() => repaints(part<Canvas>(element, 'canvas')) > 0, 'it is drawn');
        element.remove();
        space.remove();
      });
    });
  }
});

/** Settles once the browser has told that an element is farther than half a screen away. */
function outOfSight(element: Element): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      ([{ isIntersecting }]) => {
        if (isIntersecting) return;
        observer.disconnect();
        resolve();
      },
      { rootMargin: '50%' },
    );
    observer.observe(element);
  });
}
