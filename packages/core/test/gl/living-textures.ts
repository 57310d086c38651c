/** Counts the textures that are made and not deleted, in every context, while something runs. */
export async function livingTextures(run: () => unknown): Promise<number> {
  const { prototype } = WebGL2RenderingContext;
  const { createTexture, deleteTexture } = prototype;
  let alive = 0;
  prototype.createTexture = function () {
    alive++;
    return createTexture.call(this);
  };
  prototype.deleteTexture = function (texture) {
    alive--;
    deleteTexture.call(this, texture);
  };
  try {
    await run();
  } finally {
    Object.assign(prototype, { createTexture, deleteTexture });
  }
  return alive;
}
