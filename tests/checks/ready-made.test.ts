import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';

const has = (command: string, argument = '--version') => spawnSync(command, [argument]).status === 0;

let site = '';
beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), 'attn-ready-made-'));
});
afterEach(() => rmSync(site, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
}

const bring = (system: string) => cpSync(join(root, 'integrations', system), site, { recursive: true });
const read = (path: string) => readFileSync(join(site, path), 'utf8');
const runs = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: site, encoding: 'utf8' });

const weights = '{"attention": [[1, 0], [0.25, 0.75]]}';

describe.runIf(has('hugo', 'version'))('the shortcode of Hugo', () => {
  beforeEach(() => {
    bring('hugo');
    write(
      'hugo.toml',
      'baseURL = "https://example.org/sub/"\ndisableKinds = ["home", "section", "RSS", "sitemap", "taxonomy", "term"]\n',
    );
    write('layouts/_default/single.html', '<!doctype html><body>{{ .Content }}</body>');
    write('content/cat/weights.json', weights);
  });

  it('writes tags, with the script once before them', () => {
    const first = '{{< attn src="weights.json" layer="0" heading="A <b>" >}}Who is *it*?{{< /attn >}}';
    write(
      'content/cat/index.md',
      `---\ntitle: A cat\n---\n${first}\n\n{{< attn element="pe-plot" kind="rotary" />}}\n`,
    );
    expect(runs('hugo', '--quiet').status).toBe(0);
    const page = read('public/cat/index.html');
    expect(page.match(/<script type="module" src="\/sub\/attn\/auto.js">/g)).toHaveLength(1);
    expect(page).toContain(
      '<attn-heatmap heading="A &lt;b&gt;" layer="0" src="weights.json"><span slot="caption">Who is <em>it</em>?</span></attn-heatmap>',
    );
    expect(page).toContain('<pe-plot kind="rotary"></pe-plot>');
  });

  it.each([
    ['src="gone.json"', 'there is no file gone.json beside'],
    ['element="attn-heat"', 'there is no element attn-heat'],
  ])('%s ends the build, and says why', (given, sentence) => {
    write('content/cat/index.md', `---\ntitle: A cat\n---\n{{< attn ${given} />}}\n`);
    const { status, stdout, stderr } = runs('hugo');
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain(sentence);
  });
});

it.runIf(has('jekyll'))('the include of Jekyll writes the tag, under the path of the site', () => {
  bring('jekyll');
  write('_config.yml', 'baseurl: /sub\n');
  const include = '{% include attn.html src="/data/weights.json" heading="A <b>" caption="Who?" %}';
  write('index.md', `---\ntitle: A cat\n---\n${include}\n\n{% include attn.html element="pe-plot" kind="rotary" %}\n`);
  expect(runs('jekyll', 'build', '--quiet').status).toBe(0);
  const page = read('_site/index.html');
  expect(page).toContain('<script type="module" src="/sub/attn/auto.js"></script>');
  expect(page).toContain(
    '<attn-heatmap src="/sub/data/weights.json" heading="A &lt;b&gt;"><span slot="caption">Who?</span></attn-heatmap>',
  );
  expect(page).toContain('<pe-plot kind="rotary"></pe-plot>');
});

// What Quarto gives a shortcode, given to it by Pandoc, which Quarto is made of.
const quarto = `
quarto = { doc = {
  is_format = function(name) return name == "html:js" and os.getenv("ATTN_FORMAT") ~= "pdf" end,
  add_html_dependency = function(given) io.stderr:write("script " .. given.scripts[1].path .. "\\n") end,
  add_resource = function(path) io.stderr:write("resource " .. path .. "\\n") end,
} }
local shortcode = dofile("_extensions/attn/attn.lua").attn
function Pandoc(document)
  local figure = shortcode({ "weights.json" }, { layer = "3", heading = 'A "b"', caption = "Who?" })
  return pandoc.Pandoc({ pandoc.Para({ figure }) })
end
`;

describe.runIf(has('pandoc'))('the shortcode of Quarto', () => {
  it('writes the tag, names its script and its file; and the caption alone where no script runs', () => {
    bring('quarto');
    write('filter.lua', quarto);
    write('cat.md', '');
    const html = runs('pandoc', '--lua-filter=filter.lua', '--to=html', 'cat.md');
    expect(html.stdout).toContain(
      '<attn-heatmap heading="A &quot;b&quot;" layer="3" src="weights.json"><span slot="caption">Who?</span></attn-heatmap>',
    );
    expect(html.stderr).toBe('script one.js\nresource weights.json\n');
    const environment = { ...process.env, ATTN_FORMAT: 'pdf' };
    const given = ['--lua-filter=filter.lua', '--to=plain', 'cat.md'];
    expect(spawnSync('pandoc', given, { cwd: site, encoding: 'utf8', env: environment }).stdout.trim()).toBe('Who?');
  });
});
