/** What a test opened; closed after it, so that no test can see what another one left behind. */
const open: (() => Promise<unknown>)[] = [];

export function closeAfterTest(close: () => Promise<unknown>): void {
  open.push(close);
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});
