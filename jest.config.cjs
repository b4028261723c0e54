/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  // One run of the engine takes seconds; Jest's own limit is made for unit tests.
  testTimeout: 120_000,
  maxWorkers: 2,
  testMatch: ["**/*.test.ts"],
  moduleFileExtensions: ["ts", "mts", "js", "mjs", "cjs", "json"],
  // Sources say "./x.js" (what Node will load after the build); tests run the TypeScript beside it.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": ["$1.ts", "$1.js"] },
  transform: {
    "^.+\\.m?[tj]s$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  // p-retry and its helper are ESM only; Jest's own loader needs them as CommonJS.
  transformIgnorePatterns: ["/node_modules/(?!(p-retry|is-network-error)/)"],
};
