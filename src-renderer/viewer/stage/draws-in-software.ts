/** Whether WebGL is missing here, or is computed by the CPU. */
export const drawsInSoftware = (): boolean => {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (gl === null) return true;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return (
    typeof renderer !== 'string' || /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer)
  );
};
