import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { closeAfterTest } from "./closing.js";

export interface Received {
  readonly method: string;
  readonly body: Record<string, unknown> & { credentials: Record<string, unknown> };
}

/** An answer as it stands on the wire; `reset` breaks the connection once the request has been read. */
export type Canned =
  | { readonly status?: number; readonly text: string; readonly headers?: Record<string, string> }
  | "reset";

export interface CannedServer {
  readonly base: string;
  /** All requests, `authenticate` included. */
  readonly received: Received[];
  /** The requests of one method. */
  count(method: string): number;
}

export const json = (answer: unknown): Canned => ({ text: JSON.stringify(answer) });
export const refusal = (number: number, error = "No.", more: object = {}): Canned =>
  json({ success: false, error, error_number: number, ...more });
export const signedIn = json({ success: true, session_token: "Token*Canary-11", session_token_duration: 10800 });

/** A service that answers whatever a test wants it to. `authenticate` succeeds unless `answer` says otherwise. */
export async function startCanned(
  answer: (request: Received, nth: number) => Canned | undefined | Promise<Canned | undefined>,
): Promise<CannedServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const one = {
      method: String(request.url).replace(/^.*\//, ""),
      body: JSON.parse(await textOf(request)),
    } as Received;
    received.push(one);
    const nth = received.filter(({ method }) => method === one.method).length;
    const canned = (await answer(one, nth)) ?? (one.method === "authenticate" ? signedIn : json({ success: true }));
    if (canned === "reset") return request.socket.resetAndDestroy();
    response
      .writeHead(canned.status ?? 200, { "content-type": "application/json", ...canned.headers })
      .end(canned.text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closeAfterTest(async () => {
    server.closeAllConnections();
    server.close();
  });
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    received,
    count: (method) => received.filter((one) => one.method === method).length,
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
