import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A stand-in address for a service, through which a test sees every answer. */
export interface Relay {
  readonly url: string;
  close(): Promise<void>;
}

export async function startRelay(target: string, onAnswer: (answer: Record<string, unknown>) => void): Promise<Relay> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url?.replace(/^\/api/, "") ?? "";
    const headers = { "content-type": "application/json" };
    const answer = await fetch(target + path, { method: "POST", body: Buffer.concat(chunks), headers });
    const text = await answer.text();
    onAnswer(JSON.parse(text));
    response.writeHead(answer.status, headers).end(text);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
