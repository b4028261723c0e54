const open: (() => Promise<unknown>)[] = [];

/** Closes at the end of the test file, whatever happens: a listening server that is left open would keep Jest from ending. */
export function closeAtEnd(close: () => Promise<unknown>): void {
  open.push(close);
}

afterAll(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});
