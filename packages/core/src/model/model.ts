import { AttnError, reason } from '../errors.js';
import { type Architecture, layersOf, type ModelPart, partsOf } from './architecture.js';
import type { Network, PassInput, PassOptions } from './forward/network.js';
import { type PictureSettings, type Pixels, pixelsOf } from './picture.js';
import { Run, type RunTokens } from './run.js';
import type { ModelTokenizer, ModelTokens } from './tokens/tokenizer.js';

/** Facts of a model. */
export interface ModelSummary {
  /** `model_type` of its configuration. */
  readonly modelType: string;
  /** Address or path of its folder. */
  readonly source: string;
  /** Numbers in its weights. */
  readonly parameters: number;
  /** Bytes of its weights as they are stored. */
  readonly bytes: number;
  readonly width: number;
  /** Width of a head of the first layer. */
  readonly headWidth: number;
  /** Number of tokens, or of classes. */
  readonly vocabulary: number;
  /** Most tokens of one text. */
  readonly maxTokens: number;
  /** Heads of each layer, by part. */
  readonly heads: Readonly<Partial<Record<ModelPart, readonly number[]>>>;
  readonly takes: 'text' | 'picture';
  readonly predicts: 'next' | 'mask' | 'classes' | 'none';
  /** Word that stands for one that is asked for; null where there is none. */
  readonly maskToken: string | null;
  /** Rows and columns of patches of a picture; null where it reads text. */
  readonly patches: readonly [rows: number, columns: number] | null;
}

/** Input of a model: a text, two texts, tokens or a picture. */
export interface ModelInput {
  readonly text?: string;
  /** A second text, which may be empty; null for none. */
  readonly pair?: string | null;
  /** Text that the decoder has written so far, of an encoder–decoder. */
  readonly decoderText?: string | null;
  /** Tokens, in place of a text: nothing is put around them, and no tokenizer is needed. */
  readonly ids?: readonly number[] | null;
  /** Tokens of the decoder, in place of its text, its first one among them. */
  readonly decoderIds?: readonly number[] | null;
  readonly picture?: Pixels | null;
  /** Most tokens, where they shall be fewer than the model takes. */
  readonly maxTokens?: number | null;
}

/** Parts that a model is made of. */
export interface ModelParts {
  readonly network: Network;
  /** null of a model that reads pictures; of one whose folder has none what is to be said of that. */
  readonly tokenizer: ModelTokenizer | AttnError | null;
  readonly pictures: PictureSettings | null;
  readonly summary: ModelSummary;
  /** Throws where the output layer is too large. */
  readonly admitHead: () => void;
  /** Most bytes of attention that are held. */
  readonly limit: number;
  readonly close: () => void;
}

/** A transformer that runs here. Weights of a layer are read when it is first computed, and stay until `dispose`. */
export class Model {
  readonly summary: ModelSummary;
  readonly #parts: ModelParts;
  #isOpen = true;

  constructor(parts: ModelParts) {
    this.#parts = parts;
    this.summary = parts.summary;
  }

  /**
   * Tokens of a text, or of two, as the model reads them.
   * @throws {AttnError} `bad-option` of a text that is too long
   */
  async tokenize(text: string, pair: string | null = null): Promise<ModelTokens> {
    return this.#tokenizer().encode(text, pair);
  }

  /** Text of tokens. @param withSpecial whether special ones are in it; false unless given */
  decode(ids: readonly number[], withSpecial = false): string {
    return this.#tokenizer().decode(ids, withSpecial);
  }

  /**
   * Runs the model over a text, two texts, tokens or a picture. Runs come one after the other.
   * @throws {AttnError} `bad-option` of what it cannot read, `too-large`, and what keeps weights from being read; the signal’s reason
   */
  async run(input: ModelInput | string, options: PassOptions = {}): Promise<Run> {
    this.#requireOpen();
    const { network, tokenizer, admitHead } = this.#parts;
    const { architecture } = network;
    const given = typeof input === 'string' ? { text: input } : input;
    if (options.logits && options.logits !== 'none') admitHead();
    if (architecture.patches) this.#requireRoom(this.summary.maxTokens, 0);
    const tokens = architecture.patches ? patchTokens(architecture.patches) : this.#tokensOf(given);
    const decoderTokens = architecture.decoder ? this.#decoderTokens(given, architecture.decoder.startToken) : null;
    if (!architecture.patches) this.#requireFitting(tokens.ids.length, 'text', given.text, given.maxTokens);
    if (decoderTokens)
      this.#requireFitting(decoderTokens.ids.length, 'decoderText', given.decoderText, given.maxTokens);
    this.#requireRoom(tokens.pieces.length, decoderTokens?.ids.length ?? 0);
    const pass: PassInput = architecture.patches
      ? { pixels: this.#pixels(given.picture) }
      : {
          ids: tokens.ids,
          types: architecture.embedding?.types ? tokens.types : undefined,
          decoderIds: decoderTokens?.ids,
        };
    const result = await network.run(pass, options);
    return new Run({
      architecture,
      tokenizer: tokenizer instanceof AttnError ? null : tokenizer,
      source: this.summary.source,
      tokens,
      decoderTokens,
      result,
      again: async (keep, more) => {
        this.#requireOpen();
        if (more.gradientOf) admitHead();
        const plain = { onLayer: undefined, reuse: false, logits: 'none', gradientOf: undefined } as const;
        return network.run(pass, { ...options, ...plain, signal: undefined, keep, ...more });
      },
    });
  }

  /** Lets go of all memory, and of what is still read. */
  dispose(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#parts.close();
  }

  #requireOpen(): void {
    if (!this.#isOpen) throw new AttnError('unexpected', { ...reason`the model was closed` });
  }

  #tokenizer(): ModelTokenizer {
    this.#requireOpen();
    const { tokenizer } = this.#parts;
    if (tokenizer instanceof AttnError) throw tokenizer;
    if (tokenizer) return tokenizer;
    throw new AttnError('bad-option', { name: 'text', value: '', ...reason`this model reads pictures` });
  }

  #tokensOf({ text = '', pair = null, ids }: ModelInput): RunTokens & { readonly types?: readonly number[] } {
    return ids ? this.#named(ids) : this.#tokenizer().encode(text, pair);
  }

  #named(ids: readonly number[]): RunTokens {
    const { tokenizer } = this.#parts;
    const named = tokenizer instanceof AttnError ? null : tokenizer;
    return {
      ids,
      pieces: ids.map((id) => named?.token(id) ?? `#${id}`),
      special: ids.map((id) => named?.isSpecial(id) ?? false),
      segments: null,
    };
  }

  #decoderTokens({ decoderText, decoderIds }: ModelInput, start: number): RunTokens {
    if (decoderIds) return this.#named(decoderIds);
    if (!decoderText) return { ...this.#named([start]), special: [true] };
    const tokenizer = this.#tokenizer();
    const { ids, pieces, special } = tokenizer.encodePlain(decoderText);
    return {
      ids: [start, ...ids],
      pieces: [tokenizer.token(start), ...pieces],
      special: [true, ...special],
      segments: null,
    };
  }

  #pixels(picture: ModelInput['picture']): Float32Array {
    const { network, pictures } = this.#parts;
    if (picture) return pixelsOf(picture, network.architecture.patches!, pictures!);
    throw new AttnError('bad-option', { name: 'picture', value: 'null', ...reason`this model reads pictures` });
  }

  #requireFitting(count: number, name: string, text: string | null | undefined, most: number | null | undefined): void {
    const { maxTokens } = this.summary;
    const limit = Math.min(maxTokens, most ?? maxTokens);
    if (count >= 1 && count <= limit) return;
    throw new AttnError('bad-option', {
      name,
      value: beginningOf(text ?? ''),
      ...(count === 0
        ? reason`it has no token`
        : reason`it has ${count} tokens, and ${limit} is the most that is read`),
    });
  }

  /** Attention of all heads is held: a square a head. */
  #requireRoom(tokens: number, decoderTokens: number): void {
    const { network, limit } = this.#parts;
    const cells = {
      self: tokens ** 2,
      encoder: tokens ** 2,
      decoder: decoderTokens ** 2,
      cross: tokens * decoderTokens,
    };
    const bytes = partsOf(network.architecture).reduce(
      (sum, part) =>
        layersOf(network.architecture, part).reduce((all, { heads }) => all + 4 * heads * cells[part], sum),
      0,
    );
    if (bytes <= limit) return;
    throw new AttnError('bad-option', {
      name: network.architecture.patches ? 'picture' : 'text',
      value: tokens,
      ...reason`the attention of ${tokens} tokens takes ${bytes} bytes, and ${limit} is the most that is held`,
    });
  }
}

/** A text as it is written, the beginning of a long one. */
const beginningOf = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;

/** A class token and the patches of a picture, by row and column. */
function patchTokens({
  imageSize,
  patchSize,
}: NonNullable<Architecture['patches']>): RunTokens & { types?: undefined } {
  const [rows, columns] = imageSize.map((length, axis) => Math.floor(length / patchSize[axis]));
  const patches = Array.from(
    { length: rows * columns },
    (_, at) => `${Math.floor(at / columns) + 1}:${(at % columns) + 1}`,
  );
  return {
    ids: [],
    pieces: ['[CLS]', ...patches],
    special: [true, ...patches.map(() => false)],
    segments: [
      { kind: 'class', start: 0, length: 1 },
      { kind: 'image', start: 1, length: rows * columns, rows, columns },
    ],
  };
}
