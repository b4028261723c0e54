import { readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel, type IConfigFile } from "@microsoft/api-extractor";

/**
 * Writes one report into docs/api/ for each entry of each package: the API that programs see. With `--check` it writes nothing
 * and fails when a report is stale, so that every change of the public API shows in review. It reads the build.
 */
interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly exports: Readonly<Record<string, { readonly types: string } | string>>;
}

interface Entry {
  readonly folder: string;
  readonly types: string;
  readonly report: string;
}

const root = join(import.meta.dirname, "../..");
const reports = join(root, "docs/api");
const isCheck = process.argv.includes("--check");

const entries = (manifestIn(root).workspaces ?? ["."]).flatMap((folder) => entriesOf(join(root, folder)));
const written = new Set(entries.map(({ report }) => report));
const stray = readdirSync(reports).filter((file) => !written.has(file));
const stale = entries.filter(isStale).map(({ report }) => report);

if (!isCheck) {
  for (const file of stray) rmSync(join(reports, file));
} else if (stale.length + stray.length > 0) {
  console.error(`stale in docs/api: ${[...stale, ...stray].join(", ")}. Run: npm run generate:api`);
  process.exitCode = 1;
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

function entriesOf(folder: string): Entry[] {
  const { name, exports } = manifestIn(folder);
  return Object.entries(exports).flatMap(([subpath, target]) => {
    if (typeof target === "string") return [];
    const report = `${subpath === "." ? name : `${name}-${basename(subpath)}`}.api.md`;
    return [{ folder, types: target.types, report }];
  });
}

/**
 * Whether the committed report differs from the build. Without `--check` the report is then written.
 *
 * @throws Error when the declarations cannot be read.
 */
function isStale(entry: Entry): boolean {
  const config = ExtractorConfig.prepare({
    configObject: settings(entry),
    configObjectFullPath: undefined,
    packageJsonFullPath: join(entry.folder, "package.json"),
  });
  const { apiReportChanged, errorCount } = Extractor.invoke(config, {
    localBuild: !isCheck,
    messageCallback: (message) => {
      // For a stale report the library says which file to copy by hand. Here a command does it.
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  if (errorCount > 0) throw new Error(`${entry.report} was not written: see the errors above`);
  return apiReportChanged;
}

function settings({ folder, types, report }: Entry): IConfigFile {
  return {
    projectFolder: folder,
    mainEntryPointFilePath: join(folder, types),
    compiler: { tsconfigFilePath: join(root, "tsconfig.json") },
    apiReport: {
      enabled: true,
      reportFileName: report,
      reportFolder: reports,
      reportTempFolder: join(root, "node_modules/.cache/api-extractor"),
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    messages: {
      extractorMessageReporting: {
        // A type that a program sees and cannot name is a mistake in the API, so the report shows it.
        "ae-forgotten-export": { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
        "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
      },
      tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
    },
  };
}
