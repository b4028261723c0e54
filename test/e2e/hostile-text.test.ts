import { json, signedIn, startCanned } from "../provider/support/canned.js";
import { Stack } from "./support/stack.js";

/** Clears the screen, goes back to the start of the line, and orders a pipeline to do things. */
const hostile = "\u001b[2J\r\n::add-mask::x\n##vso[task.setvariable variable=x]y\u202e";

test("what a service says reaches the operator's terminal and pipeline as text", async () => {
  const service = await startCanned(({ method }) =>
    method === "authenticate"
      ? signedIn
      : json({ success: false, error_number: 4711, error: hostile, hints: { [hostile]: hostile } }),
  );
  const stack = await Stack.create({
    OMA_ENDPOINT: service.base,
    OMA_USER: "ops@lake.adm",
    OMA_PASSWORD: "Canary-Lake-4711",
    OMA_LOG: "text",
  });
  try {
    const run = await stack
      .program(`new oma.Domain("quay", { domain: "quay.example" }); oma.getUser({ user: "ann@quay.example" });`)
      .up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("\\u001b[2J\\u000d\\n\\u003a:add-mask::x\\n\\u0023#vso[");
    expect(run.output).not.toMatch(/(?!\n)\p{Cc}|\p{Bidi_Control}|^\s*::|##vso\[/mu);
  } finally {
    stack.remove();
  }
});
