import { AttnError } from '@attn-elements/core/errors';
import { lazy, onceGone, PageAddress } from '@attn-elements/core/element';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { readPicture } from './picture.js';
import type { Properties } from './properties.js';
import type { Connection } from './running/connection.js';
import type { HeadAsked, HeadValues, ModelFacts, RunInput } from './running/protocol.js';
import { emptyState, headsIn, type ModelState, numbersIn, writtenTo } from './model.js';

export interface ModelHost extends ReactiveControllerHost, HTMLElement, Readonly<Properties> {}

/** Most words that are written without being asked again. */
const MOST_WRITTEN = 50;

/** Opens the model that the properties name, and runs it over their text: a new text takes the place of the old one. */
export class ModelController implements ReactiveController {
  readonly #host: ModelHost;
  readonly #address: PageAddress;
  readonly #tell: (error: AttnError) => void;
  #state: ModelState = emptyState;
  #connection: Connection | null = null;
  #opening = new AbortController();
  #running = new AbortController();
  #settled: Promise<unknown> = Promise.resolve();
  /** Whether it was taken from its page. */
  #isGone = false;

  /** @param tell of a failure the page is told */
  constructor(host: ModelHost, tell: (error: AttnError) => void) {
    this.#host = host;
    this.#tell = tell;
    this.#address = new PageAddress(host, () => this.open());
    host.addController(this);
  }

  get state(): ModelState {
    return this.#state;
  }

  /** Settles once what is under way has ended. */
  get settled(): Promise<unknown> {
    return this.#settled;
  }

  /** Opens the model anew. */
  open(): void {
    this.#close();
    const { src } = this.#host;
    if (!src) {
      this.#set(emptyState);
      return;
    }
    const opening = new AbortController();
    this.#opening = opening;
    this.#set({ ...emptyState, stage: 'opening' });
    this.#settled = this.#open(new URL(src, this.#address.baseOf(src)).href, opening.signal).catch((error: unknown) => {
      if (opening.signal.aborted) return;
      this.#close();
      this.#fail(error, 'fault');
    });
  }

  /** Stops what is on its way. */
  cancel(): void {
    this.#close();
    this.#set({ ...emptyState, stage: 'cancelled' });
  }

  /** Runs the model over the text as it is now. */
  run(): void {
    if (this.#state.stage !== 'open') return;
    this.#running.abort();
    const running = new AbortController();
    this.#running = running;
    this.#set({ isRunning: true, isGenerating: false });
    this.#settled = this.#run(running.signal).catch((error: unknown) => {
      if (!running.signal.aborted) this.#fail(error, 'refused');
    });
  }

  /** Writes on until the text ends, or somebody stops it. @param write takes each word */
  generate(write: (text: string) => void): void {
    this.#running.abort();
    const running = new AbortController();
    this.#running = running;
    this.#set({ isGenerating: true });
    this.#settled = this.#generate(write, running.signal).catch((error: unknown) => {
      if (!running.signal.aborted) this.#fail(error, 'refused');
    });
  }

  /** Stops writing: what was written stays. */
  stop(): void {
    this.#running.abort();
    this.#set({ isRunning: false, isGenerating: false });
  }

  head(asked: HeadAsked, signal?: AbortSignal): Promise<HeadValues> {
    if (!this.#connection) return Promise.reject(new DOMException('The model was closed.', 'AbortError'));
    return this.#connection.ask('head', asked, signal);
  }

  hostConnected(): void {
    // Moved in the page, it goes on; put back later, it begins anew.
    if (this.#isGone && this.#host.src) this.open();
    this.#isGone = false;
  }

  hostDisconnected(): void {
    onceGone(this.#host, () => {
      this.#isGone = true;
      this.#close();
      this.#set(emptyState);
    });
  }

  async #open(src: string, signal: AbortSignal): Promise<void> {
    const { maxBytes, cache } = this.#host;
    const { connect } = await lazy(() => import('./running/connection.js'));
    const listeners = {
      onProgress: (progress: ModelState['progress']) => this.#set({ progress }),
      onBreak: (error: Error) => {
        this.#close();
        this.#fail(error, 'fault');
      },
    };
    const connection = await connect(listeners, signal);
    if (signal.aborted) {
      connection.end();
      return;
    }
    this.#connection = connection;
    const facts = await connection.ask('open', { src, maxBytes, cache }, signal);
    signal.throwIfAborted();
    this.#set({ stage: 'open', facts, progress: null });
    this.run();
    await this.#settled;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const connection = this.#connection!;
    const { facts } = this.#state;
    const picture = this.#picture(facts!);
    const input = await this.#input(facts!, picture, signal);
    if (!input) {
      this.#set({ run: null, picture: null, isRunning: false, refused: null });
      return;
    }
    const run = await connection.ask('run', input, signal);
    signal.throwIfAborted();
    this.#set({ run, picture, isRunning: false, refused: null, progress: null });
  }

  async #generate(write: (text: string) => void, signal: AbortSignal): Promise<void> {
    const { seed } = this.#host;
    for (let count = 0; count < MOST_WRITTEN; count++) {
      const { run } = this.#state;
      const { temperature } = this.#host;
      if (!run) break;
      const how = { run: run.run, seed: seed === null ? null : seed + run.tokens.length, temperature };
      const piece = await this.#connection!.ask('next', how, signal);
      signal.throwIfAborted();
      if (piece === null) break;
      write((this.#host[writtenTo(this.#state.facts!)] ?? '') + piece);
      await this.#run(signal);
    }
    this.#set({ isGenerating: false });
  }

  /** Whole address of the picture to be looked at; null where there is none, or the model reads text. */
  #picture({ takes }: ModelFacts): string | null {
    const { image } = this.#host;
    return takes === 'picture' && image ? new URL(image, this.#address.baseOf(image)).href : null;
  }

  /** Input to be read; null where there is nothing. */
  async #input({ takes, predicts }: ModelFacts, url: string | null, signal: AbortSignal): Promise<RunInput | null> {
    const { text, pair, decoderText, maxTokens, ablate, ablateBy, mask, predictions, temperature } = this.#host;
    if (takes === 'picture' ? !url : !text?.trim()) return null;
    const part = this.#state.facts!.heads.self ? 'self' : 'decoder';
    return {
      text: text ?? '',
      pair,
      decoderText,
      picture: url ? await readPicture(url, signal) : null,
      maxTokens,
      ablated: headsIn(ablate).map((place) => ({ ...place, part })),
      by: ablateBy,
      hidden: numbersIn(mask),
      predictions: predicts === 'none' ? 0 : predictions,
      temperature,
    };
  }

  #close(): void {
    this.#opening.abort();
    this.#running.abort();
    this.#connection?.end();
    this.#connection = null;
  }

  #fail(error: unknown, what: 'fault' | 'refused'): void {
    const told = AttnError.from(error);
    this.#set({
      isRunning: false,
      isGenerating: false,
      progress: null,
      [what]: told,
      ...(what === 'fault' && { stage: 'failed' }),
    });
    this.#tell(told);
  }

  #set(changes: Partial<ModelState>): void {
    this.#state = { ...this.#state, ...changes };
    this.#host.requestUpdate();
  }
}
