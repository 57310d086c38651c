import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attributes } from './contenders/shared/attributes.js';
import { BASE, figures } from './page/figures.js';

const styles = readFileSync(new URL('page/style.css', import.meta.url), 'utf8')
  .replace(/\s+/g, ' ')
  .trim();

/** A page as an author would write it, that shows one figure and nothing else. */
const page = (content) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>figure</title>
    <link rel="icon" href="data:,">
    <style>${styles}</style>
  </head>
  <body>
    ${content}
  </body>
</html>
`;

function tag(figure) {
  const written = Object.entries(attributes(figure, BASE)).map(([name, value]) => `${name}="${value}"`);
  return `<div id="figure"><pe-plot ${written.join(' ')}></pe-plot></div>
    <script type="module" src="/ours/pe-plot.js"></script>`;
}

const script = (bundle, figure) => `<div id="figure"></div>
    <script type="module">
      import { draw } from '/built/${bundle}/contender.js';
      draw(document.getElementById('figure'), ${JSON.stringify(figure)}, ${BASE});
    </script>`;

/** Writes a page for each figure and each contender that draws it, `<contender>-<figure>.html`. */
export function writeVisits(folder, contenders, draws) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'blank.html'), page(''));
  for (const [name, figure] of Object.entries(figures)) {
    for (const contender of contenders.filter((one) => draws(one, name))) {
      const content = contender === 'ours' ? tag(figure) : script(`${figure.kind}/${contender}`, figure);
      writeFileSync(join(folder, `${contender}-${name}.html`), page(content));
    }
  }
}
