import { AttnError, reason } from '@attn-elements/core/errors';
import type {
  Answers,
  HeadAsked,
  HeadValues,
  ModelFacts,
  OpenOptions,
  Progress,
  RunFacts,
  RunInput,
} from './protocol.js';

type Core = typeof import('@attn-elements/core/model');
type Model = Awaited<ReturnType<Core['load']>>;
type Run = Awaited<ReturnType<Model['run']>>;

/** A model that is open, and the last of its runs: what a worker has, or a page that may have none. */
export class Session implements Answers {
  readonly #onProgress: (progress: Progress) => void;
  readonly #onTokenizer: ((isBusy: boolean) => void) | undefined;
  #model: Model | null = null;
  #last: { readonly number: number; readonly run: Run } | null = null;
  #runs = 0;

  /** @param onTokenizer is told when its tokenizer begins to work, and when it has ended */
  constructor(onProgress: (progress: Progress) => void, onTokenizer?: (isBusy: boolean) => void) {
    this.#onProgress = onProgress;
    this.#onTokenizer = onTokenizer;
  }

  async open({ src, maxBytes, cache }: OpenOptions, signal: AbortSignal): Promise<ModelFacts> {
    await this.close();
    const { load } = await loadCore();
    const listeners = { onProgress: this.#onProgress, onTokenizer: this.#onTokenizer };
    this.#model = await load(src, { maxBytes, cache, signal, ...listeners });
    return this.#model.summary;
  }

  async run(input: RunInput, signal: AbortSignal): Promise<RunFacts> {
    const { ablated, by, hidden, predictions: count, temperature, ...given } = input;
    const model = this.#opened();
    const { predicts } = model.summary;
    const asksFor = count > 0 && predicts !== 'none';
    const run = await model.run(given, {
      signal,
      ablate: ablated.map((place) => ({ ...place, by })),
      hiddenTokens: hidden,
      logits: asksFor ? (predicts === 'mask' ? 'all' : 'last') : 'none',
      reuse: true,
    });
    signal.throwIfAborted();
    this.#last = { number: ++this.#runs, run };
    return {
      run: this.#runs,
      tokens: run.tokens.pieces,
      special: run.tokens.special,
      decoderTokens: run.decoderTokens?.pieces ?? null,
      places: asksFor ? run.predictions({ count, temperature }) : [],
    };
  }

  async head({ run, array, part, layer, head }: HeadAsked, signal: AbortSignal): Promise<HeadValues> {
    return this.#at(run).array(array, part, layer, head, signal);
  }

  async next(how: { readonly run: number; readonly seed: number | null; readonly temperature: number }) {
    return this.#at(how.run).next(how)?.text ?? null;
  }

  async close(): Promise<void> {
    this.#model?.dispose();
    this.#model = null;
    this.#last = null;
  }

  #opened(): Model {
    if (this.#model) return this.#model;
    throw new AttnError('unexpected', { ...reason`the model was closed` });
  }

  /** A run that another has followed is no more. */
  #at(number: number): Run {
    if (this.#last?.number === number) return this.#last.run;
    throw new DOMException('Another text has been read since.', 'AbortError');
  }
}

/** Core's room of models, with its tokenizers: read where a model is first opened. */
async function loadCore(): Promise<Core> {
  try {
    return await import('@attn-elements/core/model');
  } catch (error) {
    throw new AttnError('not-loaded', { what: String(error) }, { cause: error });
  }
}
