import { memory } from '@attn-elements/core/tfjs';
import { expect, oneEvent } from '@open-wc/testing';
import { countGraphics, countListeners, countObservers, countWorkers } from '../../../../scripts/testing/page/leaks.js';
import { quick, stand, trained, until } from './stand.js';

const ROUNDS = 20;

/** Lets the page's own tasks go by, one after the other. */
async function pass(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setTimeout(resolve));
}

/** Trains, begins again, and goes. */
async function round(properties: object): Promise<void> {
  const element = stand({ ...quick, steps: 5, ...properties });
  await trained(element);
  await element.reset();
  await element.step();
  element.remove();
}

/** A page on which no worker may start. */
async function withoutWorkers(run: () => Promise<void>): Promise<void> {
  const native = globalThis.Worker;
  globalThis.Worker = function () {
    throw new DOMException('This page has no workers.', 'SecurityError');
  } as unknown as typeof Worker;
  try {
    await run();
  } finally {
    globalThis.Worker = native;
  }
}

describe('an element that trained, and is gone', () => {
  it(`leaves no worker, listener or observer, ${ROUNDS} times`, async function () {
    this.timeout(120_000);
    await round({});
    const [workers, listeners, observers] = [countWorkers(), countListeners(), countObservers()];
    try {
      const element = stand({ ...quick, steps: 5 });
      await trained(element);
      expect(workers.open.size, 'a worker trains').to.equal(1);
      element.remove();
      for (let i = 1; i < ROUNDS; i++) {
        await round({});
        expect(workers.open.size, `workers after round ${i}`).to.equal(0);
      }
      expect(workers.begun()).to.equal(ROUNDS);
      expect(listeners.open()).to.deep.equal([]);
      expect(observers.open()).to.deep.equal([]);
      expect(observers.made()).to.be.at.least(ROUNDS);
    } finally {
      for (const count of [workers, listeners, observers]) count.stop();
    }
  });

  for (const engine of ['wasm', 'webgl'] as const) {
    it(`leaves no tensor, and nothing on the graphics device, ${ROUNDS} times on the page’s own thread: ${engine}`, async function () {
      this.timeout(120_000);
      await withoutWorkers(async () => {
        const graphics = countGraphics();
        try {
          // What the page keeps for the next run is made now: programs, and textures that are free.
          for (let i = 0; i < 2; i++) await round({ engine });
          await until(() => memory().numTensors === 0, 'everything is freed');
          const before = { ...graphics.counts };
          if (engine === 'webgl') expect(before.textures).to.be.above(0);
          for (let i = 0; i < ROUNDS; i++) await round({ engine });
          await until(() => memory().numTensors === 0, 'everything is freed again');
          expect(memory().numDataBuffers).to.equal(0);
          expect(graphics.counts).to.deep.equal(before);
        } finally {
          graphics.stop();
        }
      });
    });
  }
});

describe('an element that is removed in the middle', () => {
  it('of nothing yet begins nothing', async () => {
    const workers = countWorkers();
    const element = stand();
    const training = element.train();
    element.remove();
    await training;
    workers.stop();
    expect(workers.begun()).to.equal(0);
  });

  it('of opening leaves no worker, whenever that is', async () => {
    const workers = countWorkers();
    try {
      for (let tasks = 0; tasks < 60; tasks += 3) {
        const element = stand({ ...quick, engine: null, steps: 1e6 });
        void element.train();
        await pass(tasks);
        element.remove();
        await pass(1);
        expect(workers.open.size, `after ${tasks} tasks`).to.equal(0);
      }
      expect(workers.begun()).to.be.above(0);
    } finally {
      workers.stop();
    }
  });

  it('of opening or of a step on the page’s own thread leaves no tensor', async () => {
    await withoutWorkers(async () => {
      for (let tasks = 0; tasks < 60; tasks += 5) {
        const element = stand({ ...quick, engine: null, steps: 1e6 });
        void element.train();
        await pass(tasks);
        element.remove();
      }
      await until(() => memory().numTensors === 0, 'everything is freed');
      const element = stand({ ...quick, steps: 1e6 });
      void element.train();
      await oneEvent(element, 'attn-step');
      element.remove();
      await until(() => memory().numTensors === 0, 'everything is freed after a step');
    });
  });

  it('of saving settles what was asked for', async () => {
    const element = stand({ ...quick, steps: 1e6 });
    await element.train();
    await oneEvent(element, 'attn-step');
    const [saving, pausing] = [element.save(), element.pause()];
    element.remove();
    // Either it was ready just before, or nobody waits for it any more.
    expect(await saving).to.satisfy((file: unknown) => file === null || file instanceof Uint8Array);
    await pausing;
  });
});

describe('a worker that does not start', () => {
  /** One whose file is refused a moment later, as by a policy. */
  class Refused extends EventTarget {
    static ended = 0;
    static heard = 0;
    constructor() {
      super();
      setTimeout(() => this.dispatchEvent(new Event('error', { cancelable: true })));
    }
    override addEventListener(type: string, listen: EventListener, options?: AddEventListenerOptions): void {
      Refused.heard++;
      options?.signal?.addEventListener('abort', () => Refused.heard--);
      super.addEventListener(type, listen, options);
    }
    terminate(): void {
      Refused.ended++;
    }
  }

  it('is ended, and nobody listens to it any more', async () => {
    const native = globalThis.Worker;
    globalThis.Worker = Refused as unknown as typeof Worker;
    try {
      const element = stand();
      await trained(element);
      expect(element.shadowRoot!.querySelector('[part~=progress]')!.textContent).to.contain('own thread');
      expect([Refused.ended, Refused.heard]).to.deep.equal([1, 0]);
      element.remove();
      await until(() => memory().numTensors === 0, 'everything is freed');
    } finally {
      globalThis.Worker = native;
    }
  });
});
