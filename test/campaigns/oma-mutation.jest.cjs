const base = require("../../jest.config.cjs");

/** The tests of the OMA client, without those that measure crowds and draw sequences: a mutant would meet them all. */
module.exports = {
  ...base,
  rootDir: "../..",
  roots: ["<rootDir>/test/provider/oma"],
  testPathIgnorePatterns: ["crowd\\.test", "any-faults\\.test"],
  testTimeout: 5_000,
};
