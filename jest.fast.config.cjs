const all = require("./jest.config.cjs");

/**
 * What `npm run test:fast` runs: every test but those that start the engine, and those that took more than five seconds each
 * because they try many cases or random histories.
 *
 * @type {import("jest").Config}
 */
module.exports = {
  ...all,
  testPathIgnorePatterns: [
    "/node_modules/",
    "<rootDir>/test/e2e/",
    "<rootDir>/test/provider/lifecycle/crossing-matrix.test.ts",
    "<rootDir>/test/provider/lifecycle/model.test.ts",
    "<rootDir>/test/provider/oma/crowd.test.ts",
    "<rootDir>/test/simulator/malformed.test.ts",
    "<rootDir>/test/simulator/model.test.ts",
  ],
};
