/** The whole body, or `undefined` where it is larger than the limit; `onProgress` is called for every piece. */
export async function readBody(
  response: Response,
  maxBytes: number,
  onProgress: () => void,
): Promise<Uint8Array | undefined> {
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > maxBytes || response.body === null) {
    await response.body?.cancel();
    return declared > maxBytes ? undefined : new Uint8Array();
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    onProgress();
    size += next.value.length;
    if (size > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    pieces.push(next.value);
  }
  return Buffer.concat(pieces);
}
