const SPINNER = ["|", "/", "-", "\\"];
const FRAME_MS = 250;
const DOT_MS = 5_000;

/** Shows one line of progress that moves until the returned function is called. */
export function showProgress(text: string, stream: NodeJS.WriteStream = process.stderr): () => void {
  return stream.isTTY ? spin(text, stream) : drip(text, stream);
}

function spin(text: string, stream: NodeJS.WriteStream): () => void {
  const start = Date.now();
  let frame = 0;
  const draw = () => {
    stream.write(`\r${text} ${SPINNER[frame % SPINNER.length]} ${elapsed(Date.now() - start)}`);
    frame += 1;
  };
  draw();
  const timer = setInterval(draw, FRAME_MS);
  return () => {
    clearInterval(timer);
    stream.write(`\r${text}   ${elapsed(Date.now() - start)}\n`);
  };
}

function drip(text: string, stream: NodeJS.WriteStream): () => void {
  stream.write(text);
  const timer = setInterval(() => stream.write("."), DOT_MS);
  return () => {
    clearInterval(timer);
    stream.write("\n");
  };
}

function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
