import { isUtf8 } from "node:buffer";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";

/** Bytes. Lists of thousands of addresses fit. */
export const LARGEST_BODY = 8 * 1024 * 1024;

type Unpack = (data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const UNPACK: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ["gzip", promisify(gunzip)],
  ["x-gzip", promisify(gunzip)],
  ["deflate", promisify(inflate)],
  ["br", promisify(brotliDecompress)],
]);

/** The body of a request as text. Undefined when it is not UTF-8, which the service answers 400. */
export async function bodyText(encoding: string, body: Buffer): Promise<string | undefined> {
  const plain = encoding === "identity" ? body : await unpacked(encoding, body);
  // A byte order mark is allowed and is not part of the text.
  return isUtf8(plain) ? plain.toString("utf8").replace(/^\uFEFF/, "") : undefined;
}

async function unpacked(encoding: string, body: Buffer): Promise<Buffer> {
  const unpack = UNPACK.get(encoding);
  if (!unpack) throw new BodyError(415);
  try {
    return await unpack(body, { maxOutputLength: LARGEST_BODY });
  } catch (error) {
    throw new BodyError((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? 413 : 400);
  }
}

class BodyError extends Error {
  constructor(readonly statusCode: number) {
    super(`the body cannot be read (${statusCode})`);
  }
}
