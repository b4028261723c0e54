import { createHash } from "node:crypto";
import { createWriteStream, rmSync } from "node:fs";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Surroundings } from "../surroundings.mts";
import { ARCHIVE } from "./download-site.mts";
import { LANGUAGE_HOST, PULUMI } from "./programs.mts";

/** A site that answers the first request and then stalls must not block the run for ever. */
const PATIENCE_MS = 10 * 60_000;

/** Downloads a release, and unpacks the two programs that are needed once its checksum is the published one. */
export async function download(folder: string, { env, run, sites, signal }: Surroundings): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const within = signal === undefined ? patience : AbortSignal.any([signal, patience]);
  const archive = join(folder, ARCHIVE);
  const published = await publishedChecksum(`${sites.checksums}/SHA512SUMS`, within);
  if ((await save(`${sites.archives}/${ARCHIVE}`, archive, within)) !== published) {
    throw new Error(`${ARCHIVE} is not what ${sites.checksums} publishes: its checksum differs`);
  }
  const programs = [PULUMI, LANGUAGE_HOST].map((name) => `pulumi/${name}`);
  await run("tar", ["-xzf", archive, "-C", folder, "--strip-components=1", ...programs], { env, signal: within });
  rmSync(archive);
}

async function publishedChecksum(list: string, signal: AbortSignal): Promise<string> {
  const lines = (await (await get(list, signal)).text()).split("\n").map((line) => line.trim().split(/\s+\*?/));
  const [checksum] = lines.find(([, name]) => name === ARCHIVE) ?? [];
  if (checksum === undefined) throw new Error(`${list} has no checksum of ${ARCHIVE}`);
  return checksum;
}

/** @returns the checksum of what was saved. */
async function save(url: string, file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha512");
  const hashing = new Transform({
    transform(chunk, _, passOn) {
      hash.update(chunk);
      passOn(null, chunk);
    },
  });
  const { body } = await get(url, signal);
  if (body === null) throw new Error(`${url} is empty`);
  await pipeline(Readable.fromWeb(body), hashing, createWriteStream(file), { signal });
  return hash.digest("hex");
}

async function get(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answers with ${response.status}`);
  return response;
}
