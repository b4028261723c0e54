import type { MutantResult } from "@stryker-mutator/api/core";
import { Stryker } from "@stryker-mutator/core";
import type { Batch, Room } from "./rooms.mts";

/** Nothing noticed the mutant. */
export const isLeft = ({ status }: MutantResult): boolean => status === "Survived" || status === "NoCoverage";

/** Lets the tests of a batch meet the mutants of its files. The working directory is mutated in place. */
export async function measure(
  room: Room,
  { files, tests }: Batch,
  concurrency: number,
): Promise<[string, MutantResult[]][]> {
  const found = await new Stryker({
    testRunner: "jest",
    plugins: ["@stryker-mutator/jest-runner"],
    jest: {
      configFile: "jest.config.cjs",
      enableFindRelatedTests: false,
      config: { testMatch: tests.map((test) => `<rootDir>/${test}`), testTimeout: 10_000 },
    },
    mutate: files.map((file) => `${room.source}/${file}`),
    coverageAnalysis: "perTest",
    inPlace: true,
    ignoreStatic: true,
    concurrency,
    // Generous: a machine that has other things to do must not be taken for a mutant that never ends.
    timeoutMS: 20_000,
    timeoutFactor: 4,
    reporters: ["progress-append-only"],
    allowConsoleColors: false,
  }).runMutationTest();
  return files.map((file) => [file, found.filter(({ fileName }) => fileName.endsWith(`${room.source}/${file}`))]);
}
