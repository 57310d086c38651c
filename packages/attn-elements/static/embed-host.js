/*! MIT, see NOTICES.txt */
// Makes frames with embed.html as high as their figures: <iframe data-attn-embed src="…/embed.html?…"></iframe>

/** Higher than any figure. */
const HIGHEST = 20_000;

/** Whether a message comes from the page that a frame was given: another may have taken its place. */
function isOf(frame, { source, origin }) {
  if (frame.contentWindow !== source) return false;
  const isOpaque = frame.sandbox.length > 0 && !frame.sandbox.contains('allow-same-origin');
  return origin === (isOpaque ? 'null' : new URL(frame.src, document.baseURI).origin);
}

addEventListener('message', (event) => {
  const { type, height } = Object(event.data);
  if (type !== 'attn-embed' || !Number.isInteger(height) || height <= 0 || height > HIGHEST) return;
  for (const frame of document.querySelectorAll('iframe[data-attn-embed]'))
    if (isOf(frame, event)) frame.style.height = `${height}px`;
});
