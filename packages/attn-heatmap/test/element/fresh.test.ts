import { expect } from '@open-wc/testing';
import { change, heatmap, part, stand, texts, until } from './fixture.js';

const real = window.fetch;
let asked: { url: string; cache: string | undefined }[] = [];
/** What the server has at an address, by the end of that. */
let files: Record<string, { body: BodyInit; version: string }> = {};

describe('a file at an address', () => {
  const place = location.href;

  beforeEach(() => {
    asked = [];
    files = {};
    window.fetch = async (input, options) => {
      const url = String(input);
      asked.push({ url, cache: options?.cache });
      const found = Object.entries(files).find(([name]) => url.endsWith(name))?.[1];
      if (!found) return new Response('', { status: 404 });
      return new Response(found.body, { headers: { ETag: found.version } });
    };
  });

  afterEach(() => {
    window.fetch = real;
    history.replaceState(null, '', place);
  });

  it('is shown as it is now once src is set anew', async () => {
    files = { 'changing.json': { body: '[[0.5, 0.5]]', version: '"a"' } };
    const element = await heatmap('src="changing.json"');
    files['changing.json'] = { body: '[[0.25, 0.75]]', version: '"b"' };
    await change(element, { src: null });
    await change(element, { src: 'changing.json' });
    expect([...(await element.weights(0, 0)).data]).to.deep.equal([0.25, 0.75]);
    expect(asked.map(({ cache }) => cache)).to.deep.equal([undefined, 'no-cache']);
  });

  it('is read again by reload(), and kept where it has not changed', async () => {
    files = { 'reloaded.json': { body: '[[0.5, 0.5]]', version: '"a"' } };
    const element = await heatmap('src="reloaded.json"');
    const { attentionSource } = element;
    files['reloaded.json'] = { body: '[[1, 0]]', version: '"b"' };
    await element.reload();
    expect([...(await element.weights(0, 0)).data]).to.deep.equal([1, 0]);
    expect(element.attentionSource).to.not.equal(attentionSource);
    await element.reload();
    expect(asked.length).to.equal(3);
    expect([...(await element.weights(0, 0)).data]).to.deep.equal([1, 0]);
  });

  it('is not asked for again by another option, or by another element', async () => {
    files = { 'asked-once.json': { body: '[[0.5, 0.5]]', version: '"a"' } };
    const element = await heatmap('src="asked-once.json"');
    await change(element, { array: 'attention' });
    await heatmap('src="asked-once.json"');
    expect(asked.length).to.equal(1);
  });

  it('is that of the page that a router has come to, also where it says so after it put the element there', async () => {
    files = {
      'a/weights.json': { body: '{"attention": [[1]], "tokens": ["first"]}', version: '"a"' },
      'b/weights.json': { body: '{"attention": [[1]], "tokens": ["second"]}', version: '"b"' },
    };
    history.replaceState(null, '', '/a/');
    stand.innerHTML = '<attn-heatmap src="weights.json"></attn-heatmap>';
    const element = stand.firstElementChild as Awaited<ReturnType<typeof heatmap>>;
    // As routers do it: the element has begun by then.
    await element.updateComplete;
    history.replaceState(null, '', '/b/');
    await until(() => element.attentionSource !== null && texts(element).includes('second'));
    await element.ready;
    expect(texts(element)).to.not.include('first');
  });

  it('may be text in another encoding, which is named', async () => {
    // 你好 in GBK.
    const bytes = [...'{"attention": [[0.5, 0.5]], "key_tokens": ["'].map((one) => one.charCodeAt(0));
    const body = Uint8Array.of(...bytes, 0xc4, 0xe3, 0xba, 0xc3, ...[...'", "b"]}'].map((one) => one.charCodeAt(0)));
    files = { 'gbk.json': { body, version: '"a"' } };
    const element = await heatmap('src="gbk.json"');
    expect(part(element, 'error').textContent).to.contain('encoding="gbk"');
    await change(element, { encoding: 'gbk' });
    expect(texts(element)).to.include('你好');
  });
});
