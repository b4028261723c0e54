const all = require("./jest.config.cjs");

/**
 * What `npm run test:fast` runs: every test but those that start the engine, and those that take more than five seconds
 * each because they try many cases or random histories.
 *
 * @type {import("jest").Config}
 */
module.exports = {
  ...all,
  testPathIgnorePatterns: ["/node_modules/", "/e2e/", "/(crossing-matrix|crowd|malformed|model)\\.test\\.ts$"],
};
