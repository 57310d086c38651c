/** Time that a model is looked at after Train was pressed, in milliseconds. */
const TRAINING = 6000;
/** Movements of a pointer over a figure, and of a slider from end to end. */
const MOVES = 30;

async function train(page) {
  // Brought into view as it is: an article asks for an element when that is near, and only then it has a button.
  await page.locator('attn-trainer').first().scrollIntoViewIfNeeded();
  const buttons = page.getByRole('button', { name: 'Train', exact: true });
  await buttons.first().click();
  await page.waitForTimeout(TRAINING);
}

/** Begins all that the page has, and looks at them once each has come to train. */
async function trainAll(page) {
  for (const trainer of await page.locator('attn-trainer').all())
    await trainer.getByRole('button', { name: 'Train', exact: true }).click();
  await page.waitForTimeout(TRAINING);
}

/** Moves a pointer over a figure, hither and thither. */
async function wander(page, selector) {
  const figure = page.locator(selector).first();
  await figure.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await figure.boundingBox();
  for (let i = 0; i < MOVES; i++) {
    const [across, down] = [((7 * i) % MOVES) / MOVES, i / MOVES];
    await page.mouse.move(x + width * (0.1 + 0.8 * across), y + height * (0.1 + 0.8 * down));
  }
}

async function drag(page, slider) {
  await slider.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await slider.boundingBox();
  const move = (share) => page.mouse.move(x + 4 + (width - 8) * share, y + height / 2);
  await move(0);
  await page.mouse.down();
  for (let i = 0; i <= MOVES; i++) await move(i / MOVES);
  await page.mouse.up();
}

/** Scenes on a page. `begins` is true where its beginning is looked at, too. */
export const scenes = {
  trainer: { title: '`<attn-trainer task="reverse">` trains', page: 'bench/trainer.html', happens: train },
  comparisons: {
    title: 'three times four runs that are compared train',
    page: 'bench/comparisons.html',
    happens: trainAll,
  },
  'article-trainer': { title: 'the article, its model trains', page: 'index.html', happens: train },
  article: {
    title: 'the article, from its beginning to its end',
    page: 'index.html',
    begins: true,
    async happens(page) {
      for (let i = 0; i < MOVES; i++) {
        await page.mouse.wheel(0, 400);
        await page.waitForTimeout(50);
      }
    },
  },
  sliders: {
    title: 'the first and the last slider of five `<pe-plot>`',
    page: 'bench/sliders.html',
    async happens(page) {
      for (const plot of await page.locator('pe-plot').all()) {
        const sliders = plot.locator('input[type=range]').locator('visible=true');
        await drag(page, sliders.first());
        await drag(page, sliders.last());
      }
    },
  },
  group: {
    title: 'a pointer over one of four that follow it',
    page: 'bench/group.html',
    async happens(page) {
      for (const tag of ['attn-heatmap', 'attn-links']) await wander(page, tag);
    },
  },
  hover: {
    title: 'a pointer over each kind of figure',
    page: 'bench/hover.html',
    async happens(page) {
      for (const tag of ['attn-heatmap', 'attn-links', 'attn-text', 'attn-image', 'pe-plot']) await wander(page, tag);
    },
  },
};
