import type { Numbers } from '../../models/model.js';
import { ProtoMessage } from '../proto-message.js';

/** Versions of the operators and of the file that are written: the first of the former that has LayerNormalization. */
export const OPSET = 17;
const IR_VERSION = 8;

/** Element types of onnx.proto3. */
const types = { float: 1, int64: 7, bool: 9 } as const;
export type OnnxType = keyof typeof types;

/** Value of the graph: an input, an initializer, or what a node gives. */
export interface OnnxValue {
  readonly name: string;
  /** Of one example: the first axis is the batch, whatever its length. */
  readonly shape: readonly number[];
}

export type Attribute = number | string | readonly number[] | { readonly float: number };

/** Graph of an ONNX model, put together node by node. */
export class OnnxGraph {
  readonly #nodes: ProtoMessage[] = [];
  readonly #operators: string[] = [];
  readonly #initializers = new Map<string, ProtoMessage>();
  readonly #inputs = new Map<string, ProtoMessage>();
  readonly #outputs: ProtoMessage[] = [];
  #count = 0;

  /** Operators of the nodes, in their order. */
  get operators(): readonly string[] {
    return this.#operators;
  }

  /** An input, [batch, …]: floats, or whole numbers as int64. */
  input(name: string, { shape, values }: Numbers): OnnxValue {
    const type = values instanceof Int32Array ? 'int64' : 'float';
    this.#inputs.set(name, port(name, type, shape));
    return { name, shape };
  }

  /** A value under a name that readers of the file look for. */
  output(name: string, { name: from, shape }: OnnxValue): void {
    this.#add('Identity', [from], name, {});
    this.#outputs.push(port(name, 'float', shape));
  }

  /** A parameter, or a constant. */
  initializer(name: string, shape: readonly number[], values: Float32Array | BigInt64Array | Uint8Array): OnnxValue {
    const type = values instanceof Float32Array ? 'float' : values instanceof Uint8Array ? 'bool' : 'int64';
    const message = new ProtoMessage();
    for (const length of shape) message.int(1, length);
    message.int(2, types[type]).text(8, name);
    message.bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    this.#initializers.set(name, message);
    return { name, shape };
  }

  floats(values: readonly number[], shape: readonly number[] = []): OnnxValue {
    return this.initializer(this.#fresh('constant'), shape, Float32Array.from(values));
  }

  wholes(values: Iterable<number>, shape?: readonly number[]): OnnxValue {
    const list = BigInt64Array.from(values, BigInt);
    return this.initializer(this.#fresh('constant'), shape ?? [list.length], list);
  }

  truths(values: readonly boolean[], shape: readonly number[]): OnnxValue {
    return this.initializer(this.#fresh('constant'), shape, Uint8Array.from(values, Number));
  }

  /** Result of an operator on values, of a shape. */
  node(
    operator: string,
    inputs: readonly OnnxValue[],
    shape: readonly number[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): OnnxValue {
    const name = this.#fresh(operator.toLowerCase());
    this.#add(
      operator,
      inputs.map((one) => one.name),
      name,
      attributes,
    );
    return { name, shape };
  }

  /** The bytes of a file. */
  toBytes(name: string, description: string, properties: Readonly<Record<string, string>>): Uint8Array {
    const graph = new ProtoMessage()
      .messages(1, this.#nodes)
      .text(2, name)
      .messages(5, this.#initializers.values())
      .messages(11, this.#inputs.values())
      .messages(12, this.#outputs);
    const entries = Object.entries(properties).map(([key, value]) => new ProtoMessage().text(1, key).text(2, value));
    return new ProtoMessage()
      .int(1, IR_VERSION)
      .text(2, 'attn-trainer')
      .text(6, description)
      .message(7, graph)
      .message(8, new ProtoMessage().text(1, '').int(2, OPSET))
      .messages(14, entries)
      .toBytes();
  }

  #fresh(name: string): string {
    return `${name}_${this.#count++}`;
  }

  #add(operator: string, inputs: readonly string[], output: string, attributes: Readonly<Record<string, Attribute>>) {
    this.#operators.push(operator);
    const node = new ProtoMessage();
    for (const input of inputs) node.text(1, input);
    node.text(2, output).text(3, output).text(4, operator);
    this.#nodes.push(node.messages(5, Object.entries(attributes).map(attributeOf)));
  }
}

function port(name: string, type: OnnxType, [, ...others]: readonly number[]): ProtoMessage {
  const dimensions = [
    new ProtoMessage().text(2, 'batch'),
    ...others.map((length) => new ProtoMessage().int(1, length)),
  ];
  const shape = new ProtoMessage().messages(1, dimensions);
  const tensor = new ProtoMessage().int(1, types[type]).message(2, shape);
  return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
}

/** Attribute with the number of its kind, without which it is not read. */
function attributeOf([name, value]: readonly [string, Attribute]): ProtoMessage {
  const attribute = new ProtoMessage().text(1, name);
  if (typeof value === 'number') return attribute.int(3, value).int(20, 2);
  if (typeof value === 'string') return attribute.text(4, value).int(20, 3);
  if ('float' in value) return attribute.float(2, value.float).int(20, 1);
  for (const one of value) attribute.int(8, one);
  return attribute.int(20, 7);
}
