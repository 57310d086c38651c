import { opened } from './peer-training.js';

/** A page that trains the encoder with a library, and says how far it is: `?contender=<address of its bundle>&place=worker`. */
const query = new URLSearchParams(location.search);
const output = document.querySelector('output');

function show(loss) {
  window.steps += 1;
  output.textContent = `Step ${window.steps}, loss ${loss.toFixed(3)}`;
}

const places = {
  /** With a frame after each step, as `tf.nextFrame` has it. */
  async page() {
    const step = await opened(query.get('contender'));
    for (;;) {
      show(await step());
      await new Promise(requestAnimationFrame);
    }
  },
  worker() {
    const worker = new Worker(`peer-worker.js?contender=${query.get('contender')}`, { type: 'module' });
    worker.addEventListener('message', ({ data }) => show(data));
  },
};

document.querySelector('button').addEventListener('click', places[query.get('place')], { once: true });
