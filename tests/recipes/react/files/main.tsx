/// <reference types="@attn-elements/attn-heatmap/react" />
import '@attn-elements/attn-heatmap/define';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

function Weights() {
  const [said, say] = useState('Choose a cell.');
  return (
    <>
      <attn-heatmap
        src="/weights.json"
        layer={0}
        onattn-select={({ detail }) => say(`${detail.queryToken} attends to ${detail.keyToken}`)}
      />
      <p>{said}</p>
    </>
  );
}

createRoot(document.querySelector('main')!).render(<Weights />);
