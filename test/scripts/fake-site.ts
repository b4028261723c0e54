import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ARCHIVE, type Sites } from "../../scripts/engine/ways/download-site.mts";
import { LANGUAGE_HOST, PULUMI } from "../../scripts/engine/ways/programs.mts";
import { DOWNLOADED_PULUMI } from "../../scripts/engine/ways/versions.mts";

/** A site over HTTP with a release whose programs are files that hold its version, and with its checksums. */
export class FakeSite {
  readonly asked: string[] = [];
  archive = packed();
  /** Lines as `sha512sum` writes them. */
  checksums = `${sha512(this.archive)}  ${ARCHIVE}\n${sha512(Buffer.from("another"))}  pulumi-v0.0.0-other.tar.gz\n`;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(({ method, url = "" }, response) => {
      this.asked.push(`${method} ${url}`);
      const content = url.endsWith("SHA512SUMS") ? this.checksums : this.archive;
      response.writeHead(content.length === 0 ? 404 : 200).end(method === "HEAD" ? undefined : content);
    });
  }

  static async start(): Promise<FakeSite> {
    const site = new FakeSite();
    await new Promise<void>((listening) => site.#server.listen(0, "127.0.0.1", listening));
    return site;
  }

  get sites(): Sites {
    const base = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return { archives: `${base}/archives`, checksums: `${base}/checksums` };
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((closed) => this.#server.close(() => closed()));
  }
}

function packed(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "fake-release-"));
  try {
    mkdirSync(join(folder, "pulumi"));
    for (const name of [PULUMI, LANGUAGE_HOST, "pulumi-language-go"]) {
      writeFileSync(join(folder, "pulumi", name), DOWNLOADED_PULUMI);
      chmodSync(join(folder, "pulumi", name), 0o755);
    }
    execFileSync("tar", ["-czf", join(folder, ARCHIVE), "-C", folder, "pulumi"]);
    return readFileSync(join(folder, ARCHIVE));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sha512(content: Buffer): string {
  return createHash("sha512").update(content).digest("hex");
}
