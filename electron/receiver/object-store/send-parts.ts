export interface PartSending {
  readonly source: AsyncIterable<Buffer>;
  /** What the store keeps apart because it was less than a part; the source goes on behind it. */
  readonly rest: Buffer;
  /** Where in the file `rest` begins, in bytes. */
  readonly offset: number;
  /** Of the whole file, in bytes. */
  readonly length: number;
  readonly firstPartNumber: number;
  readonly partSizeBytes: number;
  sendPart(partNumber: number, body: Buffer): Promise<void>;
  keepRest(offset: number, body: Buffer): Promise<void>;
}

// One is filled meanwhile: enough to keep the store busy, little enough that ten uploads at once stay small.
const partsAtOnce = 2;

/**
 * Cuts a stream into parts and sends them, a slow store slowing the sender. What came before the stream broke is kept, and then
 * the stream's own error is thrown, as it came. Answers where in the file it ended; all before that is stored. Every part but the last is of one
 * size, so that its number says where in the file it belongs: one that was stored while the part before it failed is counted later.
 */
export async function sendParts(sending: PartSending): Promise<number> {
  const { source, rest, length, partSizeBytes } = sending;
  const underWay = new Set<Promise<void>>();
  let filling: Buffer[] = rest.length > 0 ? [rest] : [];
  let fillingBytes = rest.length;
  let begin = sending.offset;
  let partNumber = sending.firstPartNumber;
  const failures: unknown[] = [];
  const send = async () => {
    const body = Buffer.concat(filling);
    const sent = sending
      .sendPart(partNumber, body)
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => underWay.delete(sent));
    underWay.add(sent);
    partNumber += 1;
    begin += body.length;
    filling = [];
    fillingBytes = 0;
    if (underWay.size >= partsAtOnce) await Promise.race(underWay);
  };
  let broken: { readonly error: unknown } | null = null;
  try {
    for await (const chunk of source) {
      let given = chunk;
      while (failures.length === 0 && given.length > 0) {
        const taken = given.subarray(0, partSizeBytes - fillingBytes);
        filling.push(taken);
        fillingBytes += taken.length;
        given = given.subarray(taken.length);
        if (fillingBytes === partSizeBytes) await send();
      }
      if (failures.length > 0) break;
    }
  } catch (error) {
    broken = { error };
  }
  const isEnd = begin + fillingBytes === length;
  if (failures.length === 0 && fillingBytes > 0 && isEnd) await send();
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0];
  const hasMore = fillingBytes > 0 && (begin !== sending.offset || fillingBytes > rest.length);
  if (hasMore) await sending.keepRest(begin, Buffer.concat(filling));
  if (broken !== null) throw broken.error;
  return begin + fillingBytes;
}
