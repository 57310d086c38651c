import { sizes } from '../../page/problem.js';
import { gpt2Graph } from './gpt2-graph.js';

/**
 * A contender that runs GPT-2 as an ONNX file.
 * @param open makes a session of the file's bytes
 * @param Tensor made of its type, values and shape
 */
export function onnx(open, Tensor) {
  let run;
  let ids;
  let state;
  let past;

  /** Inputs for tokens from one on, after the keys and values that there are. */
  function feeds(from, end, before) {
    const tokens = end - from;
    const mask = new Float32Array(tokens * end);
    for (let query = 0; query < tokens; query++)
      mask.fill(-Infinity, query * end + from + query + 1, (query + 1) * end);
    const whole = (values) => new Tensor('int64', BigInt64Array.from(values, BigInt), [1, tokens]);
    return {
      ids: whole(ids.slice(from, end)),
      positions: whole(ids.slice(from, end).map((_, at) => from + at)),
      mask: new Tensor('float32', mask, [tokens, end]),
      ...before,
    };
  }

  function nothing() {
    const { heads, width } = sizes;
    return Object.fromEntries(
      state.map(([name]) => [name, new Tensor('float32', new Float32Array(), [1, heads, 0, width / heads])]),
    );
  }

  const attentionOf = (outputs) =>
    Array.from({ length: sizes.layers }, (_, layer) => outputs[`h.${layer}.attention`].data);

  return {
    async prepare(problem) {
      const graph = gpt2Graph(problem);
      ({ ids } = problem);
      ({ state } = graph);
      run = await open(graph.file);
    },
    pass: async () => attentionOf(await run(feeds(0, ids.length, nothing()))),
    /** All tokens but the last. */
    async begin() {
      const outputs = await run(feeds(0, ids.length - 1, nothing()));
      past = Object.fromEntries(state.map(([input, output]) => [input, outputs[output]]));
    },
    /** The last after them. */
    next: async () => attentionOf(await run(feeds(ids.length - 1, ids.length, past))),
  };
}
