import { isObject, parseJson } from '../data/formats/json-text.js';
import { defaultLimit } from '../data/default-limit.js';
import { AttnError, reason } from '../errors.js';
import { layersOf, type ModelPart, partsOf } from './architecture.js';
import { ModelConfig } from './config.js';
import type { Engine } from './engine/engine.js';
import { startEngine } from './engine/start-engine.js';
import { describeModel } from './families/index.js';
import { Network } from './forward/network.js';
import { Model, type ModelSummary } from './model.js';
import { pictureSettings } from './picture.js';
import { TensorNames } from './tensor-names.js';
import { tensorsOf } from './tensors-of.js';
import { openTokenizer } from './tokens/open-tokenizer.js';
import { type Checkpoint, openCheckpoint } from './weights/checkpoint.js';
import { isMissing, type ModelFolder } from './weights/model-folder.js';
import { type ModelSource, openFolder } from './weights/open-folder.js';

/** Bytes of a `config.json`, which are a few thousand. */
const LONGEST_CONFIG = 2 ** 22;

/** How far weights have come. */
export interface LoadProgress {
  readonly bytes: number;
  /** Bytes that attention needs; those of the output layer come besides, once it is asked for. */
  readonly total: number | null;
}

export interface ModelLoadOptions {
  /** Ends the loading; of no effect on the model afterwards. */
  readonly signal?: AbortSignal;
  /** Most bytes of weights, and of attention, that are held: 1 GiB unless given. What needs more is refused before it is read. */
  readonly maxBytes?: number;
  /** Whether weights are kept in Cache Storage, under `attn-elements.models`. False unless given. */
  readonly cache?: boolean;
  /** Base of a relative address; the page’s or worker’s unless given. */
  readonly base?: string;
  /** Called when some bytes of weights have come, also during runs, which read what they need. */
  readonly onProgress?: (progress: LoadProgress) => void;
  /**
   * Called with true before the tokenizer works, and with false after it: a pattern of a hostile one may never end. Whoever runs
   * models of others does so in a worker, and terminates it when that takes too long.
   */
  readonly onTokenizer?: (isBusy: boolean) => void;
  /** Where the numbers are computed, of which the model disposes: WebAssembly where it works unless given. */
  readonly engine?: Engine;
}

/**
 * Opens a model: a folder as it lies on the Hugging Face hub, with `config.json`, `model.safetensors` or its parts with their index,
 * and `tokenizer.json`, or, of words, `vocab.json` or `vocab.txt`; for pictures `preprocessor_config.json`. Headers are read;
 * weights come when a run needs them.
 * @param source address of the folder, in Node also a path; or the files by their names
 * @throws {AttnError} of the first that is missing, wrong, too large or of no known family, with its name; nothing else, but for
 * the reason of an abort
 */
export async function load(source: ModelSource, options: ModelLoadOptions = {}): Promise<Model> {
  const { signal, maxBytes = defaultLimit, cache, base, onProgress, onTokenizer, engine } = options;
  const arrived = new Arrival(onProgress);
  const onArrival = (bytes: number) => arrived.add(bytes);
  let checkpoint: Checkpoint | null = null;
  try {
    const folder = openFolder(source, { limit: maxBytes, cache, onArrival }, base);
    // All at once: each waits for an answer of its own.
    const [config, weights] = await Promise.all([
      readConfig(folder, 'config.json', signal),
      openCheckpoint(folder, maxBytes, signal),
    ]);
    checkpoint = weights;
    const architecture = describeModel(config, new TensorNames(weights.names, weights.url));
    const { body, head } = tensorsOf(architecture, (name) => weights.has(name));
    const bytes = weights.bytesOf(body);
    const headBytes = weights.bytesOf(head);
    const admit = (needed: number) => {
      if (needed > maxBytes) throw new AttnError('too-large', { what: folder.source, bytes: needed, limit: maxBytes });
    };
    admit(bytes);
    arrived.expect(bytes);
    const { patches } = architecture;
    const [tokenizer, preprocessing] = await Promise.all([
      // Who has ids needs none.
      patches
        ? null
        : openTokenizer(folder, signal, onTokenizer).catch((error: unknown) =>
            isMissing(error) ? error : raise(error),
          ),
      patches ? readConfig(folder, 'preprocessor_config.json', signal, true) : null,
    ]);
    signal?.throwIfAborted();
    const network = new Network(architecture, weights, engine ?? (await startEngine()));
    const parts = partsOf(architecture);
    const heads = Object.fromEntries(
      parts.map((part) => [part, layersOf(architecture, part).map((layer) => layer.heads)]),
    ) as Partial<Record<ModelPart, number[]>>;
    const summary: ModelSummary = {
      modelType: architecture.modelType,
      source: folder.source,
      parameters: weights.countOf([...body, ...head]),
      bytes: bytes + headBytes,
      width: architecture.width,
      headWidth: layersOf(architecture, parts[0])[0].headWidth,
      vocabulary: architecture.head?.output.outputs ?? architecture.embedding?.vocabulary ?? 0,
      maxTokens: architecture.maxTokens,
      heads,
      takes: patches ? 'picture' : 'text',
      predicts: architecture.head?.predicts ?? 'none',
      maskToken: tokenizer instanceof AttnError ? null : (tokenizer?.maskToken ?? null),
      patches: patches
        ? [patches.imageSize[0] / patches.patchSize[0], patches.imageSize[1] / patches.patchSize[1]]
        : null,
    };
    return new Model({
      network,
      tokenizer,
      pictures: patches && pictureSettings(preprocessing, patches),
      summary,
      admitHead() {
        admit(bytes + headBytes);
        arrived.expect(bytes + headBytes);
      },
      limit: maxBytes,
      close() {
        weights.close(new AttnError('unexpected', { ...reason`the model was closed` }));
        network.dispose();
      },
    });
  } catch (error) {
    checkpoint?.close();
    throw signal?.aborted ? signal.reason : AttnError.from(error);
  }
}

function raise(error: unknown): never {
  throw error;
}

/** A file of settings; with `optional` null where there is none. */
async function readConfig(folder: ModelFolder, name: string, signal?: AbortSignal): Promise<ModelConfig>;
async function readConfig(
  folder: ModelFolder,
  name: string,
  signal: AbortSignal | undefined,
  optional: true,
): Promise<ModelConfig | null>;
async function readConfig(folder: ModelFolder, name: string, signal?: AbortSignal, optional = false) {
  const url = folder.address(name);
  let bytes: Uint8Array;
  try {
    bytes = await folder.read(name, LONGEST_CONFIG, signal);
  } catch (error) {
    if (optional && isMissing(error)) return null;
    throw error;
  }
  let parsed: unknown;
  try {
    parsed = parseJson(new TextDecoder().decode(bytes));
  } catch {}
  if (!isObject(parsed)) throw new AttnError('damaged', { url, ...reason`it is no object of settings` });
  return new ModelConfig(parsed, url);
}

/** Counts what comes, and tells of it. */
class Arrival {
  readonly #tell: ((progress: LoadProgress) => void) | undefined;
  #bytes = 0;
  #total: number | null = null;

  constructor(tell: ((progress: LoadProgress) => void) | undefined) {
    this.#tell = tell;
  }

  expect(total: number): void {
    this.#total = total;
  }

  /** Headers, and what lies between tensors, come with them: never more is told than there is. */
  add(bytes: number): void {
    this.#bytes += bytes;
    const total = this.#total;
    this.#tell?.({ bytes: total === null ? this.#bytes : Math.min(this.#bytes, total), total });
  }
}
