import { Agent, request } from "node:http";

export interface Target {
  url: string;
  user: string;
  password: string;
  gzip?: boolean;
}

export type Call = [method: string, fields: object];

/** Calls per second over this many open connections. Each response must be a success. */
export async function perSecond(
  target: Target,
  seconds: number,
  connections: number,
  call: (n: number) => Call,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const begin = performance.now();
  const end = begin + seconds * 1000;
  let started = 0;
  let answered = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        await successful(agent, target, ...call(started++));
        answered++;
      }
    }),
  );
  agent.destroy();
  return answered / ((performance.now() - begin) / 1000);
}

/** The seconds that it takes to create `count` users in one new domain. */
export async function creates(
  target: Target,
  connections: number,
  count: number,
  address: (n: number) => string,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const begin = performance.now();
  const domain = address(0).split("@")[1];
  await successful(agent, target, "change_domain", { domain, attributes: {} });
  let next = 0;
  const create = async () => {
    while (next < count) {
      const attributes = { password: "Bench*Kite-Q7", name: `User ${next}` };
      await successful(agent, target, "change_user", { user: address(next++), create_only: true, attributes });
    }
  };
  await Promise.all(Array.from({ length: connections }, create));
  agent.destroy();
  return (performance.now() - begin) / 1000;
}

/** The median time of `times` serial calls, in milliseconds. */
export async function millisecondsOf(target: Target, method: string, fields: object, times: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const begin = performance.now();
    await successful(agent, target, method, fields);
    taken.push(performance.now() - begin);
  }
  agent.destroy();
  return taken.sort((a, b) => a - b)[times >> 1] ?? 0;
}

async function successful(agent: Agent, target: Target, method: string, fields: object): Promise<void> {
  const { url, user, password, gzip } = target;
  const body = JSON.stringify({ credentials: { user, password }, ...fields });
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  const answer = await new Promise<Buffer>((settle, fail) => {
    const sent = request(
      `${url}/${method}`,
      { agent, method: "POST", headers: gzip ? { ...headers, "accept-encoding": "gzip" } : headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => settle(Buffer.concat(chunks)));
        response.on("error", fail);
      },
    );
    sent.on("error", fail);
    sent.end(body);
  });
  if (!gzip && !answer.subarray(0, 16).toString().startsWith('{"success":true')) {
    throw new Error(`${method}: ${answer.toString().slice(0, 300)}`);
  }
}
