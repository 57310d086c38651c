import { expect } from '@open-wc/testing';
import type { Engine, Rows } from '../../src/model/engine/engine.js';
import { PlainEngine } from '../../src/model/engine/plain.js';
import { startEngine } from '../../src/model/engine/start-engine.js';
import { relaxedModule } from '../../src/model/engine/wasm/modules.js';
import { type DType, Tensor } from '../../src/tensor.js';

// Browsers know instructions that Node may not: what they run is another module than what unit tests hold.

const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, at) => Math.sin((at + 1) * (seed + 1.7)));
}

/** Weights of a type: of 16 bits, the upper half of float32. */
function stored(kind: DType, outputs: number, inputs: number): Tensor {
  const values = numbers(outputs * inputs, 5);
  if (kind === 'float32') return Tensor.of(values, [outputs, inputs]);
  const codes =
    kind === 'int8'
      ? Int8Array.from(values, (value) => value * 127)
      : Uint16Array.from(new Uint32Array(values.buffer), (word) =>
          kind === 'bfloat16' ? word >>> 16 : ((word >>> 16) & 0x8000) | 0x3000 | (word & 0x3ff),
        );
  return new Tensor(kind, [outputs, inputs], new Uint8Array(codes.buffer));
}

describe('the engine of models in this browser', () => {
  let engines: readonly Engine[];
  before(async () => {
    engines = [new PlainEngine(), await startEngine()];
  });
  after(() => {
    for (const engine of engines) engine.dispose();
  });

  function expectAlike(run: (engine: Engine) => Rows): void {
    const [expected, actual] = engines.map((engine) => engine.read(run(engine)));
    expect(actual.length).to.equal(expected.length);
    expected.forEach((value, at) => expect(actual[at]).to.be.closeTo(value, 1e-4 * Math.max(1, Math.abs(value))));
  }

  it('is WebAssembly, with relaxed SIMD where that is known', () => {
    expect(engines[1].name).to.equal('wasm');
    expect(WebAssembly.validate(bytes(relaxedModule))).to.be.a('boolean');
  });

  for (const kind of ['float32', 'float16', 'bfloat16', 'int8'] as const) {
    it(`multiplies with weights of ${kind}`, () => {
      const scales = kind === 'int8' ? numbers(37, 3).map((scale) => scale / 127) : undefined;
      for (const rows of [1, 2, 7]) {
        expectAlike((engine) =>
          engine.linear(
            engine.rows(rows, 300, numbers(rows * 300, 1)),
            engine.matrix(stored(kind, 37, 300), { scales }),
            engine.rows(1, 37, numbers(37, 2)),
          ),
        );
      }
    });
  }

  it('attends', () => {
    expectAlike((engine) => {
      const [queries, keys, values] = [1, 2, 3].map((seed) => engine.rows(9, 24, numbers(9 * 24, seed)));
      const how = { heads: 3, keyHeads: 3, headWidth: 8, scale: 0.4, causal: true };
      return engine.attend(queries, keys, values, how).output;
    });
  });
});
