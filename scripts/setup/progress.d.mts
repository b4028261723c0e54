/** See progress.mjs: plain JavaScript, since the set-up runs before there is a Node that runs TypeScript. */
export function showProgress(text: string, stream?: NodeJS.WriteStream): () => void;
