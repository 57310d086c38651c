import { AttnError, reason } from '../../errors.js';
import { lazy } from '../../lazy.js';
import { nextTask } from '../../slices.js';
import type { Architecture, AttentionBlock, Embedding, ModelPart, Stack } from '../architecture.js';
import type { Engine, Rows } from '../engine/engine.js';
import { embedPatches, embedTokens, type TokenInput } from './embedding.js';
import { type Interventions, requirePlaces } from './interventions.js';
import { type LayerWeights, normed, passLayer, readLayer } from './layer-pass.js';
import { computeLogits } from './logits.js';
import { gradientsByPart, placeOfLogit } from './gradients.js';
import { Prefix } from './prefix.js';
import { type RopeTables, relativeBias, ropeTables } from './positions.js';
import type { AttentionTrace, HiddenTrace, KeptArray, PassResult } from './trace.js';
import { type TensorReader, WeightsInMemory } from './weights.js';

/** Input of a pass: tokens, or pixels. */
export interface PassInput extends Partial<TokenInput> {
  /** Tokens of the decoder, of an encoder–decoder; its first token unless given. */
  readonly decoderIds?: readonly number[];
  /** Pixels of a picture, [channels, rows, columns], as the model wants them. */
  readonly pixels?: Float32Array;
}

/** A layer that is done. */
export interface LayerDone {
  readonly part: 'self' | 'encoder' | 'decoder';
  readonly layer: number;
  /** Attention of the layer, and of a decoder's layer to the encoder too. */
  readonly traces: readonly AttentionTrace[];
}

export interface PassOptions extends Interventions {
  readonly signal?: AbortSignal;
  /** Arrays that are handed out; attention unless given. */
  readonly keep?: readonly KeptArray[];
  /** Of which tokens there are logits: `none` unless given. Heads of classes have one row in any case. */
  readonly logits?: 'none' | 'last' | 'all';
  /** Tokens that no query may see, as if they were padding. */
  readonly hiddenTokens?: readonly number[];
  /** Whether keys and values of a beginning that is as it was are taken from the pass before; of decoders alone. False unless given. */
  readonly reuse?: boolean;
  /** The logit whose gradients with respect to all attention are computed; logits must be asked for, and nothing is reused. */
  readonly gradientOf?: LogitPlace;
  readonly onLayer?: (done: LayerDone) => void;
}

/** One logit. */
export interface LogitPlace {
  /** Token of the row; the last row, or that of the classes, unless given. */
  readonly at?: number;
  /** Token, or class; the likeliest of the row unless given. */
  readonly id?: number;
}

type StackName = 'self' | 'encoder' | 'decoder';

/** One pass through a stack. */
interface StackPass {
  readonly name: StackName;
  readonly stack: Stack;
  readonly embedding: Embedding | null;
  readonly input: PassInput & TokenInput;
  /** Vectors of the encoder, for a decoder that attends to them, and which of them are tokens. */
  readonly encoded: { readonly vectors: Rows; readonly visible: Uint8Array | null } | null;
}

/**
 * A model in the memory of an engine. Weights of a layer are read when that layer is first computed, and stay. Passes come
 * one after the other.
 */
export class Network {
  readonly architecture: Architecture;
  readonly engine: Engine;
  readonly #weights: WeightsInMemory;
  readonly #prefix: Prefix;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(architecture: Architecture, reader: TensorReader, engine: Engine) {
    this.architecture = architecture;
    this.engine = engine;
    this.#weights = new WeightsInMemory(engine, reader);
    this.#prefix = new Prefix(engine);
  }

  /**
   * Runs the model over an input.
   * @throws {AttnError} `bad-option` of ids that the model does not know and of texts too long for it; `wrong-shape`, and what
   * keeps weights from being read; the signal's reason
   */
  run(input: PassInput, options: PassOptions = {}): Promise<PassResult> {
    const run = this.#turn.then(() => this.#run(input, options));
    this.#turn = run.catch(() => {});
    return run;
  }

  dispose(): void {
    this.#prefix.forget();
    this.#weights.dispose();
    this.engine.dispose();
  }

  async #run(input: PassInput, options: PassOptions): Promise<PassResult> {
    const { stack, embedding, decoder, decoderEmbedding, head } = this.architecture;
    options.signal?.throwIfAborted();
    const given = { ...input, ids: input.ids ?? [] };
    this.#check(given);
    const { patches, maxTokens } = this.architecture;
    requirePlaces(this.architecture, options, options.hiddenTokens ?? [], patches ? maxTokens : given.ids.length);
    const attention = new Map<ModelPart, AttentionTrace[]>();
    const stacks = new Map<StackName, HiddenTrace>();
    const keepTraces = (name: StackName, traces: readonly (readonly AttentionTrace[])[], hidden: HiddenTrace) => {
      attention.set(
        name,
        traces.map(([own]) => own),
      );
      if (name === 'decoder') {
        attention.set(
          'cross',
          traces.map(([, cross]) => cross),
        );
      }
      stacks.set(name, hidden);
    };
    const name = decoder ? 'encoder' : 'self';
    const tape = options.gradientOf ? await newTape(this.engine) : null;
    const engine = tape ?? this.engine;
    const first = await this.#pass(engine, { name, stack, embedding, input: given, encoded: null }, options);
    keepTraces(name, first.traces, first.hidden);
    let last = first;
    if (decoder) {
      const ids = input.decoderIds ?? [decoder.startToken];
      const encoded = { vectors: first.vectors, visible: visibleOf(given, options.hiddenTokens) };
      const second = { name: 'decoder', stack: decoder, embedding: decoderEmbedding, input: { ids }, encoded } as const;
      last = await this.#pass(engine, second, { ...options, hiddenTokens: [] });
      keepTraces('decoder', last.traces, last.hidden);
      this.engine.free(first.vectors);
    }
    const wanted = options.logits ?? 'none';
    let logits: Float32Array | null = null;
    let firstLogits = 0;
    let gradients: PassResult['gradients'] = null;
    try {
      if (head && wanted !== 'none') {
        const mask = decoder ? undefined : given.mask;
        const { rows, first: row } = await computeLogits(
          engine,
          this.#weights,
          head,
          last.vectors,
          { ...last, wanted, mask },
          options.signal,
        );
        logits = engine.read(rows);
        firstLogits = row;
        try {
          if (tape) {
            const at = placeOfLogit(options.gradientOf!, logits, rows, row);
            gradients = gradientsByPart(await tape.gradients(rows, at, options.signal), attention);
          }
        } finally {
          engine.free(rows);
        }
      }
    } finally {
      this.engine.free(last.vectors);
      tape?.dispose();
    }
    return { attention, stacks, logits, firstLogits, gradients };
  }

  /** @throws {AttnError} `bad-option` */
  #check({ ids, types, decoderIds = [], pixels }: PassInput & TokenInput): void {
    const { embedding, decoderEmbedding, patches, maxTokens } = this.architecture;
    if (patches) {
      if (!pixels)
        throw new AttnError('bad-option', { name: 'pixels', value: 'null', ...reason`this model reads pictures` });
      return;
    }
    const check = (name: string, list: readonly number[], least: number, vocabulary: number) => {
      if (list.length < least || list.length > maxTokens) {
        throw new AttnError('bad-option', {
          name,
          value: list.length,
          ...reason`there must be from ${least} to ${maxTokens} tokens`,
        });
      }
      const wrong = list.find((id) => !(Number.isInteger(id) && id >= 0 && id < vocabulary));
      if (wrong === undefined) return;
      throw new AttnError('bad-option', { name, value: wrong, ...reason`the model has ${vocabulary} tokens` });
    };
    check('ids', ids, 1, embedding!.vocabulary);
    if (types && embedding!.types) check('types', types, ids.length, embedding!.types.rows);
    if (decoderEmbedding) check('decoderIds', decoderIds, 0, decoderEmbedding.vocabulary);
  }

  async #pass(engine: Engine, pass: StackPass, options: PassOptions) {
    const { name, stack, input, encoded } = pass;
    const { signal, onLayer } = options;
    const keep: ReadonlySet<KeptArray> = new Set(options.keep ?? ['attention']);
    const patches = this.architecture.patches;
    const isReused = options.reuse === true && name === 'self' && this.#canReuse(options, keep);
    const total = patches ? this.architecture.maxTokens : input.ids.length;
    const offset = isReused ? this.#prefix.shared(input.ids, ropesOf(stack)) : 0;
    if (name === 'self' && !isReused) this.#prefix.forget();
    const vectors =
      patches && input.pixels
        ? await embedPatches(engine, this.#weights, patches, input.pixels, signal)
        : await embedTokens(engine, this.#weights, pass.embedding!, input, offset, signal);
    let x = await this.#normed(engine, vectors, stack.norm, signal);
    const tables = new Map<unknown, RopeTables>();
    const rope = ({ rope: kind }: AttentionBlock): RopeTables | null => {
      if (!kind) return null;
      const key = JSON.stringify(kind);
      const found = tables.get(key) ?? ropeTables(engine, kind, offset, total);
      tables.set(key, found);
      return found;
    };
    const bias = await this.#bias(stack, total, signal);
    const visible = visibleOf(input, options.hiddenTokens);
    const setting = { engine, keep, interventions: options, offset, bias, rope };
    const traces: (readonly AttentionTrace[])[] = [];
    const hidden: Float32Array[] | null = keep.has('hidden') ? [engine.read(x)] : null;
    try {
      for (const [at, layer] of stack.layers.entries()) {
        const weights: LayerWeights = await readLayer(this.#weights, layer, signal);
        // Others have their turn, and whoever has lost interest is heard.
        await nextTask();
        signal?.throwIfAborted();
        const cache = isReused ? this.#prefix.layer(at) : null;
        const done = passLayer(setting, layer, weights, x, {
          own: { part: name, layer: at, source: null, cache, visible },
          cross: encoded && {
            part: 'cross',
            layer: at,
            source: encoded.vectors,
            cache: null,
            visible: encoded.visible,
          },
        });
        x = done.x;
        const own = isReused ? [this.#prefix.extended(at, done.traces[0])] : done.traces;
        traces.push(own);
        hidden?.push(engine.read(x));
        onLayer?.({ part: name, layer: at, traces: own });
      }
    } catch (error) {
      engine.free(x);
      if (isReused) this.#prefix.forget();
      throw error;
    } finally {
      engine.free(bias, ...[...tables.values()].flatMap(({ cosines, sines }) => [cosines, sines]));
    }
    if (isReused) this.#prefix.keep(input.ids);
    x = await this.#normed(engine, x, stack.finalNorm, signal);
    return { vectors: x, offset, traces, hidden: { hidden, final: hidden && engine.read(x) } satisfies HiddenTrace };
  }

  /** Frees what it norms. */
  async #normed(engine: Engine, x: Rows, norm: Stack['norm'], signal?: AbortSignal): Promise<Rows> {
    if (!norm) return x;
    try {
      return normed(engine, x, await this.#weights.norm(norm, signal));
    } finally {
      engine.free(x);
    }
  }

  async #bias({ relativeBias: bias, layers }: Stack, tokens: number, signal?: AbortSignal): Promise<Rows | null> {
    if (!bias) return null;
    const { heads } = layers[0].attention.block;
    const table = await this.#weights.values(bias.table, [bias.buckets, heads], signal);
    return relativeBias(this.engine, bias, table, tokens, tokens);
  }

  /** Whatever changes what keys and values are, or is asked of all tokens, needs all of them computed. */
  #canReuse({ ablate, patch, hiddenTokens, gradientOf }: PassOptions, keep: ReadonlySet<KeptArray>): boolean {
    const { stack, patches, decoder } = this.architecture;
    const isCausal = stack.layers.every(({ attention }) => attention.block.causal);
    const isPlain = !ablate?.length && !patch?.length && !hiddenTokens?.length && !gradientOf;
    return isCausal && isPlain && !patches && !decoder && [...keep].every((array) => array === 'attention');
  }
}

const ropesOf = ({ layers }: Stack) =>
  layers.map(({ attention }) => attention.block.rope).filter((rope) => rope !== null);

/** Which keys may be seen; null where all may be. */
function visibleOf({ ids, mask }: TokenInput, hidden: readonly number[] = []): Uint8Array | null {
  if (!mask?.includes(0) && hidden.length === 0) return null;
  return Uint8Array.from(ids, (_, at) => (mask?.[at] === 0 || hidden.includes(at) ? 0 : 1));
}

/** Most texts are read without a way back. Rejects with `not-loaded`. */
async function newTape(engine: Engine) {
  const { Tape } = await lazy(() => import('../engine/tape.js'));
  return new Tape(engine);
}
