import { chromium } from 'playwright-core';
import { Screen } from './screen.mjs';

/** A promise that fails with `cut` when it takes longer than `ms`. */
export class Cut extends Error {}
const within = (promise, ms) => {
  let timer;
  const cut = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Cut(`more than ${ms} ms`)), ms);
  });
  return Promise.race([promise, cut]).finally(() => clearTimeout(timer));
};

/** One browser for the whole run, one fresh page (in a context, and so a process, of its own) for every cell. */
export class Lab {
  #browser;
  #origin;
  #judge;

  /** @param judged whether somebody will ask the judge's page what is in a picture */
  static async open({ executablePath, args, env }, origin, judged = false) {
    const lab = new Lab();
    lab.#origin = origin;
    // Background tabs would be throttled, and the judge's page lies behind the measured one.
    const steady = ['--disable-background-timer-throttling', '--disable-renderer-backgrounding'];
    lab.#browser = await chromium.launch({ executablePath, env, args: [...args, ...steady], headless: true });
    lab.#judge = await (await lab.#browser.newContext()).newPage();
    if (judged) {
      await lab.#judge.goto(`${origin}/page/judge.html`);
      await lab.#judge.waitForFunction('window.judge');
    }
    return lab;
  }

  get version() {
    return this.#browser.version();
  }

  /** The name of the renderer as WebGL tells it: says whether pictures were drawn in software. */
  async renderer() {
    return this.#judge.evaluate(() => {
      const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
      const info = gl?.getExtension('WEBGL_debug_renderer_info');
      const name = gl ? gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER) : 'none';
      gl?.getExtension('WEBGL_lose_context')?.loseContext();
      return name;
    });
  }

  judge(question, input) {
    return this.#judge.evaluate(([name, data]) => window.judge[name](data), [question, input]);
  }

  /** Opens a page with the contender loaded and the job's data in memory, hands it to `measure`, and closes it. */
  cell({ contender, job, options, viewport, limit }, measure) {
    return this.visit({ viewport, limit }, async (at) => {
      const { page } = at;
      await page.goto(`${this.#origin}/page/index.html`);
      await page.waitForFunction('window.bench');
      const styles = `/built/${contender}/style.css`;
      if ((await fetch(this.#origin + styles)).ok) await page.addStyleTag({ url: styles });
      const about = await within(
        page.evaluate(([name, kind, rest]) => window.bench.prepare(name, kind, rest), [contender, job, options]),
        60_000,
      );
      return measure({ ...at, about });
    });
  }

  /** Opens an empty page, hands it to `measure`, and closes it. */
  async visit({ viewport, limit }, measure) {
    const context = await this.#browser.newContext({ viewport, deviceScaleFactor: 1 });
    try {
      const page = await context.newPage();
      const errors = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('crash', () => errors.push('the page crashed'));
      const session = await context.newCDPSession(page);
      const result = await measure({
        page,
        session,
        screen: new Screen(session),
        origin: this.#origin,
        within: (promise) => within(promise, limit),
      });
      return errors.length ? { ...result, errors } : result;
    } catch (error) {
      if (error instanceof Cut) return { cut: true };
      return { failed: error.message.split('\n')[0].replace(/^page\.evaluate: (Error: )?/, '') };
    } finally {
      // A page whose main thread hangs does not answer; closing its context ends its process all the same.
      await within(context.close(), 10_000).catch(() => {});
    }
  }

  /** Process ids of the renderers. */
  async renderers() {
    const session = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  }

  close() {
    return this.#browser.close();
  }
}
