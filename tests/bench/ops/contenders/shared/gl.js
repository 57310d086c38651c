import { attention } from '@attn-elements/core/gl';

/** `attention` of core/gl, from arrays to an array: what goes up is part of every call. */
export function onContext(options = {}) {
  let problem;
  return {
    prepare(given) {
      problem = given;
    },
    async forward() {
      const { shape, causal } = problem;
      const [query, key, value] = [problem.query, problem.key, problem.value].map((values) => ({ shape, values }));
      const mask = causal ? { kind: 'causal' } : undefined;
      const { output } = await attention(query, key, value, { ...options, mask });
      return output.values;
    },
  };
}
