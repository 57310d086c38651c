import { expect } from '@open-wc/testing';
import { replace } from '../../../../../scripts/testing/page/each-test.js';
import { csvFile, csvString } from '../../../src/element/figure/csv-file.js';

describe('a table that is saved', () => {
  it('is one text of its parts, and says where that would be too long', async () => {
    expect(await csvString(['a,b\r\n', '1,2\r\n'], 10)).to.equal('a,b\r\n1,2\r\n');
    const error = await csvString(['a,b\r\n', '1,2\r\n'], 9).catch((thrown) => thrown);
    expect(error.code).to.equal('too-long');
    expect(error.message).to.contain('more than 9 characters');
  });

  it('takes no more parts once it is too long', async () => {
    let made = 0;
    function* endless() {
      for (;;) yield `${made++}`;
    }
    await csvString(endless(), 100).catch(() => {});
    expect(made).to.be.below(100);
  });

  it('is a file of all parts, in UTF-8 with its mark, while the page goes on', async () => {
    // Every part takes a second of a clock that nothing else moves.
    let time = 0;
    replace(performance, { now: () => time });
    let turns = 0;
    const { port1, port2 } = new MessageChannel();
    const go = () => port2.postMessage(null);
    port1.addEventListener('message', () => {
      turns++;
      go();
    });
    port1.start();
    go();
    function* slow() {
      for (let i = 0; i < 8; i++) {
        time += 1000;
        yield `${i},注意\r\n`;
      }
    }
    const file = await csvFile(slow());
    port1.close();
    expect(turns).to.be.above(1);
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
    expect(await file.text()).to.equal(Array.from({ length: 8 }, (_, i) => `${i},注意\r\n`).join(''));
    expect(file.type).to.equal('text/csv');
  });
});
