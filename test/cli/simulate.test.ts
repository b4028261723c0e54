import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HELP } from "../../simulator/cli/run.js";
import { call, Program } from "../simulator/program.js";
import { Oma, repository } from "./support.js";

describe("with oma-simulator installed", () => {
  test("its arguments reach the simulator, and the exit code comes back", async () => {
    const oma = new Oma("simulate", "--company", "Northwind Mail");
    const settings = await oma.settings();
    expect(await call(settings, "get_company", { company: "Northwind Mail" })).toMatchObject({ success: true });
    oma.kill("SIGINT");
    expect((await oma.ended).code).toBe(130);
  });

  test("arguments that make no sense are an error of the simulator", async () => {
    const { code, stdout, stderr } = await new Oma("simulate", "--port", "80a").ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("--port 80a: a port is a number");
  });

  test("its help is that of the simulator", async () => {
    expect(await new Oma("simulate", "--help").ended).toEqual({ code: 0, stdout: `${HELP}\n`, stderr: "" });
  });
});

describe("without oma-simulator", () => {
  let folder: string;

  // The built command, from where it finds all packages but this one.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "oma-alone-"));
    cpSync(join(repository, "dist"), join(folder, "dist"), { recursive: true });
    cpSync(join(repository, "package.json"), join(folder, "package.json"));
    mkdirSync(join(folder, "node_modules"));
    for (const name of readdirSync(join(repository, "node_modules"))) {
      if (name === "oma-simulator" || name.startsWith(".")) continue;
      symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const INSTALL =
    "oma: the simulator is not installed: install it (npm install --save-dev oma-simulator) or run npx oma-simulator\n";

  test.each([[[]], [["--help"]]])("simulate with %j says how to get it", async (args) => {
    const program = new Program(join(folder, "dist/cli/oma.js"), ["simulate", ...args]);
    expect(await program.ended).toEqual({ code: 1, stdout: "", stderr: INSTALL });
  });

  test("the other commands work", async () => {
    const { code, stdout } = await new Program(join(folder, "dist/cli/oma.js"), ["doctor", "--help"]).ended;
    expect(code).toBe(0);
    expect(stdout).toContain("Usage: oma doctor");
  });
});
