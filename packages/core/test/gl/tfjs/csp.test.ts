import { expect } from '@open-wc/testing';

interface Outcome {
  readonly started: { readonly engine: string; readonly simd: boolean };
  readonly values: readonly number[];
}

/** Runs csp-frame.ts in a page of this origin under a policy. */
async function runUnder(policy: string): Promise<Outcome> {
  const frame = document.createElement('iframe');
  const script = new URL('csp-frame.ts', import.meta.url);
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="${script}"></script>`;
  const outcome = new Promise<Outcome>((resolve) => {
    addEventListener('message', ({ source, data }) => source === frame.contentWindow && resolve(data));
  });
  document.body.append(frame);
  const result = await outcome;
  frame.remove();
  return result;
}

describe('the policy of a page', () => {
  it('decides whether the cpu engine runs on WebAssembly; it runs either way', async () => {
    const without = await runUnder("default-src 'none'; script-src 'self'");
    expect(without.started).to.deep.equal({ engine: 'cpu', simd: false });
    const allowed = await runUnder("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
    expect(allowed.started).to.deep.equal({ engine: 'cpu', simd: true });
    for (const { values } of [without, allowed]) expect(values).to.deep.equal([0.5, 2.5]);
  });
});
