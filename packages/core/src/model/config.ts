import { AttnError, type Reason, reason } from '../errors.js';
import type { Activation } from './engine/engine.js';

/** Bounds of whole numbers: whoever means more means something else. */
export const MOST_LAYERS = 1024;
export const MOST_WIDTH = 2 ** 20;
export const MOST_TOKENS = 2 ** 24;

/** `hidden_act` → what it is. */
const activationNames: Readonly<Record<string, Activation>> = {
  gelu: 'gelu',
  gelu_python: 'gelu',
  gelu_new: 'gelu-tanh',
  gelu_fast: 'gelu-tanh',
  gelu_pytorch_tanh: 'gelu-tanh',
  quick_gelu: 'quick-gelu',
  silu: 'silu',
  swish: 'silu',
  relu: 'relu',
  tanh: 'tanh',
};

interface Bounds {
  readonly least?: number;
  readonly most?: number;
}

/**
 * Fields of a `config.json`, each checked when it is read. A field that is null counts as missing, and only fields that the
 * file itself has count, whatever they are called. Throws `bad-option` with the name of the field.
 */
export class ModelConfig {
  readonly url: string;
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(fields: unknown, url: string) {
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
      throw new AttnError('damaged', { url, ...reason`it is no object of settings` });
    }
    this.#fields = fields as Record<string, unknown>;
    this.url = url;
  }

  /** A part of it that is an object; null without one. */
  part(name: string): ModelConfig | null {
    const value = this.raw(name);
    if (value === null) return null;
    if (typeof value !== 'object' || Array.isArray(value)) throw this.fault(name, reason`it must be an object`);
    return new ModelConfig(value, this.url);
  }

  /** Value of the first of these fields that is there; null without one. */
  raw(...names: readonly string[]): unknown {
    for (const name of names) {
      if (Object.hasOwn(this.#fields, name) && this.#fields[name] !== null) return this.#fields[name] ?? null;
    }
    return null;
  }

  /** A whole number from `least`, 1 unless given, to `most`. Several names are tried one after the other. */
  count(names: string | readonly string[], bounds: Bounds & { readonly or?: number } = {}): number {
    const list = [names].flat();
    const found = this.optionalCount(list, bounds) ?? bounds.or;
    if (found === undefined) throw this.missing(list[0]);
    return found;
  }

  optionalCount(names: string | readonly string[], { least = 1, most = MOST_WIDTH }: Bounds = {}): number | null {
    const list = [names].flat();
    const value = this.raw(...list);
    if (value === null) return null;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw this.fault(this.#nameOf(list), reason`it must be a whole number from ${least} to ${most}`);
  }

  /** A number above 0. */
  positive(names: string | readonly string[], or?: number): number {
    const list = [names].flat();
    const value = this.raw(...list) ?? or ?? null;
    if (value === null) throw this.missing(list[0]);
    if (typeof value === 'number' && value > 0 && value < Infinity) return value;
    throw this.fault(this.#nameOf(list), reason`it must be a number above 0`);
  }

  optionalPositive(...names: readonly string[]): number | null {
    return this.raw(...names) === null ? null : this.positive(names);
  }

  flag(name: string, or: boolean): boolean {
    const value = this.raw(name) ?? or;
    if (typeof value === 'boolean') return value;
    throw this.fault(name, reason`it must be true or false`);
  }

  text(name: string): string | null {
    const value = this.raw(name);
    if (value === null || typeof value === 'string') return value;
    throw this.fault(name, reason`it must be a text`);
  }

  /** Numbers above 0, so many of them. */
  numbers(name: string, count: number): readonly number[] {
    const value = this.raw(name);
    const isList =
      Array.isArray(value) && value.length === count && value.every((one) => typeof one === 'number' && one > 0);
    if (!isList) throw this.fault(name, reason`it must be a list of ${count} numbers above 0`);
    return value;
  }

  /** A text a layer; null where there are none. */
  perLayer(name: string, layers: number): readonly string[] | null {
    const value = this.raw(name);
    if (value === null) return null;
    if (Array.isArray(value) && value.length === layers && value.every((one) => typeof one === 'string')) return value;
    throw this.fault(name, reason`it must be a list of ${layers} words, one a layer`);
  }

  activation(names: string | readonly string[], or: string): Activation {
    const list = [names].flat();
    const value = this.raw(...list) ?? or;
    if (typeof value === 'string' && Object.hasOwn(activationNames, value)) return activationNames[value];
    throw this.fault(this.#nameOf(list), reason`it must be one of ${Object.keys(activationNames)}`);
  }

  /** An id of a token. */
  token(name: string): number | null {
    return this.optionalCount(name, { least: 0, most: MOST_TOKENS });
  }

  /** Ids of tokens, one or a list. */
  tokens(name: string): readonly number[] {
    const value = this.raw(name);
    if (!Array.isArray(value)) return [this.token(name)].filter((one) => one !== null);
    return value.filter((one) => Number.isInteger(one) && one >= 0 && one <= MOST_TOKENS);
  }

  /** Names of classes, `id2label`; null where there are none or they are not numbered from 0. */
  labels(): readonly string[] | null {
    const named = this.raw('id2label');
    if (typeof named !== 'object' || named === null) return null;
    const names = Object.entries(named);
    if (names.length > MOST_WIDTH || !names.every(([id, name], i) => id === String(i) && typeof name === 'string')) {
      return null;
    }
    return names.map(([, name]) => name as string);
  }

  /** Error of a field: its name, its value, and what it must be. */
  fault(name: string, what: Reason): AttnError {
    return new AttnError('bad-option', { name: `${name} (${this.url})`, value: shown(this.raw(name)), ...what });
  }

  missing(name: string): AttnError {
    return new AttnError('damaged', { url: this.url, ...reason`it has no ${name}` });
  }

  #nameOf(names: readonly string[]): string {
    return names.find((name) => this.raw(name) !== null) ?? names[0];
  }
}

/** A value as it is written, the beginning of a long one. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
