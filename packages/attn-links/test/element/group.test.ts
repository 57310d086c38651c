import { expect } from '@open-wc/testing';
import { GroupController, type GroupPlace } from '@attn-elements/core/element';
import { LitElement } from 'lit';
import type { AttnLinks } from '../../src/index.js';
import { activeCell, linesOf, links, linksOf, named, part, pointAt, quiet, stand } from './fixture.js';

const data = [
  [
    [
      [1, 0],
      [0.5, 0.5],
    ],
    [
      [0, 1],
      [0.5, 0.5],
    ],
  ],
  [
    [
      [0.25, 0.75],
      [0, 1],
    ],
    [
      [1, 0],
      [1, 0],
    ],
  ],
];

/** An element of another kind, as the others of a group see it. */
class Other extends LitElement {
  static override properties = { group: {} };
  declare group: string | null;
  readonly seen: GroupPlace[] = [];
  readonly controller = new GroupController(
    this,
    (place) => this.seen.push(place),
    () => null,
  );
}
customElements.define('x-other', Other);

async function other(group: string): Promise<Other> {
  const element = document.createElement('x-other') as Other;
  element.group = group;
  stand.append(element);
  await element.updateComplete;
  return element;
}

const readout = (element: AttnLinks) => part(element, 'readout').textContent!;

describe('a group', () => {
  it('is told which token is pointed at, and in which layer and head', async () => {
    const watcher = await other('a');
    const element = await linksOf(data, { group: 'a', layer: 1 });
    await pointAt(element, 'query', 1);
    expect(watcher.seen.at(-1)).to.deep.equal({ layer: 1, head: null, query: 1, key: null });
    element.showHeads = [1];
    await element.ready;
    await pointAt(element, 'key', 0);
    expect(watcher.seen.at(-1)).to.deep.equal({ layer: 1, head: 1, query: null, key: 0 });
  });

  it('is followed to a token, to a line, and away', async () => {
    const watcher = await other('b');
    const element = await linksOf(data, { group: 'b' });
    watcher.controller.look({ layer: 0, query: 1, key: null });
    await element.ready;
    expect(readout(element)).to.contain('1 attends');
    expect(named(await linesOf(element)).every((line) => line.includes(' 1 →'))).to.equal(true);
    watcher.controller.look({ query: 0, key: 1 });
    await element.ready;
    expect(readout(element)).to.equal('0 → 1: 50% (mean of 2 heads)');
    watcher.controller.look({ query: null, key: null });
    await element.ready;
    expect(readout(element)).to.contain('Point at a token');
  });

  it('is followed to another layer and head, with what is pointed at there', async () => {
    const watcher = await other('c');
    const element = await linksOf(data, { group: 'c' });
    watcher.controller.look({ layer: 1, head: 0, query: 0, key: null });
    await quiet(element);
    expect([element.layer, element.showHeads]).to.deep.equal([1, [0]]);
    expect(readout(element)).to.equal('0 attends 75% to 1');
  });

  it('that looks at what is not there is not followed', async () => {
    const watcher = await other('d');
    const element = await linksOf(data, { group: 'd' });
    watcher.controller.look({ layer: 7, head: 0, query: 0, key: null });
    watcher.controller.look({ layer: 0, head: 5, query: 9, key: 9 });
    await quiet(element);
    expect([element.layer, element.showHeads]).to.deep.equal([null, null]);
    expect(readout(element)).to.contain('Point at a token');
  });

  it('shares one scale', async () => {
    const element = await linksOf([[0.25, 0.25]], { group: 'e' });
    expect((await linesOf(element)).map(({ opacity }) => opacity)).to.deep.equal([1, 1]);
    await linksOf([[0.5, 1]], { group: 'e' });
    await quiet(element);
    for (const { opacity } of await linesOf(element)) expect(opacity).to.be.within(0.2, 0.4);
  });

  it('has the same place for who comes later', async () => {
    const watcher = await other('f');
    watcher.controller.look({ layer: 1, head: 1, query: 1, key: null });
    const element = await linksOf(data, { group: 'f' });
    await quiet(element);
    expect(readout(element)).to.equal('1 attends 100% to 0');
  });
});

describe('a source that is another element', () => {
  it('may become shorter than the token that was kept', async () => {
    const square = (size: number) => Array.from({ length: size }, () => Array(size).fill(1 / size));
    const first = await linksOf(square(5), { id: 'shorter' });
    const element = await links('from="#shorter"');
    await quiet(element);
    await pointAt(element, 'key', 4, 'click');
    expect(readout(element)).to.contain('4 receives');
    first.data = square(2);
    await quiet(element);
    expect(readout(element)).to.contain('Point at a token');
    expect(activeCell(element)).to.equal('0 attends 50% to 0, 50% to 1');
  });

  it('gives its attention, and gives it anew when it changes', async () => {
    const first = await linksOf([[1, 0]], { id: 'first' });
    const element = await links('from="#first"');
    await quiet(element);
    expect(named(await linesOf(element))).to.deep.equal(['0: 0 → 0']);
    first.data = [[0, 1]];
    await quiet(element);
    expect(named(await linesOf(element))).to.deep.equal(['0: 0 → 1']);
  });
});
