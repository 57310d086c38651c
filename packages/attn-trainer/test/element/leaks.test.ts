import { memory } from '@attn-elements/core/tfjs';
import { expect, oneEvent } from '@open-wc/testing';
import { countGraphics, countListeners, countObservers, countWorkers } from '../../../../scripts/testing/page/leaks.js';
import { quick, replace, rounds, stand, tasks, trained, until } from './fixture.js';

/** Counts are exact: what leaks in one round leaks in each. */
const ROUNDS = { worker: 4, wasm: 6, webgl: 2 };

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
  const Worker = function () {
    throw new DOMException('This page has no workers.', 'SecurityError');
  };
  const restore = replace(globalThis, { Worker });
  try {
    await run();
  } finally {
    restore();
  }
}

describe('an element that trained, and is gone', () => {
  it(`leaves no worker, listener or observer, ${ROUNDS.worker} times`, async () => {
    await round({});
    const [workers, listeners, observers] = [countWorkers(), countListeners(), countObservers()];
    try {
      const element = stand({ ...quick, steps: 5 });
      await trained(element);
      expect(workers.open.size, 'a worker trains').to.equal(1);
      element.remove();
      for (const i of rounds(ROUNDS.worker - 1)) {
        await round({});
        // What was learned is kept as a file, and then the worker ends.
        await until(() => workers.open.size === 0, `no worker is there after round ${i + 1}`);
      }
      expect(workers.begun()).to.equal(ROUNDS.worker);
      expect(listeners.open()).to.deep.equal([]);
      expect(observers.open()).to.deep.equal([]);
      expect(observers.made()).to.be.at.least(ROUNDS.worker);
    } finally {
      for (const count of [workers, listeners, observers]) count.stop();
    }
  });

  for (const engine of ['wasm', 'webgl'] as const) {
    it(`leaves no tensor, and nothing on the graphics device, ${ROUNDS[engine]} times on the page’s own thread: ${engine}`, async () => {
      await withoutWorkers(async () => {
        const graphics = countGraphics();
        try {
          // What the page keeps for the next run is made now: programs, and textures that are free.
          for (const i of rounds(2)) await round({ engine, seed: i + 1 });
          await until(() => memory().numTensors === 0, 'everything is freed');
          const before = { ...graphics.counts };
          if (engine === 'webgl') expect(before.textures).to.be.above(0);
          for (const i of rounds(ROUNDS[engine])) await round({ engine, seed: i + 1 });
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
      for (const i of rounds(10)) {
        const element = stand({ ...quick, engine: null, steps: 1e6 });
        void element.train();
        await tasks(6 * i);
        element.remove();
        await tasks();
        expect(workers.open.size, `after ${6 * i} tasks`).to.equal(0);
      }
      expect(workers.begun()).to.be.above(0);
    } finally {
      workers.stop();
    }
  });

  it('of opening or of a step on the page’s own thread leaves no tensor', async () => {
    await withoutWorkers(async () => {
      for (const i of rounds(6)) {
        const element = stand({ ...quick, engine: null, steps: 1e6 });
        void element.train();
        await tasks(10 * i);
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
    replace(globalThis, { Worker: Refused });
    const element = stand();
    await trained(element);
    expect(element.shadowRoot!.querySelector('[part~=progress]')!.textContent).to.contain('own thread');
    expect([Refused.ended, Refused.heard]).to.deep.equal([1, 0]);
    element.remove();
    await until(() => memory().numTensors === 0, 'everything is freed');
  });
});
