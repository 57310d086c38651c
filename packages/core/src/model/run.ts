import { AttnError, reason } from '../errors.js';
import type { Segment } from '../data/segments.js';
import { type Architecture, type AttentionBlock, layersOf, type ModelPart, partsOf } from './architecture.js';
import type { LogitPlace, PassOptions } from './forward/network.js';
import type { AttentionTrace, KeptArray, PassResult } from './forward/trace.js';
import { type HeadMetrics, headMetrics } from './metrics.js';
import { chanceOf, drawn, likeliest, mostProbable, probabilitiesOf } from './predictions.js';
import type { ModelTokenizer } from './tokens/tokenizer.js';

/** Tokens of a sequence that a model has read. */
export interface RunTokens {
  readonly ids: readonly number[];
  /** As the vocabulary writes them; of a picture [CLS] and the places of its patches. */
  readonly pieces: readonly string[];
  readonly special: readonly boolean[];
  /** The two texts of a pair, or a class token and the patches of a picture; null of one text. */
  readonly segments: readonly Segment[] | null;
}

/**
 * Arrays of a run: those of a pass; the norms of what each weight brings, ‖α v‖ (Kobayashi et al. 2020, of the bare values); and the
 * gradient of the likeliest prediction's logit with respect to attention, alone or times attention (Hao et al. 2021).
 */
export type RunArray = KeptArray | 'value-weighted' | GradientArray;
export type GradientArray = 'gradient' | 'attention-gradient';

/** One matrix of a run. */
export interface RunMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Row-major; the caller’s own. */
  readonly values: Float32Array;
}

/** A token, or a class, that the model predicts. */
export interface Prediction {
  readonly id: number;
  /** Text that it adds, or the name of a class. */
  readonly piece: string;
  readonly probability: number;
}

/** Predictions for one place. */
export interface PredictedPlace {
  /** Token that is asked for; null of the one after the last, and of classes. */
  readonly at: number | null;
  /** The most probable first. */
  readonly predictions: readonly Prediction[];
}

/** Parts that a run is made of. */
export interface RunParts {
  readonly architecture: Architecture;
  readonly tokenizer: ModelTokenizer | null;
  readonly source: string;
  readonly tokens: RunTokens;
  readonly decoderTokens: RunTokens | null;
  readonly result: PassResult;
  /** The same pass again, for arrays that it did not keep. */
  readonly again: (
    keep: readonly KeptArray[],
    more: Pick<PassOptions, 'signal' | 'logits' | 'gradientOf'>,
  ) => Promise<PassResult>;
}

/** Tokens before one that is added, as many as its text may depend on. */
const CONTEXT = 16;

/** Result of a model for one input. */
export class Run {
  readonly tokens: RunTokens;
  /** Tokens of the decoder, its first one among them; null of a model without an encoder. */
  readonly decoderTokens: RunTokens | null;
  /** Where the model attends: `self`, or `encoder`, `decoder` and `cross`. */
  readonly parts: readonly ModelPart[];
  readonly #parts: RunParts;
  /** Passes that kept more, by what they kept. */
  readonly #more = new Map<string, Promise<PassResult>>();

  constructor(parts: RunParts) {
    this.#parts = parts;
    this.tokens = parts.tokens;
    this.decoderTokens = parts.decoderTokens;
    this.parts = partsOf(parts.architecture);
  }

  /** Number of heads of each layer of a part. */
  heads(part: ModelPart = this.parts[0]): readonly number[] {
    return this.#layers(part).map(({ heads }) => heads);
  }

  /**
   * Attention of one head after the softmax, [queries, keys]. A copy.
   * @throws {AttnError} `no-head`
   */
  attention(layer: number, head: number, part: ModelPart = this.parts[0]): Float32Array {
    this.#requireHead(part, layer, head);
    const { attention, queryCount, keyCount } = this.#trace(this.#parts.result, part, layer);
    if (!attention) throw notKept('attention');
    return attention.slice(head * queryCount * keyCount, (head + 1) * queryCount * keyCount);
  }

  /**
   * One matrix: attention, queries, keys (after norms and rotation) and values of a head, norms of what its weights bring, or the
   * vectors that leave a layer; gradients as `gradient` has them, of the likeliest prediction. What the run did not keep is computed by a pass of its own. Keys and values of grouped heads
   * are those of the group.
   * @param layer from 0; for hidden states −1 is what enters the first
   * @throws {AttnError} `no-head`, and as `Model.run`
   */
  async array(
    name: RunArray,
    part: ModelPart = this.parts[0],
    layer = 0,
    head = 0,
    signal?: AbortSignal,
  ): Promise<RunMatrix> {
    if (name === 'hidden') return this.#hidden(part, layer, signal);
    this.#requireHead(part, layer, head);
    if (name === 'value-weighted') return this.#valueWeighted(part, layer, head, signal);
    if (name === 'gradient' || name === 'attention-gradient') return this.gradient(name, part, layer, head, {}, signal);
    const trace = this.#trace(await this.#keeping(name, part, layer, signal), part, layer);
    const { heads, keyHeads, headWidth, queryCount, keyCount } = trace;
    const group = Math.floor(head / (heads / keyHeads));
    const [at, rows, columns] =
      name === 'attention'
        ? [head, queryCount, keyCount]
        : name === 'queries'
          ? [head, queryCount, headWidth]
          : [group, keyCount, headWidth];
    return { rows, columns, values: trace[name]!.slice(at * rows * columns, (at + 1) * rows * columns) };
  }

  /**
   * Gradient of one logit with respect to the attention of a head after the softmax, [queries, keys], or that times the attention:
   * how much each weight, as it is, speaks for the token. Computed by a pass of its own, there and back, once a logit.
   * @param logit token, or class, and the row: unless given the likeliest, of the last token, the first mask token, or the classes
   * @throws {AttnError} `no-head`, `bad-option` where there is no such logit, and as `Model.run`
   */
  async gradient(
    name: GradientArray,
    part: ModelPart = this.parts[0],
    layer = 0,
    head = 0,
    logit: LogitPlace = {},
    signal?: AbortSignal,
  ): Promise<RunMatrix> {
    this.#requireHead(part, layer, head);
    const { architecture, again } = this.#parts;
    if (!architecture.head) {
      throw new AttnError('bad-option', { name: 'array', value: name, ...reason`this model has no output layer` });
    }
    const at = logit.at ?? (architecture.head.predicts === 'mask' ? this.#firstMask(name) : undefined);
    const gradientOf = { at, id: logit.id };
    const { gradients, attention } = await this.#once(`gradient ${at} ${logit.id}`, () =>
      again(['attention'], { signal, logits: at === undefined ? 'last' : 'all', gradientOf }),
    );
    const { queryCount: rows, keyCount: columns, attention: weights } = attention.get(part)![layer];
    const [from, end] = [head * rows * columns, (head + 1) * rows * columns];
    const values = gradients!.get(part)![layer].slice(from, end);
    if (name === 'gradient') return { rows, columns, values };
    return { rows, columns, values: values.map((value, cell) => value * weights![from + cell]) };
  }

  /**
   * Logits of one row: of the vocabulary, or of the classes. A copy.
   * @param at token; the last unless given
   * @throws {AttnError} `bad-option` where none were asked for, or not of this token
   */
  logits(at?: number): Float32Array {
    const { logits, firstLogits } = this.#parts.result;
    const { head } = this.#parts.architecture;
    if (!head || !logits) {
      throw new AttnError('bad-option', {
        name: 'logits',
        value: 'none',
        ...(head ? reason`it must be last or all, for there to be any` : reason`this model has no output layer`),
      });
    }
    const { outputs } = head.output;
    const rows = logits.length / outputs;
    const row = at === undefined ? rows - 1 : at - firstLogits;
    if (!(Number.isInteger(row) && row >= 0 && row < rows)) {
      throw new AttnError('bad-option', {
        name: 'at',
        value: String(at),
        ...reason`there are logits of ${rows} tokens`,
      });
    }
    return logits.slice(row * outputs, (row + 1) * outputs);
  }

  /**
   * The most probable tokens: after the last one, or in the place of each mask token; or classes. A place each.
   * @param options.count how many; 10 unless given
   * @param options.temperature 1 unless given; 0 leaves the likeliest alone
   * @throws {AttnError} `bad-option`, as `logits`
   */
  predictions({
    count = 10,
    temperature = 1,
  }: {
    count?: number;
    temperature?: number;
  } = {}): readonly PredictedPlace[] {
    const { head, labels } = this.#parts.architecture;
    const place = (at: number | null, text: (id: number) => string): PredictedPlace => ({
      at,
      predictions: mostProbable(probabilitiesOf(this.logits(at ?? undefined), temperature), count).map((one) => ({
        ...one,
        piece: text(one.id),
      })),
    });
    if (head?.predicts === 'classes') return [place(null, (id) => labels?.[id] ?? `LABEL_${id}`)];
    if (head?.predicts === 'mask') {
      const alone = (id: number) => this.#textOf([], id);
      return this.#masks().map((at) => place(at, alone));
    }
    return [place(null, (id) => this.#textOf(this.#written(), id))];
  }

  /**
   * The next token and its text: the likeliest, or, with a seed, one by chance; null where the text ends, or is as long as it may be.
   * @param how.seed the same seed draws the same token at the same place
   * @throws {AttnError} `bad-option`, as `logits`
   */
  next({ seed = null, temperature = 1 }: { seed?: number | null; temperature?: number } = {}): {
    readonly id: number;
    readonly text: string;
  } | null {
    const { head, tokens, maxTokens } = this.#parts.architecture;
    const written = this.#written();
    if (head?.predicts !== 'next' || written.length >= maxTokens) return null;
    const logits = this.logits();
    const id =
      seed === null ? likeliest(logits) : drawn(probabilitiesOf(logits, temperature), chanceOf(seed, written.length));
    return tokens.end.includes(id) ? null : { id, text: this.#textOf(written, id, false) };
  }

  /** Metrics of each head on this text. */
  metrics(): readonly HeadMetrics[] {
    const { result, architecture } = this.#parts;
    return this.parts.flatMap((part) => {
      const ids = architecture.patches ? null : part === 'decoder' ? this.decoderTokens!.ids : this.tokens.ids;
      return (result.attention.get(part) ?? []).flatMap((trace, layer) =>
        headMetrics(part, layer, trace, part === 'cross' ? null : ids),
      );
    });
  }

  /** Ids of the sequence that is written on. */
  #written(): readonly number[] {
    return (this.decoderTokens ?? this.tokens).ids;
  }

  #masks(): readonly number[] {
    const { tokenizer } = this.#parts;
    const mask = tokenizer?.maskToken ? tokenizer.idOf(tokenizer.maskToken) : null;
    return this.tokens.ids.flatMap((id, at) => (id === mask ? [at] : []));
  }

  /** @throws {AttnError} `bad-option` */
  #firstMask(name: string): number {
    const [at] = this.#masks();
    if (at !== undefined) return at;
    throw new AttnError('bad-option', { name: 'array', value: name, ...reason`the text has no mask token to predict` });
  }

  /** Text that a token adds behind others; where it adds none that can be read, the token itself, unless `isShown` is false. */
  #textOf(before: readonly number[], id: number, isShown = true): string {
    const { tokenizer } = this.#parts;
    if (!tokenizer) return `#${id}`;
    const context = before.slice(-CONTEXT);
    const text = tokenizer.decode(context);
    const longer = tokenizer.decode([...context, id]);
    const added = longer.startsWith(text) ? longer.slice(text.length) : tokenizer.decode([id]);
    return isShown && (added === '' || added.includes('\ufffd')) ? tokenizer.piece(id) : added;
  }

  async #hidden(part: ModelPart, layer: number, signal?: AbortSignal): Promise<RunMatrix> {
    const layers = this.#layers(part).length;
    if (!(Number.isInteger(layer) && layer >= -1 && layer < layers)) throw this.#noHead(part, layer, 0);
    const name = part === 'cross' ? 'decoder' : part;
    const values = (await this.#keeping('hidden', part, 0, signal)).stacks.get(name)!.hidden![layer + 1];
    const { width } = this.#parts.architecture;
    return { rows: values.length / width, columns: width, values: values.slice() };
  }

  async #valueWeighted(part: ModelPart, layer: number, head: number, signal?: AbortSignal): Promise<RunMatrix> {
    const [weights, vectors] = await Promise.all([
      this.array('attention', part, layer, head, signal),
      this.array('values', part, layer, head, signal),
    ]);
    const { columns: width, rows: keys, values } = vectors;
    const norms = Float64Array.from({ length: keys }, (_, key) =>
      Math.hypot(...values.subarray(key * width, (key + 1) * width)),
    );
    return { ...weights, values: weights.values.map((weight, at) => Math.abs(weight) * norms[at % keys]) };
  }

  /** The pass, or another one, that has an array. */
  async #keeping(name: KeptArray, part: ModelPart, layer: number, signal?: AbortSignal): Promise<PassResult> {
    const { result, again } = this.#parts;
    const has =
      name === 'hidden'
        ? result.stacks.get(part === 'cross' ? 'decoder' : part)?.hidden
        : this.#trace(result, part, layer)[name];
    if (has) return result;
    // Keys go with queries, and attention with values.
    const keep: KeptArray[] =
      name === 'queries' || name === 'keys' ? ['queries', 'keys'] : name === 'values' ? ['values'] : [name];
    return this.#once(keep.join(' '), () => again(keep, { signal }));
  }

  /** A pass that is made once, and anew where it failed. */
  #once(key: string, make: () => Promise<PassResult>): Promise<PassResult> {
    const kept = this.#more.get(key);
    if (kept) return kept;
    const pass = make();
    this.#more.set(key, pass);
    pass.catch(() => this.#more.delete(key));
    return pass;
  }

  #layers(part: ModelPart): readonly AttentionBlock[] {
    return this.parts.includes(part) ? layersOf(this.#parts.architecture, part) : [];
  }

  #trace({ attention }: PassResult, part: ModelPart, layer: number): AttentionTrace {
    return attention.get(part)![layer];
  }

  #requireHead(part: ModelPart, layer: number, head: number): void {
    const heads = this.#layers(part)[layer]?.heads ?? 0;
    if (!(Number.isInteger(head) && head >= 0 && head < heads)) throw this.#noHead(part, layer, head);
  }

  #noHead(part: ModelPart, layer: number, head: number): AttnError {
    const layers = this.#layers(part);
    const heads = Math.max(0, ...layers.map((one) => one.heads));
    return new AttnError('no-head', { layer, head, url: this.#parts.source, layers: layers.length, heads });
  }
}

const notKept = (name: string) =>
  new AttnError('bad-option', { name: 'keep', value: '', ...reason`${name} was not kept` });
