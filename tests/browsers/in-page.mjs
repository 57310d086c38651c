/** Functions that run in the page of a browser under test: each stands alone, since only its text is sent. */

/** Share of what a figure's canvas holds that is seen where it stands on a photograph of the window, from 0 to 1. */
export async function seen(tag, photograph) {
  const area = ({ width, height }) => width * height;
  const [canvas] = [...document.querySelector(tag).shadowRoot.querySelectorAll('canvas')].sort(
    (a, b) => area(b) - area(a),
  );
  const { x, y, width, height } = canvas.getBoundingClientRect();
  const pixels = (image, ...place) => {
    const copy = Object.assign(document.createElement('canvas'), { width, height });
    const context = copy.getContext('2d', { willReadFrequently: true });
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(image, ...place);
    return context.getImageData(0, 0, copy.width, copy.height).data;
  };
  const image = new Image();
  image.src = `data:image/png;base64,${photograph}`;
  await image.decode();
  const scale = image.naturalWidth / innerWidth;
  const held = pixels(canvas, 0, 0, width, height);
  const shown = pixels(image, x * scale, y * scale, width * scale, height * scale, 0, 0, width, height);
  let [painted, same] = [0, 0];
  for (let i = 0; i < held.length; i += 4) {
    const far = (from, to) => [0, 1, 2].some((channel) => Math.abs(from[i + channel] - to(channel)) > 40);
    if (!far(held, () => 255)) continue;
    painted += 1;
    if (!far(held, (channel) => shown[i + channel])) same += 1;
  }
  return painted ? same / painted : 0;
}

/** What a reader and a script have of a figure: trains it, reads it by keys, saves it. Gives what is wrong, a sentence each. */
export async function used(tag) {
  const element = document.querySelector(tag);
  const complaints = [];
  const expect = (isRight, what) => isRight || complaints.push(what);
  const wait = async (isThere) => {
    for (let frame = 0; frame < 600 && !isThere(); frame++) await new Promise((next) => requestAnimationFrame(next));
    return isThere();
  };
  const find = (selector) => element.shadowRoot.querySelector(selector);
  try {
    await element.ready;
    if (tag === 'attn-trainer') {
      const said = [];
      let isDone = false;
      element.addEventListener('attn-error', ({ detail }) => said.push(detail.message));
      element.addEventListener('attn-done', () => {
        isDone = true;
      });
      await element.train();
      expect(await wait(() => isDone), 'the run does not end');
      await element.ready;
      const progress = find('[part~=progress]').textContent;
      expect(/Step 20 of 20.*in the background/.test(progress), progress);
      expect((await element.save('npz'))?.length > 0, 'the run is not saved');
      expect(said.length === 0, said.join(' '));
    }
    const grid = find('[role=grid]');
    grid.focus();
    for (const key of ['ArrowRight', 'ArrowDown']) {
      grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
    }
    expect(await wait(() => /[0-9]/.test(find('[part~=readout]').textContent)), 'nothing is read');
    expect((await element.toSVG()).startsWith('<svg'), 'no SVG');
    expect((await element.toPNG()).size > 1000, 'no PNG');
    expect((await element.toCSV()).split('\n').length > 2, 'no CSV');
    expect(!find('[part~=error]'), find('[part~=error]')?.textContent);
  } catch (error) {
    complaints.push(String(error));
  }
  return complaints;
}

/** What a model of the page says: predicts a word as PyTorch does, in its worker, by WebAssembly. Gives what is wrong, a sentence each. */
export async function ran() {
  const element = document.querySelector('attn-model');
  const complaints = [];
  const expect = (isRight, what) => isRight || complaints.push(what);
  try {
    await element.ready;
    const piece = element.shadowRoot.querySelector('.piece')?.textContent;
    expect(piece?.trim() === 'king', `the next word is ${piece}`);
    expect(begun.join() === 'attn-model', `workers: ${begun.join() || 'none'}`);
    const { startEngine } = await import('/core/model/index.js');
    const { name } = await startEngine();
    expect(name === 'wasm', `the engine is ${name}`);
    expect((await element.toSVG()).startsWith('<svg'), 'no SVG');
  } catch (error) {
    complaints.push(String(error));
  }
  return complaints;
}
